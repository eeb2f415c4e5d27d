#include "base/base64.h"

#include <sodium.h>

namespace kartei {

std::string base64(ByteView data) {
    // The size that libsodium tells counts the zero that it writes at the end.
    std::string text(sodium_base64_encoded_len(data.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), data.data(), data.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return text;
}

std::optional<Bytes> parse_base64(std::string_view text) {
    Bytes bytes(text.size() / 4 * 3 + 1);  // never empty: libsodium is handed no null pointer
    std::size_t written = 0;
    const char* end = nullptr;
    const int status = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr,
                                         &written, &end, sodium_base64_VARIANT_ORIGINAL);
    if (status != 0 || end != text.data() + text.size()) return std::nullopt;
    bytes.resize(written);
    // libsodium reads some bytes beyond ASCII as if they were letters.
    if (base64(bytes) != text) return std::nullopt;
    return bytes;
}

}  // namespace kartei
