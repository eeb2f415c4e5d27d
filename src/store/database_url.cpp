#include "store/database_url.h"

#include "base/number.h"
#include "base/text.h"

#include <libpq-fe.h>

#include <algorithm>
#include <memory>
#include <ranges>

namespace kartei::store {

namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";
constexpr std::string_view nothing_shown = "postgresql://***";
constexpr std::size_t max_shown_name_bytes = 200;
constexpr std::uint16_t port_of_libpq = 5432;

using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

/// libpq's own reading of the address; its message repeats the address, so it is not shown.
Options read_by_libpq(const std::string& url) {
    char* message = nullptr;
    Options options(PQconninfoParse(url.c_str(), &message), &PQconninfoFree);
    PQfreemem(message);
    return options;
}

std::string value_of(const Options& options, std::string_view keyword) {
    for (const auto* option = options.get(); option != nullptr && option->keyword != nullptr; ++option) {
        if (option->keyword == keyword && option->val != nullptr) return option->val;
    }
    return {};
}

/// Of what names of hosts and databases consist. A password that was not written as it must be ends up in one
/// of them, and then hardly without a sign that does not belong there.
bool is_plain(std::string_view text) {
    return text.size() <= max_shown_name_bytes && std::ranges::all_of(text, [](char c) {
               const char lower = ascii_lower(c);
               return (lower >= 'a' && lower <= 'z') || is_digit(c) ||
                      std::string_view("._-/,:").find(c) != std::string_view::npos;
           });
}

bool is_port(std::string_view text) {
    return text.find_first_not_of("0123456789,") == std::string_view::npos;
}

std::unexpected<Error> not_an_address() {
    return fail(ErrorCode::invalid,
                {"Diese Datenbankadresse ist nicht lesbar.", "This database address cannot be read."},
                "--database",
                {"Schreiben Sie sqlite:PFAD oder postgresql://NUTZER@RECHNER/DATENBANK.",
                 "Write sqlite:PATH or postgresql://USER@HOST/DATABASE."});
}

}  // namespace

DatabaseUrl nameless_sqlite_file() {
    return {Engine::sqlite, {}};
}

DatabaseUrl sqlite_file(std::string path) {
    return {Engine::sqlite, std::move(path)};
}

Result<DatabaseUrl> parse_database_url(std::string_view text) {
    if (text.find('\0') != std::string_view::npos) return not_an_address();
    if (text.starts_with(sqlite_scheme) && text.size() > sqlite_scheme.size()) {
        return sqlite_file(std::string(text.substr(sqlite_scheme.size())));
    }
    if (!text.starts_with("postgres://") && !text.starts_with("postgresql://")) return not_an_address();
    DatabaseUrl url{Engine::postgresql, std::string(text)};
    if (!read_by_libpq(url.location)) return not_an_address();
    return url;
}

std::vector<std::uint16_t> ports_of(const DatabaseUrl& url) {
    if (url.engine != Engine::postgresql) return {};
    const Options told = read_by_libpq(url.location);
    if (!told || !value_of(told, "service").empty()) return {};
    std::string ports = value_of(told, "port");
    if (ports.empty()) ports = value_of(Options(PQconndefaults(), &PQconninfoFree), "port");
    // One for all hosts, or one for each; an empty one is libpq's own.
    std::vector<std::uint16_t> found;
    for (const auto port : std::views::split(ports, ',')) {
        const auto number = whole_number<std::uint16_t>(std::string_view(port));
        found.push_back(number.value_or(port_of_libpq));
    }
    if (found.empty()) found.push_back(port_of_libpq);
    return found;
}

std::string shown(const DatabaseUrl& url) {
    if (url.engine == Engine::sqlite) return url.location;
    const Options options = read_by_libpq(url.location);
    if (!options) return std::string(nothing_shown);
    const std::string host = value_of(options, "host");
    const std::string port = value_of(options, "port");
    const std::string user = value_of(options, "user");
    const std::string database = value_of(options, "dbname");
    const bool plain = is_plain(host) && is_port(port) && is_plain(user) && is_plain(database);
    if (!plain) return std::string(nothing_shown);
    std::string text = "postgresql://" + user + (user.empty() ? "" : "@");
    const bool socket = host.starts_with('/');
    if (!socket) text += host + (port.empty() ? "" : ":") + port;
    text += '/' + database;
    if (socket) text += "?host=" + host;
    return text;
}

}  // namespace kartei::store
