// The server as people run it, over the loopback: `kartei serve` on an imported list, beside nginx with the
// same bytes, both asked by the same clients. Rates are also told per second of the server's processor time,
// which others on the machine do not change.
#include "api/door.h"
#include "api/permission_wire.h"
#include "app/executor.h"
#include "app/sign_in.h"
#include "bench/support/client.h"
#include "bench/support/house.h"
#include "bench/support/library.h"
#include "bench/support/list.h"
#include "bench/support/load.h"
#include "bench/support/place.h"
#include "bench/support/process.h"
#include "bench/support/served.h"
#include "bench/support/table.h"
#include "bench/support/times.h"
#include "http/server.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <memory>
#include <optional>
#include <random>
#include <thread>

namespace kartei::bench {
namespace {

constexpr int turns = 3;
constexpr int starts = 5;
constexpr std::size_t cards = 1'000;
constexpr std::size_t pages = 500;

constexpr double least_part_of_nginx = 0.5;
constexpr double least_decisions_without_look = 0.3;
constexpr double least_decisions_with_look = 0.2;
constexpr double promised_card_ms = 10;
constexpr double promised_list_ms = 15;
constexpr double promised_start_ms = 300;
constexpr double promised_memory_mb = 80;

constexpr std::string_view api = "/api/v1";

class Nginx {
public:
    explicit Nginx(const std::filesystem::path& folder)
        : folder_(folder / "nginx"), process_({"nginx", "-p", folder_.string(), "-c", configuration()}) {
        Client client(port_);
        while (!client.reaches()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }

    void put(const std::string& name, std::string_view bytes) const {
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
    }

    std::uint16_t port() const { return port_; }
    const Process& process() const { return process_; }

private:
    std::string configuration() {
        std::filesystem::create_directories(folder_);
        const auto file = folder_ / "nginx.conf";
        std::ofstream(file) << fmt::format(
            "daemon off; worker_processes 2; pid nginx.pid; error_log stderr crit; {}\n"
            "events {{ worker_connections 1024; }}\n"
            "http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000;\n"
            "  open_file_cache max=100; default_type application/octet-stream;\n"
            "  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;\n"
            "  uwsgi_temp_path uwsgi; scgi_temp_path scgi;\n"
            "  server {{ listen 127.0.0.1:{} reuseport; root {}; }} }}\n",
            geteuid() == 0 ? "user root;" : "", port_, folder_.string());
        return file.string();
    }

    std::filesystem::path folder_;
    std::uint16_t port_ = free_port();
    Process process_;
};

/// The best of the turns.
struct Rate {
    double per_s = 0;
    double per_cpu_s = 0;

    void add(const Rate& other) {
        per_s = std::max(per_s, other.per_s);
        per_cpu_s = std::max(per_cpu_s, other.per_cpu_s);
    }
};

/// `cpu_seconds` tells the server's processor time so far.
template <class CpuSeconds>
Rate measured(std::uint16_t port, const Asked& asked, const std::filesystem::path& folder,
              CpuSeconds cpu_seconds) {
    const double begin = seconds();
    const double cpu_begin = cpu_seconds();
    const double per_s = requests_per_s(port, asked, folder);
    const double requests = per_s * (seconds() - begin);
    return {per_s, requests / (cpu_seconds() - cpu_begin)};
}

void print_rate(const std::string& what, const Rate& ours, double least, const std::string& limit,
                const Rate& theirs) {
    print({.what = what,
           .value = ours.per_s,
           .unit = "1/s",
           .better = Better::higher,
           .promise = {.ratio = least},
           .limit = {limit, theirs.per_s}});
    print({.what = "of it per second of the processor",
           .value = ours.per_cpu_s,
           .unit = "1/s",
           .better = Better::higher,
           .limit = {limit, theirs.per_cpu_s}});
}

/// A file of the pages whose name holds a hash of its content: the script they begin with.
std::string asset_of(Client& client) {
    const auto page = client.get("/").body;
    const auto begin = page.find("/assets/");
    must(begin != std::string::npos, "the server was built without pages");
    return page.substr(begin, page.find('"', begin) - begin);
}

std::vector<std::string> questions(const std::vector<std::string>& persons) {
    std::vector<std::string> asked;
    for (const auto& person : persons)
        asked.push_back(fmt::format(R"({{"person_id":"{}","area_no":1,"channel":"phone"}})", person));
    return asked;
}

void rates(const Place& place, Kartei& kartei, const std::vector<std::string>& persons) {
    const Nginx nginx(place.path());
    const Asked health{.path = "/healthz"};
    const Asked asset{.path = asset_of(kartei.client())};
    const std::string bytes = kartei.client().get(asset.path).body;
    std::filesystem::create_directory(place.path() / "nginx" / "assets");
    nginx.put("healthz", "ok\n");
    nginx.put(asset.path.substr(1), bytes);
    const Asked decision{.path = "/api/v1/decisions", .cookie = kartei.cookie(), .json = questions(persons)};
    const auto of_ours = [&](const Asked& asked) {
        return measured(kartei.port(), asked, place.path(), [&] { return kartei.process().cpu_seconds(); });
    };
    const auto of_nginx = [&](const Asked& asked) {
        return measured(nginx.port(), asked, place.path(), [&] { return nginx.process().cpu_seconds(); });
    };
    Rate health_ours, health_nginx, asset_ours, asset_nginx, decided;
    for (int turn = 0; turn < turns; ++turn) {
        health_nginx.add(of_nginx(health));
        health_ours.add(of_ours(health));
        asset_nginx.add(of_nginx(asset));
        asset_ours.add(of_ours(asset));
        decided.add(of_ours(decision));
    }
    print_rate("static: 3 bytes", health_ours, least_part_of_nginx, "nginx", health_nginx);
    print_rate(fmt::format("static: a script of {} bytes", grouped(static_cast<double>(bytes.size()))),
               asset_ours, least_part_of_nginx, "nginx", asset_nginx);
    print_rate("decision, its look stored", decided, least_decisions_with_look, "our static, 3 bytes",
               health_ours);
}

/// What a server of this process answers for `/healthz`, and for a question without storing its look.
class WithoutLook {
public:
    explicit WithoutLook(const std::filesystem::path& data) {
        auto opened = open_house(data);
        const auto account = app::session_of_login(opened.house, std::string(login));
        must(account.has_value(), "no account");
        const auto signed_in = app::sign_in(opened.house, account->account);
        must(signed_in.has_value(), "no session");
        cookie_ = fmt::format("{}={}", api::session_cookie, signed_in->token);
        auto executor = app::Executor::start(std::move(opened.house), {});
        must(executor.has_value(), "no threads");
        executor_ = std::move(*executor);
        auto server = http::Server::start({}, [this](http::Request request, http::Answer answer) {
            if (request.path == "/healthz") return answer({.status = 200, .body = http::Body("ok\n")});
            decide(std::move(request), std::move(answer));
        });
        must(server.has_value(), "no server");
        server_ = std::move(*server);
    }
    ~WithoutLook() {
        server_->stop(1'000);
        executor_.reset();
    }
    WithoutLook(const WithoutLook&) = delete;
    WithoutLook& operator=(const WithoutLook&) = delete;

    std::uint16_t port() const { return server_->port(); }
    const std::string& cookie() const { return cookie_; }

private:
    /// What api::Door does on the way, but for the look.
    void decide(http::Request request, http::Answer answer) {
        auto text = std::make_shared<std::optional<std::string>>();
        const auto asked = std::make_shared<const http::Request>(std::move(request));
        executor_->read({.act =
                             [text, asked](app::House& house) {
                                 *text = decided(house, *asked);
                                 (void)house.take_looks();
                             },
                         .done =
                             [text, answer = std::move(answer)](const std::exception_ptr&) {
                                 if (!*text) return answer(http::problem(500));
                                 answer({.headers = {{"Content-Type", "application/json"}},
                                         .body = http::Body(std::move(**text))});
                             }});
    }

    static std::optional<std::string> decided(app::House& house, const http::Request& request) {
        const auto signed_in = app::session_of_token(house, api::token_of(request));
        const auto body = boost::json::parse(request.body).as_object();
        const auto person = domain::PersonId::parse(body.at("person_id").as_string());
        if (!signed_in || !person) return std::nullopt;
        const auto permission = app::ask_permission(house, signed_in->session, *person, domain::AreaNo{1},
                                                    domain::Channel::phone);
        if (!permission) return std::nullopt;
        return api::wire_json(api::cell_wire(*permission));
    }

    std::string cookie_;
    std::unique_ptr<app::Executor> executor_;
    std::unique_ptr<http::Server> server_;
};

void rate_without_look(const Place& place, const std::filesystem::path& data,
                       const std::vector<std::string>& persons) {
    const WithoutLook ours(data);
    Rate health, decided;
    for (int turn = 0; turn < turns; ++turn) {
        health.add(measured(ours.port(), {.path = "/healthz"}, place.path(), cpu_seconds));
        decided.add(measured(ours.port(),
                             {.path = "/decisions", .cookie = ours.cookie(), .json = questions(persons)},
                             place.path(), cpu_seconds));
    }
    print_rate("decision, its look left out", decided, least_decisions_without_look, "our static, 3 bytes",
               health);
}

/// How long one client waits, one request after the other, and what that costs the server.
struct Waited {
    Times wall;
    double cpu_ms = 0;  ///< on the average
};

template <class Ask>
Waited waited(const Process& server, std::size_t times, Ask ask) {
    Waited waited;
    const double cpu_begin = server.cpu_seconds();
    for (std::size_t i = 0; i < times; ++i) {
        const double begin = seconds();
        must(ask(i), "an answer was no success");
        waited.wall.ms.push_back((seconds() - begin) * 1e3);
    }
    waited.cpu_ms = (server.cpu_seconds() - cpu_begin) / static_cast<double>(times) * 1e3;
    return waited;
}

void print_wait(const std::string& what, Waited waited, double promised_ms, Times& stored) {
    print({.what = what + ", p50",
           .value = waited.wall.at(0.5),
           .unit = "ms",
           .limit = {"processor alone, mean", waited.cpu_ms}});
    print({.what = what + ", p99",
           .value = waited.wall.at(0.99),
           .unit = "ms",
           .promise = {.value = promised_ms},
           .limit = {"one row stored, p99", stored.at(0.99)}});
}

/// The list as somebody leafs through it, from a page somewhere on.
Waited leafed(Kartei& kartei) {
    auto& client = kartei.client();
    std::string next;
    return waited(kartei.process(), pages, [&](std::size_t) {
        const auto received = client.get(fmt::format("{}/persons?area_no=1&limit=50{}", api, next));
        const auto page = boost::json::parse(received.body).as_object();
        const auto* cursor = page.if_contains("next");
        next = cursor != nullptr && cursor->is_string()
                   ? fmt::format("&after={}", cursor->as_string().c_str())
                   : "";
        return received.status == 200;
    });
}

/// Names, numbers and towns of persons who are there.
Waited searched(Kartei& kartei) {
    auto& client = kartei.client();
    return waited(kartei.process(), pages, [&](std::size_t i) {
        const auto person = list_person(static_cast<std::int64_t>(i) * 7'919 % persons());
        const std::array texts{person.last_name, person.first_name + " " + person.last_name,
                               person.last_name + " " + person.town, person.phone, person.customer_number};
        const boost::json::object asked{{"query", texts[i % texts.size()]}, {"area_no", 1}, {"limit", 50}};
        return client.post(fmt::format("{}/person-searches", api), boost::json::serialize(asked)).status ==
               200;
    });
}

void waits(const Place& place, Kartei& kartei, const std::vector<std::string>& persons) {
    Times stored = stored_rows(place.path());
    auto& client = kartei.client();
    print_wait("card with matrix, one client",
               waited(kartei.process(), cards,
                      [&](std::size_t i) {
                          const auto card = fmt::format("{}/persons/{}", api, persons[i % persons.size()]);
                          return client.get(card).status == 200 &&
                                 client.get(card + "/permissions").status == 200;
                      }),
               promised_card_ms, stored);
    print_wait("page of the list, one client", leafed(kartei), promised_list_ms, stored);
    print_wait("search, one client", searched(kartei), promised_list_ms, stored);
}

void print_memory(const std::string& when, const Process& process) {
    print({.what = "memory " + when,
           .value = process.resident_mb(),
           .unit = "MB",
           .promise = {.value = promised_memory_mb},
           .limit = {"of it not pages of files", process.own_mb()}});
}

void print_starts(const std::filesystem::path& data) {
    Times ready;
    for (int i = 0; i < starts; ++i) ready.ms.push_back(Kartei(data).ready_after_ms());
    print({.what = "start until ready, p50",
           .value = ready.at(0.5),
           .unit = "ms",
           .promise = {.value = promised_start_ms}});
}

void serve() {
    const Place place;
    const auto data = imported_house(place.path(), persons());
    set_up(data);
    const auto ids = persons_of(data);
    print_starts(data);
    {
        Kartei kartei(data);
        print_memory("after the start", kartei.process());
        kartei.sign_in();
        waits(place, kartei, ids);
        rates(place, kartei, ids);
        print_memory("after the work", kartei.process());
    }
    rate_without_look(place, data, ids);
}

}  // namespace
}  // namespace kartei::bench

int main() {
    return kartei::bench::run(kartei::bench::serve);
}
