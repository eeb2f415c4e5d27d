#include "ledger/merkle.h"

#include <algorithm>
#include <bit>
#include <stdexcept>
#include <utility>

namespace kartei::ledger {

namespace {

/// Leaves from `begin` to before `end`, as the tree is split: `begin` is a multiple of the largest power of
/// two below their number.
struct Range {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;

    std::uint64_t size() const { return end - begin; }
    std::uint64_t middle() const { return begin + std::bit_floor(size() - 1); }
    Range left() const { return {begin, middle()}; }
    Range right() const { return {middle(), end}; }
};

Hash root_of(const Nodes& nodes, Range range) {
    if (std::has_single_bit(range.size())) {
        const auto height = static_cast<unsigned>(std::countr_zero(range.size()));
        return nodes({height, range.begin >> height});
    }
    const Hash left = root_of(nodes, range.left());
    return node_hash(left, root_of(nodes, range.right()));
}

/// The path from a node of the tree up; `down` is walked from the root on.
class Path {
public:
    explicit Path(const Nodes& nodes) : nodes_(nodes) {}

    void went_left(Range range) { beside_.push_back(range.right()); }
    void went_right(Range range) { beside_.push_back(range.left()); }
    std::vector<Hash> upwards() const {
        std::vector<Hash> path;
        for (std::size_t i = beside_.size(); i > 0; --i) path.push_back(root_of(nodes_, beside_[i - 1]));
        return path;
    }

private:
    const Nodes& nodes_;
    std::vector<Range> beside_;
};

/// The way from a leaf to the root, along a path that others wrote down (RFC 9162 section 2.1.3.2).
class Climb {
public:
    /// `last` is the last leaf of the tree.
    Climb(std::uint64_t leaf, std::uint64_t last) : node_(leaf), last_(last) {}

    bool is_at_root() const { return last_ == 0; }
    /// Past the rows in which the node is the right one of two.
    void skip_right_ones() {
        while ((node_ & 1U) != 0) rise();
    }
    /// Whether the next hash of the path stands to the left of the node; goes on to the node above both.
    bool takes_from_left() {
        const bool from_left = (node_ & 1U) != 0 || node_ == last_;
        // The last node of a row may have no neighbour for some rows.
        while (from_left && (node_ & 1U) == 0 && node_ != 0) rise();
        rise();
        return from_left;
    }

private:
    void rise() {
        node_ >>= 1U;
        last_ >>= 1U;
    }

    std::uint64_t node_;
    std::uint64_t last_;
};

}  // namespace

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

Frontier::Frontier(std::uint64_t size, std::vector<Hash> roots) : size_(size), roots_(std::move(roots)) {
    if (roots_.size() != static_cast<std::size_t>(std::popcount(size)))
        throw std::invalid_argument("a tree of that size has another number of whole subtrees");
}

void Frontier::append(const Hash& leaf, const std::function<void(Node, const Hash&)>& whole) {
    Node node{0, size_};
    Hash hash = leaf;
    if (whole) whole(node, hash);
    for (; (node.number & 1U) != 0; node = {node.height + 1, node.number >> 1U}) {
        hash = node_hash(roots_.back(), hash);
        roots_.pop_back();
        if (whole) whole({node.height + 1, node.number >> 1U}, hash);
    }
    roots_.push_back(hash);
    ++size_;
}

Hash Frontier::root() const {
    if (roots_.empty()) return sha256({});
    Hash hash = roots_.back();
    for (std::size_t i = roots_.size() - 1; i > 0; --i) hash = node_hash(roots_[i - 1], hash);
    return hash;
}

Hash tree_root(const Nodes& nodes, std::uint64_t size) {
    return size == 0 ? sha256({}) : root_of(nodes, {0, size});
}

std::vector<Hash> inclusion_path(const Nodes& nodes, std::uint64_t index, std::uint64_t size) {
    Path path(nodes);
    for (Range range{0, size}; range.size() > 1;) {
        if (index < range.middle()) {
            path.went_left(range);
            range = range.left();
        } else {
            path.went_right(range);
            range = range.right();
        }
    }
    return path.upwards();
}

std::optional<Hash> root_of_path(const Hash& leaf, std::uint64_t index, std::uint64_t size,
                                 std::span<const Hash> path) {
    if (index >= size) return std::nullopt;
    Hash hash = leaf;
    Climb climb(index, size - 1);
    for (const Hash& beside : path) {
        if (climb.is_at_root()) return std::nullopt;
        hash = climb.takes_from_left() ? node_hash(beside, hash) : node_hash(hash, beside);
    }
    if (!climb.is_at_root()) return std::nullopt;
    return hash;
}

std::vector<Hash> consistency_path(const Nodes& nodes, std::uint64_t old_size, std::uint64_t size) {
    if (old_size == 0 || old_size >= size) return {};
    Path path(nodes);
    Range range{0, size};
    while (range.end != old_size) {
        if (old_size <= range.middle()) {
            path.went_left(range);
            range = range.left();
        } else {
            path.went_right(range);
            range = range.right();
        }
    }
    auto hashes = path.upwards();
    // Where the old tree is whole within the new one its root is known to whoever checks.
    if (range.begin != 0) hashes.insert(hashes.begin(), root_of(nodes, range));
    return hashes;
}

bool is_consistent(const TreeHead& before, const TreeHead& now, std::span<const Hash> path) {
    if (before.size > now.size) return false;
    if (before.size == now.size) return path.empty() && before.root == now.root;
    if (before.size == 0) return path.empty() && before.root == sha256({});
    const bool is_whole = std::has_single_bit(before.size);
    if (!is_whole && path.empty()) return false;
    const Hash first = is_whole ? before.root : path.front();
    const auto rest = path.subspan(is_whole ? 0 : 1);
    Climb climb(before.size - 1, now.size - 1);
    climb.skip_right_ones();
    Hash old_root = first;
    Hash new_root = first;
    for (const Hash& beside : rest) {
        if (climb.is_at_root()) return false;
        if (climb.takes_from_left()) {
            old_root = node_hash(beside, old_root);
            new_root = node_hash(beside, new_root);
        } else {
            new_root = node_hash(new_root, beside);
        }
    }
    return climb.is_at_root() && old_root == before.root && new_root == now.root;
}

}  // namespace kartei::ledger
