#include "cli/text_file.h"

#include "base/text.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

namespace kartei::cli {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

int keep_open(std::FILE*) {
    return 0;
}

std::unexpected<Error> not_readable(const std::string& file, int reason) {
    const bool missing = reason == ENOENT || reason == ENOTDIR;
    const bool closed = reason == EACCES || reason == EPERM;
    const auto code = missing            ? ErrorCode::not_found
                      : closed           ? ErrorCode::forbidden
                      : reason == EISDIR ? ErrorCode::invalid
                                         : ErrorCode::unavailable;
    return fail(code, {"Die Datei lässt sich nicht lesen.", "The file cannot be read."}, file,
                {fmt::format("Prüfen Sie Namen und Rechte ({}).", std::strerror(reason)),
                 fmt::format("Check name and permissions ({}).", std::strerror(reason))});
}

}  // namespace

Result<std::string> read_text_file(const std::filesystem::path& file, std::size_t max_bytes) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> handle(std::fopen(file.c_str(), "rb"), std::fclose);
    if (handle == nullptr) return not_readable(file.string(), errno);
    std::string text(max_bytes + 1, '\0');
    errno = 0;
    text.resize(std::fread(text.data(), 1, text.size(), handle.get()));
    if (std::ferror(handle.get()) != 0) return not_readable(file.string(), errno);
    if (text.size() > max_bytes) {
        return fail(ErrorCode::limit,
                    {fmt::format("Die Datei hat mehr als {} Bytes.", max_bytes),
                     fmt::format("The file has more than {} bytes.", max_bytes)},
                    file.string(), {"Kürzen Sie den Text.", "Shorten the text."});
    }
    if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
    if (!is_utf8(text)) {
        return fail(ErrorCode::invalid,
                    {"Die Datei ist kein Text in UTF-8.", "The file is no text in UTF-8."}, file.string(),
                    {"Speichern Sie sie als UTF-8.", "Save it as UTF-8."});
    }
    return text;
}

Result<LineReader> LineReader::open(const std::string& file) {
    if (file == "-") return LineReader(File(stdin, keep_open), "-");
    File handle(std::fopen(file.c_str(), "rb"), std::fclose);
    if (handle == nullptr) return not_readable(file, errno);
    return LineReader(std::move(handle), file);
}

Result<std::optional<std::string>> LineReader::next() {
    std::string line;
    bool too_long = false;
    errno = 0;
    int c = std::getc(file_.get());
    if (c == EOF && std::ferror(file_.get()) == 0) return std::nullopt;
    ++line_;
    for (; c != EOF && c != '\n'; c = std::getc(file_.get())) {
        too_long = too_long || line.size() >= max_line_bytes;
        if (!too_long) line += static_cast<char>(c);
    }
    if (std::ferror(file_.get()) != 0) return not_readable(name_, errno);
    if (too_long) {
        return fail(ErrorCode::limit,
                    {fmt::format("Die Zeile hat mehr als {} Bytes.", max_line_bytes),
                     fmt::format("The line has more than {} bytes.", max_line_bytes)},
                    fmt::format("{}:{}", name_, line_), {"Teilen Sie sie.", "Divide it."});
    }
    if (line.ends_with('\r')) line.pop_back();
    if (line_ == 1 && line.starts_with(byte_order_mark)) line.erase(0, byte_order_mark.size());
    return line;
}

}  // namespace kartei::cli
