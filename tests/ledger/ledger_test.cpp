#include "ledger/leaf.h"
#include "ledger/merkle.h"

#include <gtest/gtest.h>

#include <fstream>
#include <numeric>

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

UuidBytes id_from(std::uint8_t first) {
    UuidBytes id;
    std::iota(id.begin(), id.end(), first);
    return id;
}

Entry example() {
    Entry entry;
    // No member is empty or equal to another one, so that the file fixes the place of each.
    entry.log_id = 0x0011223344556677;
    entry.entry_id = id_from(1);
    entry.at = *parse_instant("2026-11-23T09:00:00.000001Z");
    entry.actor = id_from(32);
    entry.processor = id_from(128);
    entry.instruction = id_from(160);
    entry.action = "person.import";
    entry.record_kind = "person";
    entry.record_id = id_from(64);
    entry.purpose = "contract";
    entry.cause = id_from(96);
    entry.values = {{id_from(64), KeyClass::operation, sha256(bytes_of("one"))},
                    {UuidBytes{}, KeyClass::tenant, sha256(bytes_of("two"))},
                    {id_from(64), KeyClass::proof, sha256(bytes_of("three"))}};
    return entry;
}

TEST(Leaf, bytes_of_version_1_are_frozen) {
    std::ifstream file(KARTEI_SOURCE_DIR "/tests/data/leaf-v1.hex");
    std::string golden;
    file >> golden;
    EXPECT_EQ(hex(leaf_bytes(example())), golden);
}

TEST(Leaf, commits_to_every_member) {
    const Hash original = leaf_hash(leaf_bytes(example()));
    const std::vector<void (*)(Entry&)> edits{
        [](Entry& entry) { entry.log_id += 1; },
        [](Entry& entry) { entry.entry_id[15] ^= 1; },
        [](Entry& entry) { entry.at.us += 1; },
        [](Entry& entry) { entry.actor[0] ^= 1; },
        [](Entry& entry) { entry.processor[0] ^= 1; },
        [](Entry& entry) { entry.instruction[0] ^= 1; },
        [](Entry& entry) { entry.action += 's'; },
        [](Entry& entry) { std::swap(entry.action, entry.record_kind); },
        [](Entry& entry) { entry.record_id[3] ^= 1; },
        [](Entry& entry) { entry.purpose.clear(); },
        [](Entry& entry) { entry.cause[0] ^= 1; },
        [](Entry& entry) { entry.values.pop_back(); },
        [](Entry& entry) { std::swap(entry.values[0], entry.values[1]); },
        [](Entry& entry) { entry.values[0].key_class = KeyClass::proof; },
        [](Entry& entry) { entry.values[0].person[5] ^= 1; },
        [](Entry& entry) { std::swap(entry.processor, entry.instruction); },
        [](Entry& entry) { entry.values[0].digest[31] ^= 1; },
    };
    for (std::size_t i = 0; i < edits.size(); ++i) {
        Entry edited = example();
        edits[i](edited);
        EXPECT_NE(leaf_hash(leaf_bytes(edited)), original) << "edit " << i;
    }
}

}  // namespace
}  // namespace kartei::ledger
