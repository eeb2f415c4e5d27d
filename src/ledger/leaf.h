// The bytes a log entry is hashed as. They are frozen: whoever holds an old proof must be able to check it,
// so a change is a new version beside this one, never an edit (tests/data/leaf-v1.hex holds version 1).
#pragma once

#include "base/crypto.h"
#include "base/describe.h"
#include "base/id.h"
#include "base/time.h"

#include <string>
#include <vector>

namespace kartei::ledger {

inline constexpr std::uint8_t leaf_version = 1;

/// One sealed value of an entry. Only the digest is part of the leaf, so the value itself can be erased.
struct ValueDigest {
    UuidBytes person{};  ///< nil where no person owns the value
    KeyClass key_class = KeyClass::tenant;
    Hash digest{};  ///< SHA-256 of the sealed blob

    bool operator==(const ValueDigest&) const = default;
};

/// Everything the leaf commits to. No personal data: only ids, words of the house and digests.
struct Entry {
    std::int64_t log_id = 0;
    UuidBytes entry_id{};
    Instant at{};
    UuidBytes actor{};        ///< pseudonym of the account
    UuidBytes processor{};    ///< nil for the controller's own people
    UuidBytes instruction{};  ///< nil without one
    std::string action;       ///< `person.import`, at most 255 bytes
    std::string record_kind;  ///< table of the record concerned, at most 255 bytes
    UuidBytes record_id{};
    std::string purpose;              ///< key of the purpose acted for, at most 255 bytes
    UuidBytes cause{};                ///< the larger undertaking, such as an import; nil without one
    std::vector<ValueDigest> values;  ///< at most 65,535

    bool operator==(const Entry&) const = default;
};

/// Canonical bytes: version (1), hash algorithm (1 = SHA-256), then the members in the order above; numbers
/// big endian in 8 bytes, ids in 16, texts with one length byte, the count of values in 2, each value as 16 +
/// 1 + 32.
Bytes leaf_bytes(const Entry& entry);

}  // namespace kartei::ledger
