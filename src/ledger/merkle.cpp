#include "ledger/merkle.h"

#include <algorithm>
#include <bit>

namespace kartei::ledger {

Hash leaf_hash(ByteView leaf) {
    Bytes input;
    input.reserve(leaf.size() + 1);
    input.push_back(0);
    input.insert(input.end(), leaf.begin(), leaf.end());
    return sha256(input);
}

Hash node_hash(const Hash& left, const Hash& right) {
    std::array<std::uint8_t, 65> input{1};
    std::ranges::copy(left, input.begin() + 1);
    std::ranges::copy(right, input.begin() + 33);
    return sha256(input);
}

Hash tree_root(std::span<const Hash> leaves) {
    if (leaves.empty()) return sha256({});
    if (leaves.size() == 1) return leaves.front();
    const std::size_t split = std::bit_floor(leaves.size() - 1);
    return node_hash(tree_root(leaves.first(split)), tree_root(leaves.subspan(split)));
}

}  // namespace kartei::ledger
