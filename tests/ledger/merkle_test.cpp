// Against RFC 6962's vectors, and for every tree of a hundred leaves: what is right is proved, what is not
// is not.
#include "ledger/merkle.h"
#include "ledger/tiles.h"

#include <gtest/gtest.h>

#include <map>

namespace kartei::ledger {
namespace {

/// The eight leaves that RFC 6962's reference implementation tests with, and the roots over the first n of
/// them.
const std::vector<std::string> leaves{
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
const std::vector<std::string> roots{"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                     "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                     "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                     "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                     "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                     "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                     "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                     "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                     "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

TEST(TreeRoot, agrees_with_the_vectors_of_rfc_6962) {
    std::vector<Hash> hashes;
    EXPECT_EQ(hex(tree_root(hashes)), roots[0]);
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        hashes.push_back(leaf_hash(*parse_hex(leaves[i])));
        EXPECT_EQ(hex(tree_root(hashes)), roots[i + 1]) << i + 1 << " leaves";
    }
}

std::vector<Hash> hashes_of(const std::vector<std::string>& texts) {
    std::vector<Hash> hashes;
    for (const auto& text : texts) {
        const auto bytes = parse_hex(text);
        std::ranges::copy(*bytes, hashes.emplace_back().begin());
    }
    return hashes;
}

/// A log in memory, as one keeps it: what it needs to go on, and its tiles.
class Log {
public:
    explicit Log(std::uint64_t size = 0) {
        for (std::uint64_t i = 0; i < size; ++i) append(leaf_hash(bytes_of(std::to_string(i))));
    }
    void append(const Hash& leaf) {
        leaves.push_back(leaf);
        frontier.append(leaf, [&](Node node, const Hash& hash) {
            const auto place = place_of(node);
            if (!place) return;
            Bytes& bytes = tiles[place->tile];
            EXPECT_EQ(bytes.size(), place->position * sizeof(Hash));
            bytes.insert(bytes.end(), hash.begin(), hash.end());
        });
    }
    Nodes nodes() {
        return nodes_in([this](Tile tile) {
            ++tiles_read;
            return tiles[tile];
        });
    }

    std::vector<Hash> leaves;
    Frontier frontier;
    std::map<Tile, Bytes> tiles;
    int tiles_read = 0;
};

Log reference_log() {
    Log log;
    for (const auto& leaf : leaves) log.append(leaf_hash(*parse_hex(leaf)));
    return log;
}

TEST(Paths, agree_with_the_vectors_of_rfc_6962) {
    Log log = reference_log();
    const auto nodes = log.nodes();
    const std::string n1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    const std::string n23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    const std::string n47 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
    const std::string n4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
    const std::string n45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
    const std::string n67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    EXPECT_EQ(inclusion_path(nodes, 0, 8), hashes_of({n1, n23, n47}));
    EXPECT_EQ(inclusion_path(nodes, 5, 8), hashes_of({n4, n67, roots[4]}));
    EXPECT_EQ(inclusion_path(nodes, 2, 3), hashes_of({roots[2]}));
    EXPECT_EQ(inclusion_path(nodes, 1, 5), hashes_of({roots[1], n23, n4}));
    EXPECT_EQ(consistency_path(nodes, 1, 8), hashes_of({n1, n23, n47}));
    EXPECT_EQ(consistency_path(nodes, 6, 8), hashes_of({n45, n67, roots[4]}));
    EXPECT_EQ(consistency_path(nodes, 2, 5), hashes_of({n23, n4}));
    EXPECT_TRUE(consistency_path(nodes, 8, 8).empty());
    EXPECT_TRUE(consistency_path(nodes, 0, 8).empty());
}

constexpr std::uint64_t some_leaves = 100;

TEST(Frontier, has_the_root_of_the_whole_tree_at_every_size) {
    Log log;
    EXPECT_EQ(log.frontier.root(), tree_root(std::span<const Hash>()));
    for (std::uint64_t size = 1; size <= some_leaves; ++size) {
        log.append(leaf_hash(bytes_of(std::to_string(size))));
        EXPECT_EQ(log.frontier.root(), tree_root(log.leaves));
        EXPECT_EQ(tree_root(log.nodes(), size), tree_root(log.leaves));
        EXPECT_EQ(Frontier(size, log.frontier.roots()).root(), log.frontier.root());
    }
}

TEST(Frontier, refuses_roots_that_do_not_fit_its_size) {
    EXPECT_THROW(Frontier(3, std::vector<Hash>(1)), std::invalid_argument);
    EXPECT_THROW(Frontier(4, std::vector<Hash>(2)), std::invalid_argument);
}

TEST(Inclusion, is_proved_for_every_leaf_and_for_no_other_place) {
    Log log(some_leaves);
    const auto nodes = log.nodes();
    for (std::uint64_t size = 1; size <= some_leaves; ++size) {
        const Hash root = tree_root(nodes, size);
        for (std::uint64_t index = 0; index < size; ++index) {
            auto path = inclusion_path(nodes, index, size);
            EXPECT_EQ(root_of_path(log.leaves[index], index, size, path), root);
            EXPECT_NE(root_of_path(log.leaves[index], index ^ 1U, size, path), root)
                << index << " of " << size;
            if (path.empty()) continue;
            EXPECT_NE(root_of_path(log.leaves[index], index, size / 2, path), root);
            path.back()[31] ^= 1U;
            EXPECT_NE(root_of_path(log.leaves[index], index, size, path), root);
            path.pop_back();
            EXPECT_EQ(root_of_path(log.leaves[index], index, size, path), std::nullopt);
        }
    }
}

TEST(Consistency, is_proved_between_all_sizes_and_for_no_other_tree) {
    Log log(some_leaves);
    const auto nodes = log.nodes();
    for (std::uint64_t size = 0; size <= some_leaves; ++size) {
        const TreeHead now{size, tree_root(nodes, size)};
        for (std::uint64_t old_size = 0; old_size <= size; ++old_size) {
            const TreeHead before{old_size, tree_root(nodes, old_size)};
            auto path = consistency_path(nodes, old_size, size);
            EXPECT_TRUE(is_consistent(before, now, path)) << old_size << " to " << size;
            TreeHead other = before;
            other.root[0] ^= 1U;
            EXPECT_FALSE(is_consistent(other, now, path)) << old_size << " to " << size;
            if (old_size < size && old_size > 0) {
                EXPECT_FALSE(is_consistent(now, before, path));
                EXPECT_FALSE(is_consistent({old_size - 1, before.root}, now, path));
            }
            path.emplace_back();
            EXPECT_FALSE(is_consistent(before, now, path));
            path.pop_back();
            if (path.empty()) continue;
            path.front()[5] ^= 1U;
            EXPECT_FALSE(is_consistent(before, now, path));
            path.front()[5] ^= 1U;
            path.pop_back();
            EXPECT_FALSE(is_consistent(before, now, path));
        }
    }
}

TEST(Tiles, are_as_wide_as_the_tree_of_c2sp_s_example) {
    constexpr std::uint64_t size = 70'000;
    EXPECT_EQ(width_of({0, 272}, size), 256U);
    EXPECT_EQ(width_of({0, 273}, size), 112U);
    EXPECT_EQ(width_of({0, 274}, size), 0U);
    EXPECT_EQ(width_of({1, 0}, size), 256U);
    EXPECT_EQ(width_of({1, 1}, size), 17U);
    EXPECT_EQ(width_of({2, 0}, size), 1U);
    EXPECT_EQ(width_of({3, 0}, size), 0U);
    EXPECT_EQ(width_of({1, 0}, 256), 1U);
    EXPECT_EQ(width_of({9, 0}, size), 0U);
}

TEST(Tiles, have_paths) {
    EXPECT_EQ(tile_path({0, 1'234'067}, 256), "tile/0/x001/x234/067");
    EXPECT_EQ(tile_path({1, 67}, 12), "tile/1/067.p/12");
    EXPECT_EQ(tile_path({2, 1000}, 256), "tile/2/x001/000");
}

TEST(Tiles, a_proof_reads_each_once_and_few) {
    Log log(70'000);
    for (const std::uint64_t index : {0U, 255U, 256U, 65'535U, 65'536U, 69'999U}) {
        const int read_before = log.tiles_read;
        const auto path = inclusion_path(log.nodes(), index, log.frontier.size());
        EXPECT_EQ(root_of_path(log.leaves[index], index, log.frontier.size(), path), log.frontier.root());
        EXPECT_LE(log.tiles_read - read_before, 5);
    }
    for (const auto& [tile, bytes] : log.tiles)
        EXPECT_EQ(bytes.size() / sizeof(Hash), width_of(tile, log.frontier.size()));
}

TEST(Tiles, that_are_cut_off_are_noticed) {
    Log log(some_leaves);
    log.tiles[{0, 0}].pop_back();
    EXPECT_THROW(tree_root(log.nodes(), some_leaves), std::out_of_range);
}

}  // namespace
}  // namespace kartei::ledger
