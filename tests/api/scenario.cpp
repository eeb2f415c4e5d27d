#include "tests/api/scenario.h"

#include "api/openapi.h"
#include "base/text.h"
#include "tests/api/schema_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace kartei::api {

namespace {

constexpr std::chrono::seconds patience{20};

/// Members that no answer has: they belong to the house alone.
constexpr std::array inner_names{"tenant_id", "token", "password_hash", "sort_key", "value_hash"};

class ScenarioReader {
public:
    explicit ScenarioReader(const std::filesystem::path& file)
        : name_(file.filename().string()), stream_(file) {
        if (!stream_) throw std::runtime_error(file.string() + ": cannot be read");
    }

    std::vector<Step> read() {
        for (std::string line; std::getline(stream_, line);) {
            ++number_;
            take(line);
        }
        end_step();
        return std::move(steps_);
    }

private:
    enum class Part : std::uint8_t { file, expectations, headers, body };

    void take(const std::string& line) {
        if (line.starts_with("###")) return begin_step(line);
        switch (part_) {
            case Part::file:
                if (!line.empty() && !line.starts_with("@") && !line.starts_with("//")) refuse(line);
                return;
            case Part::expectations:
                if (line.starts_with("# ")) return take_expectation(line.substr(2));
                if (line.starts_with("//") || line.empty()) return;
                return take_request(line);
            case Part::headers:
                if (line.empty()) part_ = Part::body;
                else take_header(line);
                return;
            case Part::body: step_.body += line + "\n";
        }
    }

    void begin_step(const std::string& line) {
        end_step();
        step_ = Step{.name = std::string(trim(line.substr(3))),
                     .place = fmt::format("{}:{}", name_, number_),
                     .path = {}};
        part_ = Part::expectations;
    }

    void end_step() {
        if (part_ == Part::file) return;
        if (step_.path.empty()) throw std::runtime_error(step_.place + ": no request");
        step_.body = trim(step_.body);
        steps_.push_back(std::move(step_));
    }

    void take_expectation(std::string_view line) {
        if (line == "@no-cookie-jar") {
            step_.signed_in = false;
            return;
        }
        const auto word = line.substr(0, line.find(' '));
        const auto rest = trim(line.substr(word.size()));
        const auto equals = rest.find(" = ");
        const std::string left(trim(rest.substr(0, equals)));
        const std::string right(equals == std::string_view::npos ? "" : trim(rest.substr(equals + 3)));
        using Kind = Expectation::Kind;
        if (word == "expect") step_.status = std::stoi(left);
        else if (word == "after") step_.after_us = std::stoi(left) * 60 * us_per_second;
        else if (word == "is") step_.expected.push_back({Kind::is, left, right, number_});
        else if (word == "has") step_.expected.push_back({Kind::has, left, {}, number_});
        else if (word == "lacks") step_.expected.push_back({Kind::lacks, left, {}, number_});
        else if (word == "never") step_.expected.push_back({Kind::never, std::string(rest), {}, number_});
        else if (word == "until") step_.until = Expectation{Kind::is, left, right, number_};
        else if (word == "keep") step_.kept.emplace_back(left, right);
        else refuse(line);
    }

    void take_request(std::string_view line) {
        constexpr std::string_view base = "{{api}}";
        const auto blank = line.find(' ');
        const auto method = http::method_of(line.substr(0, blank));
        const auto target = trim(line.substr(std::min(blank, line.size())));
        if (!method || !target.starts_with(base)) refuse(line);
        step_.method = *method;
        step_.path = target.substr(base.size());
        part_ = Part::headers;
    }

    void take_header(std::string_view line) {
        const auto colon = line.find(": ");
        if (colon == std::string_view::npos) refuse(line);
        std::string name(line.substr(0, colon));
        std::ranges::transform(name, name.begin(), ascii_lower);
        step_.headers.push_back({std::move(name), std::string(line.substr(colon + 2))});
    }

    [[noreturn]] void refuse(std::string_view line) const {
        throw std::runtime_error(fmt::format("{}:{}: what is this? {}", name_, number_, line));
    }

    std::string name_;
    std::ifstream stream_;
    int number_ = 0;
    Part part_ = Part::file;
    Step step_;
    std::vector<Step> steps_;
};

bool holds(const Expectation& expected, const Received& answer, const Variables& variables) {
    using Kind = Expectation::Kind;
    if (expected.kind == Kind::never)
        return answer.text.find(fill_in(expected.what, variables)) == std::string::npos;
    const auto* member = member_at(answer.json, expected.what);
    if (expected.kind == Kind::has) return member != nullptr;
    if (expected.kind == Kind::lacks) return member == nullptr;
    return member != nullptr && *member == boost::json::parse(fill_in(expected.json, variables));
}

/// The text of a member for a variable.
std::string text_of(const boost::json::value& member) {
    return member.is_string() ? std::string(member.get_string()) : boost::json::serialize(member);
}

Sent sent_of(const Step& step, const Variables& variables) {
    Sent sent{.method = step.method,
              .path = fill_in(step.path, variables),
              .body = fill_in(step.body, variables),
              .headers = step.headers};
    for (auto& header : sent.headers) header.value = fill_in(header.value, variables);
    return sent;
}

Received ask(ServedHouse& served, const Step& step, const Sent& sent, const Variables& variables) {
    const std::string session = served.cookie();
    if (!step.signed_in) served.forget_session();
    const auto until = std::chrono::steady_clock::now() + patience;
    Received answer = served.send(sent);
    while (step.until && answer.status == step.status && !holds(*step.until, answer, variables) &&
           std::chrono::steady_clock::now() < until) {
        std::this_thread::yield();
        answer = served.send(sent);
    }
    if (!step.signed_in) served.set_cookie(session);
    const auto set = answer.header("Set-Cookie");
    if (step.signed_in && !set.empty()) served.set_cookie(set.substr(0, set.find(';')));
    return answer;
}

void check(const Step& step, const Received& answer, const Variables& variables) {
    EXPECT_EQ(answer.status, step.status) << step.place << ": " << step.name << "\n" << answer.text;
    auto expected = step.expected;
    if (step.until) expected.push_back(*step.until);
    for (const auto& one : expected) {
        EXPECT_TRUE(holds(one, answer, variables))
            << step.place << " (line " << one.line << "): " << step.name << "\n"
            << answer.text;
    }
}

/// The first member anywhere below whose name stays in the house.
std::string inner_name_in(const boost::json::value& json) {
    if (const auto* array = json.if_array()) {
        for (const auto& item : *array) {
            if (auto name = inner_name_in(item); !name.empty()) return name;
        }
    }
    if (const auto* object = json.if_object()) {
        for (const auto& [name, value] : *object) {
            if (std::ranges::find(inner_names, std::string_view(name)) != inner_names.end())
                return std::string(name);
            if (auto inner = inner_name_in(value); !inner.empty()) return inner;
        }
    }
    return {};
}

const boost::json::object& document() {
    static const boost::json::object parsed = boost::json::parse(openapi_json()).as_object();
    return parsed;
}

std::string misfit_of_success(const Route& route, const Received& answer) {
    if (route.response == nullptr) return {};
    std::string method(http::method_name(route.method));
    std::ranges::transform(method, method.begin(), ascii_lower);
    const auto& responses =
        document().at("paths").at(route.path).at(method).at("responses").at(std::to_string(route.status));
    const auto& schema = responses.at("content").at("application/json").at("schema").as_object();
    if (answer.header("Content-Type") != "application/json") return "the content type is another one";
    return misfit(answer.json, schema, document());
}

std::string misfit_of_problem(const Received& answer) {
    if (answer.header("Content-Type") != "application/problem+json") return "a refusal that is no problem";
    const auto& schema = document().at("components").at("schemas").at("Problem").as_object();
    if (auto wrong = misfit(answer.json, schema, document()); !wrong.empty()) return wrong;
    if (answer["status"] != answer.status) return "two statuses";
    for (const auto* part : {"what", "next"}) {
        for (const auto* language : {"de", "en"}) {
            if (answer[part].at(language).as_string().empty()) return std::string(part) + " has no words";
        }
    }
    return {};
}

/// Headers that refusals name.
constexpr std::array known_headers{"If-Match", "Idempotency-Key", "Kartei-Request", "Content-Type"};

bool is_parameter(const Route& route, const std::string& name) {
    return route.path.find("{" + name + "}") != std::string_view::npos ||
           std::ranges::find(route.query, name) != route.query.end();
}

/// Where JSON breaks off: line and column.
bool is_position(std::string_view where) {
    return where.find(':') != std::string_view::npos &&
           where.find_first_not_of("0123456789:") == std::string_view::npos;
}

bool stands_in(const std::string& body, std::string_view place) {
    boost::system::error_code no_json;
    const auto json = boost::json::parse(body, no_json);
    return !no_json && member_at(json, place) != nullptr;
}

}  // namespace

std::vector<Step> read_scenario(const std::filesystem::path& file) {
    return ScenarioReader(file).read();
}

std::vector<std::filesystem::path> scenario_files() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(KARTEI_SOURCE_DIR "/tests/api/scenarios")) {
        if (entry.path().extension() == ".http") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

std::vector<Played> play(ServedHouse& served, const std::vector<Step>& steps) {
    served.sign_in_as({domain::Role::manager, domain::Role::administrator});
    Variables variables{{"api", ""}};
    std::vector<Played> played;
    for (const auto& step : steps) {
        variables["unique"] = fmt::format("u{}", played.size());
        served.pass(step.after_us);
        const auto* route = route_of(step.method, step.path);
        Sent sent = sent_of(step, variables);
        Received answer = ask(served, step, sent, variables);
        check(step, answer, variables);
        if (route != nullptr) {
            EXPECT_EQ(misfit_of_answer(*route, answer), "") << step.place << answer.text;
            EXPECT_EQ(misplaced(*route, sent, answer), "") << step.place << answer.text;
        }
        for (const auto& [name, place] : step.kept) {
            const auto* member = member_at(answer.json, place);
            if (member == nullptr) throw std::runtime_error(step.place + ": nothing at " + place);
            variables[name] = text_of(*member);
        }
        played.push_back({step, route, std::move(sent), std::move(answer), variables});
    }
    return played;
}

std::map<std::string_view, Played> good_requests(ServedHouse& served, Scenarios which) {
    std::map<std::string_view, Played> good;
    for (const auto& file : scenario_files()) {
        if (which == Scenarios::without_once && file.stem() == "session") continue;
        for (auto& played : play(served, read_scenario(file))) {
            if (played.route == nullptr || played.answer.status != played.route->status) continue;
            const auto id = played.route->id;
            const auto known = good.find(id);
            if (known == good.end() || known->second.sent.body.size() < played.sent.body.size())
                good.insert_or_assign(id, std::move(played));
        }
    }
    served.sign_in_as({domain::Role::manager, domain::Role::administrator});
    return good;
}

Sent Played::again(const std::string& unique) const {
    Variables changed = variables;
    changed["unique"] = unique;
    return sent_of(step, changed);
}

const Route* route_of(http::Method method, std::string_view path) {
    const auto parts = split(path.substr(0, path.find('?')), '/');
    for (const auto& route : routes()) {
        const auto wanted = split(route.path, '/');
        const bool fits = route.method == method &&
                          std::ranges::equal(wanted, parts, [](std::string_view one, std::string_view other) {
                              return one == other || (one.starts_with('{') && !other.empty());
                          });
        if (fits) return &route;
    }
    return nullptr;
}

std::string misfit_of_answer(const Route& route, const Received& answer) {
    const auto inner = route.id == "getOpenApi" ? std::string() : inner_name_in(answer.json);
    if (!inner.empty()) return inner + " does not leave the house";
    if (answer.status == route.status) return misfit_of_success(route, answer);
    if (answer.status >= 400) return misfit_of_problem(answer);
    return "a status that is not described: " + std::to_string(answer.status);
}

std::string misplaced(const Route& route, const Sent& sent, const Received& answer) {
    const auto* named = answer.status < 400 ? nullptr : member_at(answer.json, "where");
    if (named == nullptr) return {};
    const std::string where(named->as_string());
    if (is_parameter(route, where) || is_position(where) || stands_in(sent.body, where)) return {};
    if (std::ranges::find(known_headers, where) != known_headers.end()) return {};
    Schemas ignored;
    if (route.request != nullptr && describes(route.request(ignored), document(), where)) return {};
    return where + " is no place of this request";
}

const boost::json::value* member_at(const boost::json::value& json, std::string_view place) {
    const auto* at = &json;
    while (at != nullptr && !place.empty()) {
        if (place.front() == '[') {
            std::size_t index = 0;
            const auto end = place.find(']');
            std::from_chars(place.data() + 1, place.data() + end, index);
            const auto* array = at->if_array();
            at = array == nullptr ? nullptr : array->if_contains(index);
            place.remove_prefix(end + 1);
        } else {
            const auto name = place.substr(0, place.find_first_of(".["));
            const auto* object = at->if_object();
            at = object == nullptr ? nullptr : object->if_contains(name);
            place.remove_prefix(name.size());
        }
        if (place.starts_with('.')) place.remove_prefix(1);
    }
    return at;
}

std::string fill_in(std::string_view text, const Variables& variables) {
    std::string filled;
    while (true) {
        const auto open = text.find("{{");
        filled += text.substr(0, open);
        if (open == std::string_view::npos) return filled;
        const auto end = text.find("}}", open);
        const auto name = text.substr(open + 2, end - open - 2);
        const auto found = variables.find(name);
        if (found == variables.end()) throw std::runtime_error(fmt::format("nobody kept {}", name));
        filled += found->second;
        text.remove_prefix(end + 2);
    }
}

}  // namespace kartei::api
