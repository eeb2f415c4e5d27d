#include "base/crypto.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <algorithm>
#include <new>
#include <stdexcept>

namespace kartei {

namespace {

constexpr std::uint8_t algorithm_xchacha20_poly1305 = 1;
constexpr std::size_t sealed_header_size = 5;
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

/// libsodium chooses its code for this processor once, before main.
const bool sodium_ready = [] {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be initialised");
    return true;
}();

/// OpenSSL's has the instructions of the processor; libsodium's took five times as long.
const EVP_MD* sha256_method() {
    static const EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    if (method == nullptr) throw std::runtime_error("OpenSSL has no SHA-256");
    return method;
}

void must_hash(int done) {
    if (done != 1) throw std::runtime_error("OpenSSL cannot hash");
}

/// What is authenticated beside the plain text: algorithm and key version as stored, then the place.
Bytes associated_data(ByteView blob, std::string_view bound_to) {
    Bytes data(sealed_header_size + bound_to.size());
    std::ranges::copy(blob.first(sealed_header_size), data.begin());
    std::ranges::copy(bound_to, data.begin() + sealed_header_size);
    return data;
}

std::unexpected<Error> not_sealed() {
    return fail(ErrorCode::invalid,
                {"Verschlüsselter Inhalt ist beschädigt oder gehört nicht hierher.",
                 "Encrypted content is damaged or does not belong here."},
                {}, {"Prüfen Sie den Bestand mit `kartei verify`.", "Check the data with `kartei verify`."});
}

}  // namespace

ByteView bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

Hash sha256(ByteView data) {
    Hash hash;
    must_hash(EVP_Digest(data.data(), data.size(), hash.data(), nullptr, sha256_method(), nullptr));
    return hash;
}

void Sha256::Free::operator()(evp_md_ctx_st* state) const {
    EVP_MD_CTX_free(state);
}

Sha256::Sha256() : state_(EVP_MD_CTX_new()) {
    if (!state_) throw std::bad_alloc();
    must_hash(EVP_DigestInit_ex2(state_.get(), sha256_method(), nullptr));
}

void Sha256::add(ByteView data) {
    must_hash(EVP_DigestUpdate(state_.get(), data.data(), data.size()));
}

Hash Sha256::finish() {
    Hash hash;
    must_hash(EVP_DigestFinal_ex(state_.get(), hash.data(), nullptr));
    return hash;
}

Key::Key(std::span<const std::uint8_t, 32> bytes) {
    std::ranges::copy(bytes, bytes_.begin());
}

Key::~Key() {
    sodium_memzero(bytes_.data(), bytes_.size());
}

Key Key::random(const RandomBytes& random) {
    Key key;
    random(key.bytes_);
    return key;
}

Hash hmac_sha256(const Key& key, ByteView data) {
    Hash hash;
    crypto_auth_hmacsha256(hash.data(), data.data(), data.size(), key.bytes().data());
    return hash;
}

static_assert(sizeof(crypto_auth_hmacsha256_state) <= 256);

KeyedHash::KeyedHash(const Key& key) {
    crypto_auth_hmacsha256_init(reinterpret_cast<crypto_auth_hmacsha256_state*>(state_.data()),
                                key.bytes().data(), key.bytes().size());
}

KeyedHash::~KeyedHash() {
    sodium_memzero(state_.data(), state_.size());
}

Hash KeyedHash::of(ByteView data) const {
    KeyedHash copy(*this);
    auto* state = reinterpret_cast<crypto_auth_hmacsha256_state*>(copy.state_.data());
    Hash hash;
    crypto_auth_hmacsha256_update(state, data.data(), data.size());
    crypto_auth_hmacsha256_final(state, hash.data());
    return hash;
}

bool equal_in_constant_time(ByteView left, ByteView right) {
    return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

Bytes seal(const Key& key, std::uint32_t key_version, std::string_view bound_to, ByteView plain,
           const RandomBytes& random) {
    Bytes blob(sealed_header_size + nonce_size + plain.size() + tag_size);
    blob[0] = algorithm_xchacha20_poly1305;
    for (unsigned i = 0; i < 4; ++i) blob[1 + i] = static_cast<std::uint8_t>(key_version >> (24U - 8U * i));
    random(std::span(blob).subspan(sealed_header_size, nonce_size));
    const Bytes bound = associated_data(blob, bound_to);
    crypto_aead_xchacha20poly1305_ietf_encrypt(blob.data() + sealed_header_size + nonce_size, nullptr,
                                               plain.data(), plain.size(), bound.data(), bound.size(),
                                               nullptr, blob.data() + sealed_header_size, key.bytes().data());
    return blob;
}

Result<Bytes> open_sealed(const Key& key, std::string_view bound_to, ByteView blob) {
    TRY(sealed_key_version(blob));
    const ByteView sealed = blob.subspan(sealed_header_size + nonce_size);
    Bytes plain(sealed.size() - tag_size);
    const Bytes bound = associated_data(blob, bound_to);
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain.data(), nullptr, nullptr, sealed.data(), sealed.size(), bound.data(), bound.size(),
        blob.data() + sealed_header_size, key.bytes().data());
    if (failed != 0) return not_sealed();
    return plain;
}

Result<std::uint32_t> sealed_key_version(ByteView blob) {
    if (blob.size() < sealed_header_size + nonce_size + tag_size || blob[0] != algorithm_xchacha20_poly1305) {
        return not_sealed();
    }
    std::uint32_t version = 0;
    for (std::size_t i = 1; i < sealed_header_size; ++i) version = version << 8U | blob[i];
    return version;
}

std::string hex(ByteView data) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(data.size() * 2);
    for (const auto byte : data) {
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

Result<Bytes> parse_hex(std::string_view text) {
    if (text.empty()) return Bytes{};  // libsodium must not be handed the null pointer of an empty vector
    Bytes bytes(text.size() / 2);
    std::size_t written = 0;
    const char* end = nullptr;
    const int failed =
        sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &written, &end);
    if (failed != 0 || end != text.data() + text.size()) {
        return fail(ErrorCode::invalid, {"Das ist keine Hexadezimalzahl.", "This is not hexadecimal."});
    }
    return bytes;
}

}  // namespace kartei
