#include "base/signature.h"
#include "base/base64.h"

#include <gtest/gtest.h>

namespace kartei {
namespace {

TEST(Base64, agrees_with_rfc_4648_section_10) {
    const std::vector<std::pair<std::string, std::string>> pairs{{"", ""},
                                                                 {"f", "Zg=="},
                                                                 {"fo", "Zm8="},
                                                                 {"foo", "Zm9v"},
                                                                 {"foob", "Zm9vYg=="},
                                                                 {"fooba", "Zm9vYmE="},
                                                                 {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, encoded] : pairs) {
        EXPECT_EQ(base64(bytes_of(plain)), encoded);
        const auto bytes = parse_base64(encoded);
        ASSERT_TRUE(bytes) << encoded;
        EXPECT_EQ(std::string(bytes->begin(), bytes->end()), plain);
    }
}

TEST(Base64, has_one_spelling) {
    for (const std::string_view text :
         {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z", "Zm9v ", " Zm9v", "Zm\n9v", "Zm-v", "Zm_v", "=", "===="})
        EXPECT_FALSE(parse_base64(text)) << text;
    for (int byte = 0; byte < 256; ++byte) {
        const std::string text = "Zm9" + std::string(1, static_cast<char>(byte));
        const auto bytes = parse_base64(text);
        EXPECT_TRUE(!bytes || base64(*bytes) == text) << byte;
        EXPECT_FALSE(bytes && byte >= 0x80) << byte;
    }
}

struct Vector {
    std::string seed;
    std::string key;
    std::string message;
    std::string signature;
};

/// RFC 8032 section 7.1, tests 1 and 2.
const std::vector<Vector> vectors{
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9"
     "b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f1"
     "1d8c387b2eaeb4302aeeb00d291612bb0c00"}};

TEST(Signatures, agree_with_rfc_8032) {
    for (const auto& vector : vectors) {
        const auto seed = parse_hex(vector.seed);
        const SigningKey key{Key(std::span<const std::uint8_t, 32>(*seed))};
        EXPECT_EQ(hex(key.public_key()), vector.key);
        const auto message = parse_hex(vector.message);
        auto signature = key.sign(*message);
        EXPECT_EQ(hex(signature), vector.signature);
        EXPECT_TRUE(is_signature(key.public_key(), *message, signature));
        EXPECT_FALSE(is_signature(key.public_key(), bytes_of("other"), signature));
        signature[10] ^= 1U;
        EXPECT_FALSE(is_signature(key.public_key(), *message, signature));
    }
}

}  // namespace
}  // namespace kartei
