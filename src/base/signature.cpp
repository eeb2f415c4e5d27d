#include "base/signature.h"

#include <sodium.h>

namespace kartei {

SigningKey::SigningKey(const Key& seed) {
    crypto_sign_seed_keypair(public_key_.data(), secret_.data(), seed.bytes().data());
}

SigningKey::~SigningKey() {
    sodium_memzero(secret_.data(), secret_.size());
}

Signature SigningKey::sign(ByteView message) const {
    Signature signature{};
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret_.data());
    return signature;
}

bool is_signature(const PublicKey& key, ByteView message, const Signature& signature) {
    return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.data()) == 0;
}

}  // namespace kartei
