#include "tests/cli/served_program.h"

#include <fmt/format.h>

#include <regex>
#include <stdexcept>

namespace kartei::cli {

ServedProgram::ServedProgram(store::Engine engine, std::map<std::string, std::string> environment,
                             std::vector<std::string> words)
    : environment_(std::move(environment)), words_{"serve", "--demo", "--port", "0", "--lang", "en"} {
    words_.insert(words_.end(), words.begin(), words.end());
    environment_.try_emplace("KARTEI_DATA", (directory_ / "data").string());
    if (engine == store::Engine::sqlite) return;
    database_.emplace(engine, store::TestDatabase::Content::empty);
    environment_["KARTEI_DATABASE"] = database_->url().location;
}

void ServedProgram::start() {
    running_ = std::make_unique<RunningKartei>(directory_, words_, environment_);
    const std::string said = running_->said(std::regex("Stop with"));
    std::smatch found;
    if (!std::regex_search(said, found, std::regex("localhost:(\\d+)[^]*password (\\S+)")))
        throw std::runtime_error(said);
    port_ = static_cast<std::uint16_t>(std::stoi(found[1]));
    std::smatch metrics;
    if (std::regex_search(said, metrics, std::regex("operators: port (\\d+)")))
        metrics_port_ = static_cast<std::uint16_t>(std::stoi(metrics[1]));
    cookie_.clear();
    auto answer = client().ask(
        post("/session", {{"login", "demo@kartei.example"}, {"password", std::string(found[2])}}));
    if (answer.status != 201) throw std::runtime_error(answer.head + answer.body);
    const std::string set = answer.header("set-cookie");
    cookie_ = set.substr(0, set.find(';'));
}

Ran ServedProgram::verify() {
    return run_kartei(directory_, {"verify", "--lang", "en"}, environment_);
}

std::string ServedProgram::request(std::string_view method, std::string_view path, const std::string& body,
                                   std::string_view headers) const {
    std::string head =
        fmt::format("{} /api/v1{} HTTP/1.1\r\nHost: localhost\r\nKartei-Request: 1\r\n", method, path);
    head += headers;
    if (!cookie_.empty()) head += fmt::format("Cookie: {}\r\n", cookie_);
    if (!body.empty())
        head += fmt::format("Content-Type: application/json\r\nContent-Length: {}\r\n", body.size());
    return head + "\r\n" + body;
}

std::string ServedProgram::get(std::string_view path) const {
    return request("GET", path, {});
}

std::string ServedProgram::post(std::string_view path, const boost::json::value& body) const {
    return request("POST", path, boost::json::serialize(body));
}

boost::json::value ServedProgram::ask(const std::string& request) const {
    const auto answer = client().ask(request);
    if (answer.status / 100 != 2) throw std::runtime_error(answer.head + answer.body);
    return boost::json::parse(answer.body);
}

std::vector<std::string> ServedProgram::persons(std::size_t count) const {
    std::vector<std::string> ids;
    const auto page = ask(get(fmt::format("/persons?limit={}", count)));
    for (const auto& row : page.at("rows").as_array()) ids.emplace_back(row.at("person_id").as_string());
    return ids;
}

}  // namespace kartei::cli
