#include "base/pack.h"

#include <lz4.h>

#include <stdexcept>

namespace kartei {

namespace {

constexpr std::uint8_t method_lz4 = 1;
constexpr std::size_t packed_header_size = 5;
/// A block cannot hold more than this many times its bytes: a wrong length asks for no memory.
constexpr std::size_t most_per_byte = 255;

}  // namespace

Bytes pack(std::string_view text) {
    if (text.size() > max_packed_text) throw std::length_error("a text is too long to be packed");
    const ByteView bytes = bytes_of(text);
    const int size = static_cast<int>(bytes.size());
    Bytes packed(packed_header_size + static_cast<std::size_t>(LZ4_compressBound(size)));
    packed[0] = method_lz4;
    for (unsigned i = 0; i < 4; ++i) packed[1 + i] = static_cast<std::uint8_t>(text.size() >> (24U - 8U * i));
    const int block = LZ4_compress_default(reinterpret_cast<const char*>(bytes.data()),
                                           reinterpret_cast<char*>(packed.data() + packed_header_size), size,
                                           static_cast<int>(packed.size() - packed_header_size));
    packed.resize(packed_header_size + static_cast<std::size_t>(block));
    return packed;
}

Result<std::string> unpack(ByteView packed) {
    const auto damaged = [] {
        return fail(ErrorCode::invalid, {"Der gepackte Text ist beschädigt.", "The packed text is damaged."});
    };
    if (packed.size() <= packed_header_size || packed[0] != method_lz4) return damaged();
    std::size_t size = 0;
    for (std::size_t i = 1; i < packed_header_size; ++i) size = size << 8U | packed[i];
    const ByteView block = packed.subspan(packed_header_size);
    if (size > max_packed_text || block.size() > max_packed_text || size / most_per_byte > block.size())
        return damaged();
    std::string text(size, '\0');
    const int read = LZ4_decompress_safe(reinterpret_cast<const char*>(block.data()), text.data(),
                                         static_cast<int>(block.size()), static_cast<int>(size));
    if (read != static_cast<int>(size)) return damaged();
    return text;
}

}  // namespace kartei
