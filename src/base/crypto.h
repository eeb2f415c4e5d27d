// Cryptography that the house needs: keyed hashes and sealed boxes over libsodium, SHA-256 over OpenSSL.
// No algorithm is chosen elsewhere; every stored blob names its algorithm and key version.
#pragma once

#include "base/id.h"
#include "base/result.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct evp_md_ctx_st;  // OpenSSL's EVP_MD_CTX

namespace kartei {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
using Hash = std::array<std::uint8_t, 32>;

/// The bytes of a text, for hashing and sealing.
ByteView bytes_of(std::string_view text);

/// SHA-256 (FIPS 180-4).
Hash sha256(ByteView data);

/// SHA-256 of data that comes in pieces.
class Sha256 {
public:
    Sha256();
    void add(ByteView data);
    /// Nothing can be added after it.
    Hash finish();

private:
    struct Free {
        void operator()(evp_md_ctx_st* state) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> state_;
};

/// A 256-bit secret that is wiped when it goes out of scope and never printed.
class Key {
public:
    Key() = default;
    explicit Key(std::span<const std::uint8_t, 32> bytes);
    Key(const Key&) = default;
    Key& operator=(const Key&) = default;
    ~Key();

    static Key random(const RandomBytes& random);
    ByteView bytes() const { return bytes_; }

private:
    std::array<std::uint8_t, 32> bytes_{};
};

/// HMAC-SHA-256 (RFC 2104).
Hash hmac_sha256(const Key& key, ByteView data);

/// The same for many short texts: what depends on the key alone is computed once (RFC 2104 section 4). Wiped
/// when it goes out of scope.
class KeyedHash {
public:
    explicit KeyedHash(const Key& key);
    KeyedHash(const KeyedHash&) = default;
    KeyedHash& operator=(const KeyedHash&) = default;
    ~KeyedHash();

    Hash of(ByteView data) const;

private:
    alignas(16) std::array<std::uint8_t, 256> state_{};  ///< of libsodium
};

bool equal_in_constant_time(ByteView left, ByteView right);

/// Seals `plain` with XChaCha20-Poly1305. The blob is: algorithm (1 byte, 1), key version (4 bytes, big
/// endian), nonce (24), ciphertext, tag (16). Authenticated beside it are the first five bytes and, not
/// stored, `bound_to`: tenant, table, row and column. Frozen like the leaf: a change is another algorithm
/// number.
Bytes seal(const Key& key, std::uint32_t key_version, std::string_view bound_to, ByteView plain,
           const RandomBytes& random);

/// Opens a blob made by `seal`. Fails with `invalid` where the blob, its binding or the key is not the right
/// one.
Result<Bytes> open_sealed(const Key& key, std::string_view bound_to, ByteView blob);

/// Key version named in a sealed blob; `invalid` where the blob is too short or of an unknown algorithm.
Result<std::uint32_t> sealed_key_version(ByteView blob);

std::string hex(ByteView data);
Result<Bytes> parse_hex(std::string_view text);

}  // namespace kartei
