// Hashes of the log: leaves and tree of RFC 6962 section 2.1 (the same as RFC 9162), pure arithmetic on
// hashes. Storing, signing and publishing are done elsewhere.
#pragma once

#include "base/crypto.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace kartei::ledger {

/// SHA-256(0x00 || leaf).
Hash leaf_hash(ByteView leaf);

/// SHA-256(0x01 || left || right).
Hash node_hash(const Hash& left, const Hash& right);

/// Root of the tree over these leaf hashes, split at the largest power of two below their number.
/// The root over none is SHA-256 of nothing.
Hash tree_root(std::span<const Hash> leaves);

/// A subtree that is whole: over the leaves from `number << height` on, `1 << height` of them.
struct Node {
    unsigned height = 0;
    std::uint64_t number = 0;

    bool operator==(const Node&) const = default;
};

/// Knows the roots of all whole subtrees of a tree.
using Nodes = std::function<Hash(Node)>;

/// A tree that grows: what is needed to go on without the leaves before.
class Frontier {
public:
    Frontier() = default;
    /// With the roots of the whole subtrees that `size` leaves divide into, largest first.
    /// std::invalid_argument where they are not as many as that.
    Frontier(std::uint64_t size, std::vector<Hash> roots);

    /// `whole` hears of every subtree that the leaf completes, the leaf itself first.
    void append(const Hash& leaf, const std::function<void(Node, const Hash&)>& whole = {});
    std::uint64_t size() const { return size_; }
    const std::vector<Hash>& roots() const { return roots_; }
    /// Root of the tree as it stands.
    Hash root() const;

private:
    std::uint64_t size_ = 0;
    std::vector<Hash> roots_;
};

/// Root of the tree over the first `size` leaves.
Hash tree_root(const Nodes& nodes, std::uint64_t size);

/// What proves that the leaf `index` is in the tree over the first `size`, from its neighbour up (RFC 9162
/// section 2.1.3.1). `index` is below `size`.
std::vector<Hash> inclusion_path(const Nodes& nodes, std::uint64_t index, std::uint64_t size);

/// The root that follows from a leaf and such a path (section 2.1.3.2); nothing where the path is no path of
/// that leaf.
std::optional<Hash> root_of_path(const Hash& leaf, std::uint64_t index, std::uint64_t size,
                                 std::span<const Hash> path);

/// What proves that the tree over `size` leaves goes on from the one over `old_size`, which is not larger
/// (section 2.1.4.1). Nothing is to be proved from an empty tree or an equal one.
std::vector<Hash> consistency_path(const Nodes& nodes, std::uint64_t old_size, std::uint64_t size);

/// A tree as somebody knows it.
struct TreeHead {
    std::uint64_t size = 0;
    Hash root{};

    bool operator==(const TreeHead&) const = default;
};

/// Whether the path proves that `now` goes on from `before` (section 2.1.4.2).
bool is_consistent(const TreeHead& before, const TreeHead& now, std::span<const Hash> path);

}  // namespace kartei::ledger
