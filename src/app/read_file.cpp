#include "app/read_file.h"

#include <fmt/format.h>

#include <array>
#include <fstream>

namespace kartei::app {

namespace {

Result<std::ifstream> open(const std::filesystem::path& file) {
    // A pipe or a device may never end, and opening it may wait for ever.
    std::error_code failed;
    std::ifstream stream;
    if (std::filesystem::is_regular_file(file, failed)) stream.open(file, std::ios::binary);
    if (!stream.is_open()) {
        return fail(ErrorCode::not_found,
                    {"Die Datei kann nicht gelesen werden.", "The file cannot be read."}, file.string(),
                    {"Prüfen Sie Namen und Rechte.", "Check its name and permissions."});
    }
    return stream;
}

/// A drive that fails is not the end of the file.
Result<void> check_read(const std::ifstream& stream, const std::filesystem::path& file) {
    if (!stream.bad()) return {};
    return fail(ErrorCode::unavailable,
                {"Beim Lesen der Datei versagte das Laufwerk.", "The drive failed while the file was read."},
                file.string(), {"Prüfen Sie das Laufwerk.", "Check the drive."});
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& file, std::size_t max_bytes) {
    auto stream = TRY(open(file));
    std::string text(max_bytes + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    TRY(check_read(stream, file));
    if (text.size() > max_bytes) {
        return fail(ErrorCode::limit, {"Die Datei ist zu groß.", "The file is too large."}, file.string(),
                    {fmt::format("Erlaubt sind {} Bytes.", max_bytes),
                     fmt::format("{} bytes are allowed.", max_bytes)});
    }
    return text;
}

Result<Hash> hash_file(const std::filesystem::path& file) {
    auto stream = TRY(open(file));
    Sha256 hash;
    std::vector<char> piece(std::size_t{1} << 16U);
    while (stream) {
        stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        hash.add(bytes_of({piece.data(), static_cast<std::size_t>(stream.gcount())}));
    }
    TRY(check_read(stream, file));
    return hash.finish();
}

}  // namespace kartei::app
