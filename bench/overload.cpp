// The server when ten times as many ask as it can answer, by a plan that its answers do not change, while ten
// thousand others hold connections: what it accepts is soon answered, what it refuses is told so, no
// objection is refused, and afterwards all is as before. Clients and server share the machine; the part of
// the plan that really reached the server is told beside it.
#include "bench/support/client.h"
#include "bench/support/crowd.h"
#include "bench/support/house.h"
#include "bench/support/idlers.h"
#include "bench/support/list.h"
#include "bench/support/place.h"
#include "bench/support/served.h"
#include "bench/support/table.h"
#include "bench/support/times.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

namespace kartei::bench {
namespace {

constexpr double multiple = 10;
constexpr std::size_t capacity_clients = 64;
constexpr double capacity_s = 6;
constexpr std::size_t clients = 3'000;
constexpr std::size_t addresses = 250;
constexpr std::size_t idlers = 10'000;
constexpr std::size_t prepared_requests = 50'000;
constexpr std::size_t probes = 300;
/// Whoever finds no free connection for so long is counted as not sent.
constexpr double patience_ms = 50;

constexpr double promised_accepted_ms = 250;
constexpr double promised_memory_mb = 512;
constexpr double promised_probe_ratio = 2;
constexpr double recovery_s = 2;
constexpr double all = 100;

enum Kind : std::uint8_t { card, list, search, decision, write, objection };
constexpr std::array<std::string_view, 6> kind_names{"cards",  "pages of the list", "searches", "decisions",
                                                     "writes", "objections"};
/// Of a hundred requests.
constexpr std::array<int, 6> shares{25, 10, 5, 50, 9, 1};

double storm_seconds() {
    const char* wanted = std::getenv("BENCH_SECONDS");
    if (wanted == nullptr || *wanted == '\0') return 60;
    const double number = std::strtod(wanted, nullptr);
    must(number >= 1 && number <= 3'600, "BENCH_SECONDS: a number from 1");
    return number;
}

std::string request(const Kartei& kartei, std::string_view method, std::string_view path,
                    std::string_view json) {
    auto text = fmt::format("{} /api/v1{} HTTP/1.1\r\nHost: localhost\r\nKartei-Request: 1\r\nCookie: {}\r\n",
                            method, path, kartei.cookie());
    if (!json.empty())
        text += fmt::format("Content-Type: application/json\r\nContent-Length: {}\r\n", json.size());
    return fmt::format("{}\r\n{}", text, json);
}

std::string request_of(const Kartei& kartei, Kind kind, const std::string& person, std::int64_t number) {
    const std::string path = "/persons/" + person;
    switch (kind) {
        case card: return request(kartei, "GET", path, {});
        case list: return request(kartei, "GET", "/persons?area_no=1&limit=50", {});
        case search: {
            const auto found = list_person(number % persons());
            const boost::json::object asked{
                {"query", found.last_name + " " + found.town}, {"area_no", 1}, {"limit", 50}};
            return request(kartei, "POST", "/person-searches", boost::json::serialize(asked));
        }
        case decision:
            return request(kartei, "POST", "/decisions",
                           fmt::format(R"({{"person_id":"{}","area_no":1,"channel":"phone"}})", person));
        case write:
            return request(kartei, "POST", path + "/contact-checks", R"({"area_no":1,"channel":"phone"})");
        case objection:
            return request(kartei, "POST", path + "/objections", R"({"areas":[2],"channels":["email"]})");
    }
    return {};
}

/// What people ask for, in no order.
std::vector<Prepared> mixture(const Kartei& kartei, const std::vector<std::string>& ids) {
    std::mt19937_64 random(7);
    std::discrete_distribution<int> kinds(shares.begin(), shares.end());
    std::vector<Prepared> requests;
    for (std::size_t i = 0; i < prepared_requests; ++i) {
        const auto kind = static_cast<Kind>(kinds(random));
        requests.push_back({.kind = kind,
                            .goes_first = kind == objection,
                            .bytes = request_of(kartei, kind, ids[random() % ids.size()],
                                                static_cast<std::int64_t>(i) * 7'919)});
    }
    return requests;
}

/// Moments as of many people who know nothing of each other (a Poisson process), in seconds.
std::vector<float> plan_of(double per_s, double duration) {
    std::mt19937_64 random(11);
    std::exponential_distribution<double> gap(per_s);
    std::vector<float> plan;
    for (double at = gap(random); at < duration; at += gap(random)) plan.push_back(static_cast<float>(at));
    return plan;
}

bool is_success(const Answered& answered) {
    return answered.status >= 200 && answered.status < 300;
}

Times times_of(const std::vector<Answered>& answered, auto&& counts) {
    Times times;
    for (const auto& one : answered) {
        if (counts(one)) times.ms.push_back(one.ms);
    }
    if (times.ms.empty()) times.ms.push_back(0);
    return times;
}

/// As many a second as the server answers when 64 wait for it.
double capacity_of(Kartei& kartei, std::span<const Prepared> requests) {
    Crowd crowd(kartei.port(), capacity_clients, addresses);
    crowd.closed_loop(requests, 1);
    const auto answered = crowd.closed_loop(requests, capacity_s);
    const auto refused = std::ranges::find_if(answered, [](const Answered& one) { return !is_success(one); });
    must(refused == answered.end(),
         refused == answered.end() ? "" : fmt::format("{}: {}", kind_names[refused->kind], refused->status));
    return static_cast<double>(answered.size()) / capacity_s;
}

/// How long one client waits who asks for one card after the other.
double probe_ms(Kartei& kartei, const std::vector<std::string>& ids) {
    Times times;
    Client client(kartei.port());
    client.set_cookie(kartei.cookie());
    for (std::size_t i = 0; i < probes; ++i) {
        const double begin = seconds();
        const auto received = client.get("/api/v1/persons/" + ids[i % ids.size()]);
        must(received.status == 200, "a probe was refused");
        times.ms.push_back((seconds() - begin) * 1e3);
    }
    return times.at(0.5);
}

void print_offered(const Offered& offered, double capacity) {
    const auto sent = static_cast<double>(offered.late_ms.size());
    Times late{.ms = {offered.late_ms.begin(), offered.late_ms.end()}};
    print({.what = fmt::format("offered, by a plan of {:.0f} times capacity", multiple),
           .value = sent / offered.seconds / capacity,
           .unit = "times",
           .better = Better::higher,
           .promise = {.value = multiple * 0.95},
           .limit = {"planned and not sent", static_cast<double>(offered.not_sent)}});
    print({.what = "sent after it was planned, p99",
           .value = late.at(0.99),
           .unit = "ms",
           .limit = {"processor time of the clients, % of a core",
                     offered.cpu_seconds / offered.seconds * 100}});
}

double share(std::size_t part, std::size_t whole) {
    return whole == 0 ? all : static_cast<double>(part) * 100 / static_cast<double>(whole);
}

void print_answers(const Offered& offered, double capacity) {
    const auto& answered = offered.answered;
    const auto count = [&](auto&& counts) {
        return static_cast<std::size_t>(std::ranges::count_if(answered, counts));
    };
    const auto known =
        count([](const Answered& one) { return is_success(one) || one.status == 429 || one.status == 503; });
    print({.what = "answered with 2xx, 429 or 503",
           .value = share(known, answered.size()),
           .unit = "%",
           .better = Better::higher,
           .promise = {.value = all},
           .limit = {"other answers, or none", static_cast<double>(answered.size() - known)}});
    const auto objections = count([](const Answered& one) { return one.kind == objection; });
    const auto recorded = count([](const Answered& one) { return one.kind == objection && is_success(one); });
    print({.what = "objections recorded",
           .value = share(recorded, objections),
           .unit = "%",
           .better = Better::higher,
           .promise = {.value = all},
           .limit = {"refused or without an answer", static_cast<double>(objections - recorded)}});
    print({.what = "answered with success",
           .value = static_cast<double>(count(is_success)) / offered.seconds,
           .unit = "1/s",
           .better = Better::higher,
           .limit = {"capacity", capacity}});
    Times refused = times_of(answered, [](const Answered& one) { return !is_success(one); });
    Times accepted = times_of(answered, is_success);
    print({.what = "accepted, since planned, p99",
           .value = accepted.at(0.99),
           .unit = "ms",
           .promise = {.value = promised_accepted_ms},
           .limit = {"refused, since planned, p99", refused.at(0.99)}});
    for (std::uint8_t kind = card; kind <= objection; ++kind) {
        Times times =
            times_of(answered, [&](const Answered& one) { return one.kind == kind && is_success(one); });
        print({.what = fmt::format("  of them {}, p99", kind_names[kind]),
               .value = times.at(0.99),
               .unit = "ms",
               .limit = {"so many", static_cast<double>(times.ms.size())}});
    }
}

void hold(Idlers& held, std::size_t wanted) {
    const double until = seconds() + 30;
    while (held.held() < wanted && seconds() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    held.least_held();
}

void overload() {
    // Ours and those of the server lie in different processes, each with the same limit.
    const std::size_t descriptors = allow_descriptors();
    const std::size_t wanted = std::min(idlers, descriptors - std::min(descriptors, clients + 200));
    const Place place;
    const auto data = imported_house(place.path(), persons());
    set_up(data);
    const auto ids = persons_of(data);
    Kartei kartei(data);
    kartei.sign_in();
    const auto requests = mixture(kartei, ids);
    const double capacity = capacity_of(kartei, requests);
    print({.what = fmt::format("capacity, {} clients", capacity_clients),
           .value = capacity,
           .unit = "1/s",
           .better = Better::higher});
    const double before_mb = kartei.process().resident_mb();
    Idlers held(kartei.port(), wanted);
    hold(held, wanted);
    const double held_mb = kartei.process().resident_mb() - before_mb;
    const double before_ms = probe_ms(kartei, ids);
    Offered offered;
    {
        Crowd crowd(kartei.port(), clients, addresses);
        held.least_held();
        offered = crowd.open_loop(requests, plan_of(capacity * multiple, storm_seconds()), patience_ms);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(static_cast<int>(recovery_s * 1e3)));
    const double after_ms = probe_ms(kartei, ids);
    print_offered(offered, capacity);
    print_answers(offered, capacity);
    print({.what = "a card two seconds later, one client, p50",
           .value = after_ms,
           .unit = "ms",
           .promise = {.ratio = promised_probe_ratio},
           .limit = {"before", before_ms}});
    print({.what = "idle and slow connections held, the fewest",
           .value = static_cast<double>(held.least_held()),
           .better = Better::higher,
           .promise = {.value = static_cast<double>(idlers) * 0.99},
           .limit = {"KB of memory for each", held_mb * 1e3 / static_cast<double>(wanted)}});
    print({.what = "most memory of the server",
           .value = kartei.process().peak_mb(),
           .unit = "MB",
           .promise = {.value = promised_memory_mb}});
}

}  // namespace
}  // namespace kartei::bench

int main() {
    return kartei::bench::run(kartei::bench::overload);
}
