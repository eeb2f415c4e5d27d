// Against the vectors of Go's sumdb/note and of transparency-dev/formats, whose keys and texts others have,
// too.
#include "ledger/note.h"
#include "base/base64.h"

#include <gtest/gtest.h>

namespace kartei::ledger {
namespace {

constexpr std::string_view neumann_key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr std::string_view neumann_seed = "gQoUAtUUbI2E8kQzMPVAgOv5juF9nHT2JS/F1ccoMXM=";
const std::string neumann_text =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n";
const std::string neumann_line =
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg"
    "KvqfqdngotpRZb6KE6RyyBwJnAM=\n";

SigningKey key_of(std::string_view seed_in_base64) {
    const auto seed = parse_base64(seed_in_base64);
    return SigningKey(Key(std::span<const std::uint8_t, 32>(*seed)));
}

TEST(NoteKey, is_read_and_written_as_others_do) {
    for (const std::string_view text :
         {neumann_key, std::string_view("TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6"),
          std::string_view("remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2")}) {
        const auto key = parse_note_key(text);
        ASSERT_TRUE(key) << text;
        EXPECT_EQ(key->text(), text);
    }
}

TEST(NoteKey, that_is_cut_off_or_bent_is_refused) {
    const std::string whole(neumann_key);
    for (std::size_t begin = 0; begin < whole.size(); ++begin) {
        for (std::size_t end = begin; end <= whole.size(); ++end) {
            if (end - begin == whole.size()) continue;
            EXPECT_FALSE(parse_note_key(whole.substr(begin, end - begin)))
                << whole.substr(begin, end - begin);
        }
    }
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string bent = whole;
        ++bent[i];
        EXPECT_FALSE(parse_note_key(bent)) << bent;
    }
}

TEST(Note, is_signed_and_written_as_others_do) {
    const auto key = key_of(neumann_seed);
    const Note note{.text = neumann_text, .signatures = {sign(neumann_text, "PeterNeumann", key)}};
    EXPECT_EQ(written(note), neumann_text + "\n" + neumann_line);
    EXPECT_EQ(verifies(note, *parse_note_key(neumann_key)), true);
}

TEST(Note, comes_back_as_it_was_written) {
    const auto note = parse_note(neumann_text + "\n" + neumann_line);
    ASSERT_TRUE(note);
    EXPECT_EQ(note->text, neumann_text);
    ASSERT_EQ(note->signatures.size(), 1U);
    EXPECT_EQ(written(*note), neumann_text + "\n" + neumann_line);
    EXPECT_EQ(verifies(*note, *parse_note_key(neumann_key)), true);
}

TEST(Note, may_have_empty_lines_in_its_text) {
    const std::string text = "one\n\ntwo\n";
    const Note note{.text = text, .signatures = {sign(text, "a", key_of(neumann_seed))}};
    EXPECT_EQ(parse_note(written(note)), note);
}

TEST(Note, whose_text_or_signature_is_bent_does_not_verify) {
    const auto key = *parse_note_key(neumann_key);
    auto note = *parse_note(neumann_text + "\n" + neumann_line);
    note.text[3] ^= 1;
    EXPECT_EQ(verifies(note, key), false);
    note.text[3] ^= 1;
    note.signatures[0].bytes.back() ^= 1U;
    EXPECT_EQ(verifies(note, key), false);
    note.signatures[0].bytes.pop_back();
    EXPECT_EQ(verifies(note, key), false);
    note.signatures[0].bytes.clear();
    EXPECT_EQ(verifies(note, key), false);
}

TEST(Note, of_other_keys_is_not_the_keys_note) {
    const auto key = *parse_note_key(neumann_key);
    auto note = *parse_note(neumann_text + "\n" + neumann_line);
    note.signatures[0].name = "EnochRoot";
    EXPECT_EQ(verifies(note, key), std::nullopt);
    note.signatures[0].name = key.name;
    note.signatures[0].key_id ^= 1U;
    EXPECT_EQ(verifies(note, key), std::nullopt);
}

TEST(Note, with_a_wrong_signature_beside_a_right_one_is_wrong) {
    auto note = *parse_note(neumann_text + "\n" + neumann_line);
    note.signatures.push_back(note.signatures[0]);
    note.signatures[1].bytes[0] ^= 1U;
    EXPECT_EQ(verifies(note, *parse_note_key(neumann_key)), false);
}

std::string with_signatures(std::size_t count) {
    std::string note = neumann_text + "\n";
    for (std::size_t i = 0; i < count; ++i) note += neumann_line;
    return note;
}

TEST(Note, has_sixteen_signatures_at_most) {
    EXPECT_TRUE(parse_note(with_signatures(16)));
    const auto refused = parse_note(with_signatures(17));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::limit);
}

TEST(Note, that_is_none_is_refused) {
    const std::string good = neumann_text + "\n" + neumann_line;
    const std::vector<std::string> bad{
        "",
        "\n",
        "\n\n",
        neumann_text,
        neumann_text + "\n",
        neumann_text + neumann_line,
        good + "\n",
        good.substr(0, good.size() - 1),
        good + "x",
        "a\rb\n\n" + neumann_line,
        "a\tb\n\n" + neumann_line,
        std::string("a\0b\n\n", 5) + neumann_line,
        "a\xff\n\n" + neumann_line,
        "a\n\n- PeterNeumann x08go/Y=\n",
        "a\n\n\u2014 PeterNeumann\n",
        "a\n\n\u2014  x08go/Y=\n",
        "a\n\n\u2014 Peter+Neumann x08go/Y=\n",
        "a\n\n\u2014 Peter\u00a0Neumann x08go/Y=\n",
        "a\n\n\u2014 PeterNeumann x08go/Y\n",
        "a\n\n\u2014 PeterNeumann x08go/Z=\n",
        "a\n\n\u2014 PeterNeumann x08goA==\n",
        "a\n\n\u2014 PeterNeumann x08go/Y= \n",
    };
    for (const auto& text : bad) EXPECT_FALSE(parse_note(text)) << text;
    EXPECT_TRUE(parse_note("a\n\n\u2014 PeterNeumann x08go/Y=\n"));
    const auto long_one = parse_note(std::string(max_note_bytes, 'a') + "\n\n" + neumann_line);
    ASSERT_FALSE(long_one);
    EXPECT_EQ(long_one.error().code, ErrorCode::limit);
}

TEST(Cosignature, signs_the_time_in_front_of_the_text) {
    const std::string text = "test\n123\nf+7CoKgXKE/tNys9TTXcr/ad6U/K3xvznmzew9y6SP0=\n";
    const auto key = key_of(neumann_seed);
    const auto cosignature = cosign(text, "witness.example/w1", key, 1'679'315'147);
    const NoteKey witness{"witness.example/w1", SignatureKind::cosignature, key.public_key()};
    EXPECT_EQ(time_of(cosignature), 1'679'315'147);
    EXPECT_EQ(verifies(text, cosignature, witness), true);
    const auto by_hand = key.sign(bytes_of("cosignature/v1\ntime 1679315147\n" + text));
    EXPECT_TRUE(std::equal(by_hand.begin(), by_hand.end(), cosignature.bytes.begin() + 8));
    auto earlier = cosignature;
    earlier.bytes[7] ^= 1U;
    EXPECT_EQ(verifies(text, earlier, witness), false);
    // The same key as one that signs texts has another id.
    const NoteKey log{"witness.example/w1", SignatureKind::note, key.public_key()};
    EXPECT_EQ(verifies(text, cosignature, log), std::nullopt);
    const auto lines = parse_signatures(written(cosignature));
    ASSERT_TRUE(lines);
    EXPECT_EQ(*lines, std::vector{cosignature});
}

TEST(Cosignature, tells_its_time_as_others_read_it) {
    const auto lines = parse_signatures(
        "\u2014 a ZGhGuQAAAABm/qTPeyKXD+R2rzyQsxPiP8mXum7qq/iF0u4vanlqJyocWODBt97w9uL+8qT7S5gx"
        "EHWWOworDcFiEBYJXORmnFBOBA==\n");
    ASSERT_TRUE(lines);
    EXPECT_EQ(time_of(lines->front()), 1'727'964'367);
    EXPECT_EQ(time_of(parse_note(neumann_text + "\n" + neumann_line)->signatures.front()), std::nullopt);
}

}  // namespace
}  // namespace kartei::ledger
