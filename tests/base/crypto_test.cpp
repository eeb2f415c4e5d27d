#include "base/crypto.h"

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <numeric>
#include <set>

namespace kartei {
namespace {

Key key_of(std::uint8_t first) {
    std::array<std::uint8_t, 32> bytes{};
    std::iota(bytes.begin(), bytes.end(), first);
    return Key{bytes};
}

TEST(Sha256, known_value) {
    EXPECT_EQ(hex(sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Seal, opens_only_with_its_key_and_binding) {
    const auto blob = seal(key_of(1), 7, "1/person/x/birth_date", bytes_of("1970-01-01"), system_random());
    EXPECT_EQ(*sealed_key_version(blob), 7U);
    const auto plain = open_sealed(key_of(1), "1/person/x/birth_date", blob);
    ASSERT_TRUE(plain);
    EXPECT_TRUE(std::ranges::equal(*plain, bytes_of("1970-01-01")));
    EXPECT_FALSE(open_sealed(key_of(2), "1/person/x/birth_date", blob));
    EXPECT_FALSE(open_sealed(key_of(1), "1/person/y/birth_date", blob));
    for (std::size_t i = 0; i < blob.size(); ++i) {
        auto bent = blob;
        bent[i] ^= 1U;
        EXPECT_FALSE(open_sealed(key_of(1), "1/person/x/birth_date", bent)) << i;
    }
    EXPECT_FALSE(open_sealed(key_of(1), "", ByteView(blob).first(10)));
}

/// Computed with another implementation of XChaCha20-Poly1305. Sealed values outlive this program: the bytes
/// stay.
TEST(Seal, bytes_of_algorithm_1_are_frozen) {
    const RandomBytes counting = [](std::span<std::uint8_t> out) { std::iota(out.begin(), out.end(), 0); };
    EXPECT_EQ(hex(seal(key_of(1), 7, "1/person/x/birth_date", bytes_of("1970-01-01"), counting)),
              "0100000007000102030405060708090a0b0c0d0e0f1011121314151617"
              "a41ce55ce42d366bc74dba1c80be5cdaed47c66b4e7b66ca10eb");
}

TEST(Random, is_given_out_once_whatever_is_asked_for) {
    const auto random = system_random();
    std::set<Bytes> seen;
    for (int round = 0; round < 200; ++round) {
        for (const std::size_t size : {16U, 24U, 32U, 128U, 129U, 5'000U}) {
            Bytes bytes(size);
            random(bytes);
            EXPECT_TRUE(seen.insert(bytes).second) << size;
            EXPECT_NE(std::ranges::count(bytes, 0), static_cast<std::ptrdiff_t>(size));
        }
    }
}

TEST(Random, differs_between_a_process_and_its_child) {
    const auto random = system_random();
    UuidBytes ours{};
    random(ours);  // some are in stock now
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe(ends.data()), 0);
    const pid_t child = fork();
    if (child == 0) {
        UuidBytes theirs{};
        random(theirs);
        const bool written = write(ends[1], theirs.data(), theirs.size()) == 16;
        _exit(written ? 0 : 1);
    }
    ASSERT_GT(child, 0);
    int status = -1;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_EQ(status, 0);
    UuidBytes theirs{};
    ASSERT_EQ(read(ends[0], theirs.data(), theirs.size()), 16);
    for (const int end : ends) close(end);
    random(ours);
    EXPECT_NE(ours, theirs);
}

TEST(Id, rises_when_the_clock_stands_or_falls) {
    IdSource ids(system_random());
    auto last = ids.next_bytes(Instant{1'000'000});
    for (int i = 0; i < 10'000; ++i) {
        const auto next = ids.next_bytes(Instant{i % 2 == 0 ? 1'000'000 : 0});
        ASSERT_LT(last, next);
        last = next;
    }
    EXPECT_EQ(*parse_uuid(uuid_text(last)), last);
    EXPECT_FALSE(parse_uuid("018f-nonsense"));
}

// RFC 4231, test case 2.
TEST(KeyedHash, is_hmac_however_often_it_is_asked) {
    std::array<std::uint8_t, 32> bytes{};
    std::ranges::copy(bytes_of("Jefe"), bytes.begin());
    const Key key{bytes};
    const KeyedHash keyed(key);
    const std::string expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    EXPECT_EQ(hex(keyed.of(bytes_of("what do ya want for nothing?"))), expected);
    EXPECT_EQ(hex(keyed.of(bytes_of("what do ya want for nothing?"))), expected);
    const std::string longer(1'000, 'x');
    EXPECT_EQ(keyed.of(bytes_of(longer)), hmac_sha256(key, bytes_of(longer)));
}

}  // namespace
}  // namespace kartei
