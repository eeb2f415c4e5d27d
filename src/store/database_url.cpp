#include "store/database_url.h"

#include <libpq-fe.h>

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace kartei::store {

namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

/// From `from` up to `to` becomes `***`.
void mask(std::string& text, std::size_t from, std::size_t to) {
    text.replace(from, to - from, "***");
}

/// `postgres://user:PASSWORD@host`.
void mask_user_part(std::string& text) {
    const std::size_t begin = text.find("://");
    if (begin == std::string::npos) return;
    const std::size_t end = text.find_first_of("/?#", begin + 3);
    const std::size_t at = text.rfind('@', end);
    if (at == std::string::npos || at < begin) return;
    const std::size_t colon = text.find(':', begin + 3);
    if (colon < at) mask(text, colon + 1, at);
}

/// `?password=…` and `&sslpassword=…`.
void mask_query(std::string& text) {
    std::size_t at = text.find('?');
    while (at != std::string::npos) {
        const std::size_t equals = text.find('=', at);
        const std::size_t end = std::min(text.find('&', at + 1), text.size());
        if (equals < end && text.substr(at, equals - at).find("pass") != std::string::npos) {
            mask(text, equals + 1, end);
        }
        at = text.find('&', at + 1);
    }
}

/// libpq's own reading of the address; its message repeats the address, so it is not shown.
bool libpq_reads(const std::string& url) {
    char* message = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(url.c_str(), &message), &PQconninfoFree);
    PQfreemem(message);
    return options != nullptr;
}

std::unexpected<Error> not_an_address() {
    return fail(ErrorCode::invalid,
                {"Diese Datenbankadresse ist nicht lesbar.", "This database address cannot be read."},
                "--database",
                {"Schreiben Sie sqlite:PFAD oder postgresql://NUTZER@RECHNER/DATENBANK.",
                 "Write sqlite:PATH or postgresql://USER@HOST/DATABASE."});
}

}  // namespace

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
    if (!libpq_reads(url.location)) return not_an_address();
    return url;
}

std::string shown(const DatabaseUrl& url) {
    std::string text = url.location;
    if (url.engine == Engine::sqlite) return text;
    mask_query(text);
    mask_user_part(text);
    return text;
}

}  // namespace kartei::store
