#include "ledger/checkpoint.h"
#include "base/base64.h"
#include "ledger/tiles.h"

#include <gtest/gtest.h>

namespace kartei::ledger {
namespace {

const std::string sofa =
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

TEST(Checkpoint, is_written_as_it_is_read) {
    const auto checkpoint = parse_checkpoint(sofa);
    ASSERT_TRUE(checkpoint);
    EXPECT_EQ(checkpoint->origin, "example.com/behind-the-sofa");
    EXPECT_EQ(checkpoint->head.size, 20'852'163U);
    EXPECT_EQ(base64(checkpoint->head.root), "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
    EXPECT_EQ(written(*checkpoint), sofa);
    EXPECT_EQ(*parse_checkpoint(sofa + "more\n"), *checkpoint);
}

TEST(Checkpoint, that_is_none_is_refused) {
    const std::string root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    for (const auto& text : {std::string(), std::string("a\n"), std::string("a\n1\n"), "\n1\n" + root,
                             "a\n01\n" + root, "a\n-1\n" + root, "a\n+1\n" + root, "a\n1 \n" + root,
                             "a\n9223372036854775808\n" + root, "a\n\n" + root, "a\n1\n" + root.substr(1),
                             "a\n1\nAA" + root, sofa + "\n", sofa + "x", sofa.substr(0, sofa.size() - 1)})
        EXPECT_FALSE(parse_checkpoint(text)) << text;
    EXPECT_TRUE(parse_checkpoint("a\n9223372036854775807\n" + root));
    EXPECT_TRUE(parse_checkpoint("a\n0\n" + root));
}

/// A log of a hundred entries, signed.
class LogProofTest : public testing::Test {
protected:
    LogProofTest() {
        for (int i = 0; i < 100; ++i) {
            leaves_.push_back(leaf_hash(bytes_of(std::to_string(i))));
            frontier_.append(leaves_.back(), [&](Node node, const Hash& hash) {
                if (const auto place = place_of(node)) tiles_.insert(tiles_.end(), hash.begin(), hash.end());
            });
        }
        const auto text = written(Checkpoint{origin_, {frontier_.size(), frontier_.root()}});
        proof_ = {.index = 42,
                  .path = inclusion_path(nodes_in([this](Tile) { return tiles_; }), 42, frontier_.size()),
                  .checkpoint = {.text = text, .signatures = {sign(text, origin_, key_)}}};
    }

    Result<Checkpoint> checked(const LogProof& proof, int leaf = 42) const {
        return check(proof, leaves_[static_cast<std::size_t>(leaf)], origin_, log_);
    }

    const std::string origin_ = "crm.example/audit/7";
    SigningKey key_{Key(std::array<std::uint8_t, 32>{1, 2, 3})};
    NoteKey log_{origin_, SignatureKind::note, key_.public_key()};
    Frontier frontier_;
    Bytes tiles_;  ///< the only one
    std::vector<Hash> leaves_;
    LogProof proof_;
};

TEST_F(LogProofTest, proves_the_entry_to_whoever_has_the_key) {
    const auto checkpoint = checked(proof_);
    ASSERT_TRUE(checkpoint);
    EXPECT_EQ(checkpoint->head.size, 100U);
    EXPECT_FALSE(checked(proof_, 43));
}

TEST_F(LogProofTest, is_read_as_it_was_written) {
    EXPECT_EQ(parse_proof(written(proof_)), proof_);
    proof_.extra = Bytes{1, 2, 3};
    EXPECT_EQ(parse_proof(written(proof_)), proof_);
    proof_.extra = Bytes{};
    EXPECT_EQ(parse_proof(written(proof_)), proof_);
    EXPECT_TRUE(written(proof_).starts_with("c2sp.org/tlog-proof@v1\nextra \nindex 42\n"));
}

TEST_F(LogProofTest, that_is_damaged_anywhere_proves_nothing) {
    const std::string whole = written(proof_);
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string bent = whole;
        bent[i] ^= 1;
        const auto proof = parse_proof(bent);
        // Another name beside the same key's id is somebody else's signature.
        EXPECT_FALSE(proof && checked(*proof)) << "byte " << i;
        const auto cut = parse_proof(whole.substr(0, i));
        EXPECT_FALSE(cut && checked(*cut)) << "cut after " << i;
    }
    // Read as one whose checkpoint nobody signed.
    const auto doubled = parse_proof(whole + whole);
    EXPECT_FALSE(doubled && checked(*doubled));
}

TEST_F(LogProofTest, of_another_log_or_key_proves_nothing) {
    EXPECT_FALSE(check(proof_, leaves_[42], "crm.example/audit/8", log_));
    auto other = log_;
    other.key[0] ^= 1U;
    EXPECT_FALSE(check(proof_, leaves_[42], origin_, other));
    proof_.index = 41;
    EXPECT_FALSE(checked(proof_));
    proof_.index = 142;
    EXPECT_FALSE(checked(proof_));
}

TEST_F(LogProofTest, with_more_hashes_than_any_tree_has_is_refused) {
    proof_.path.resize(max_path);
    EXPECT_TRUE(parse_proof(written(proof_)));
    proof_.path.resize(max_path + 1);
    EXPECT_FALSE(parse_proof(written(proof_)));
}

TEST(AddCheckpoint, is_read_as_c2sp_shows_it) {
    const std::string text =
        "old 20852014\n"
        "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n"
        "jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n"
        "5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n"
        "/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n"
        "\n" +
        sofa +
        "\n"
        "\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurm"
        "RDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";
    const auto request = parse_add_checkpoint(text);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->old_size, 20'852'014U);
    EXPECT_EQ(request->path.size(), 4U);
    EXPECT_EQ(request->checkpoint.text, sofa);
    EXPECT_EQ(written(*request), text);
    EXPECT_FALSE(parse_add_checkpoint(text.substr(4)));
    EXPECT_FALSE(parse_add_checkpoint("old 01\n" + text.substr(text.find('\n') + 1)));
}

}  // namespace
}  // namespace kartei::ledger
