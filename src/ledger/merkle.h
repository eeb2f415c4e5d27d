// Hashes of the log: leaves and tree of RFC 6962 section 2.1 (the same as RFC 9162), pure arithmetic on
// hashes. Storing, signing and publishing are done elsewhere.
#pragma once

#include "base/crypto.h"

#include <span>

namespace kartei::ledger {

/// SHA-256(0x00 || leaf).
Hash leaf_hash(ByteView leaf);

/// SHA-256(0x01 || left || right).
Hash node_hash(const Hash& left, const Hash& right);

/// Root of the tree over these leaf hashes, split at the largest power of two below their number.
/// The root over none is SHA-256 of nothing.
Hash tree_root(std::span<const Hash> leaves);

}  // namespace kartei::ledger
