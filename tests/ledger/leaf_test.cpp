#include "ledger/leaf.h"
#include "ledger/merkle.h"

#include <gtest/gtest.h>

#include <fstream>
#include <numeric>

namespace kartei::ledger {
namespace {

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
