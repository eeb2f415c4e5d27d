// Signatures: Ed25519 (RFC 8032), over libsodium.
#pragma once

#include "base/crypto.h"

#include <array>

namespace kartei {

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

/// A secret that signs; wiped when it goes out of scope and never printed.
class SigningKey {
public:
    /// From the 32 bytes that RFC 8032 section 5.1.5 calls the private key.
    explicit SigningKey(const Key& seed);
    SigningKey(const SigningKey&) = default;
    SigningKey& operator=(const SigningKey&) = default;
    ~SigningKey();

    const PublicKey& public_key() const { return public_key_; }
    Signature sign(ByteView message) const;

private:
    PublicKey public_key_{};
    std::array<std::uint8_t, 64> secret_{};
};

/// Whether whoever has the secret of this public key signed the message.
bool is_signature(const PublicKey& key, ByteView message, const Signature& signature);

}  // namespace kartei
