// Texts made smaller before they are sealed and stored.
#pragma once

#include "base/crypto.h"
#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace kartei {

/// What one packed text may hold.
inline constexpr std::size_t max_packed_text = 256 * 1024 * 1024;

/// The method (1 byte, 1 = LZ4), the length of the text (4 bytes, big endian), and the text as one LZ4 block.
/// Throws std::length_error above `max_packed_text` bytes. Frozen like the leaf: a change is another method.
Bytes pack(std::string_view text);

/// Fails with `invalid` where the bytes were not made by `pack`.
Result<std::string> unpack(ByteView packed);

}  // namespace kartei
