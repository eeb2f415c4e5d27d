// The keys of one tenant: root key (file outside the database) -> tenant keys -> one key per person and
// retention class. Destroying a row of person_key makes everything sealed under it unreadable; in a backup
// only where that backup holds no person keys.
#pragma once

#include "base/crypto.h"
#include "base/describe.h"
#include "domain/ids.h"
#include "store/connection.h"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace kartei::store {

enum class RootKey : std::uint8_t { must_exist, may_be_made };

/// Reads the root key, 64 hexadecimal digits, or makes it (mode 0600) where there is none and it may be made.
/// `not_found`: it is missing; `forbidden`: it cannot be opened, is a link or another user's; `invalid`: it
/// is damaged or readable by others; `unavailable`: it cannot be written.
Result<Key> read_root_key(const std::filesystem::path& file, RootKey policy, const RandomBytes& random);

class Keyring {
public:
    /// New keys for a new tenant; `store` puts them, sealed under the root key, into the running transaction.
    static Keyring create(TenantId tenant, RandomBytes random);
    void store(Connection& connection, const Key& root, Instant now) const;

    /// Opens the tenant's keys inside a transaction of that tenant. `invalid` where the root key is not the
    /// one they were sealed with, or where one of them was altered or is missing: then the error names its
    /// row.
    static Result<Keyring> open(Connection& connection, const Key& root, TenantId tenant, RandomBytes random);

    /// The person's key of that class. Made and stored in the running transaction where there is none yet.
    const Key& person_key_for_sealing(Connection& connection, domain::PersonId person, KeyClass key_class,
                                      Instant now);

    /// The same for reading: nothing where it was destroyed or never made.
    std::optional<Key> person_key(Connection& connection, domain::PersonId person, KeyClass key_class);

    /// Destroys all keys of a person in the running transaction: nothing that was sealed for him, in the log
    /// neither, can be opened again.
    void destroy_person_keys(Connection& connection, domain::PersonId person);

    /// This person is only now inserted and has no keys yet: none are looked for.
    void announce_new_person(domain::PersonId person) { new_person_ = person; }

    /// Seals or opens with the tenant's own key (records without a person).
    const Key& records_key() const { return records_; }

    /// Keyed hash of a normalised value, for the value directory and the suppression list. First half of
    /// HMAC-SHA-256.
    UuidBytes value_hash(std::string_view normalised) const;

    /// Message authentication of a leaf with the tenant's log key: algorithm (1 byte, 1 = HMAC-SHA-256), key
    /// version (4 bytes, big endian), the code (32). The key lies sealed among the tenant's keys rather than
    /// being derived from the root key, so that entries stay provable when the root key is replaced.
    Bytes leaf_mac(ByteView leaf) const;

    /// Rows of keys that do not open, or that kartei never made: `person_key <person>/<class>`.
    std::vector<std::string> broken_keys(Connection& connection) const;

    const RandomBytes& random() const { return random_; }

    /// Forgets cached person keys: after a rollback those made in it do not exist.
    void forget();

private:
    Keyring(TenantId tenant, RandomBytes random);

    struct Use {
        std::string_view name;
        Key Keyring::* key;
    };
    static const std::array<Use, 4> uses;

    /// Once the keys are known.
    void prepare_hashes();

    struct Slot {
        domain::PersonId person;
        KeyClass key_class;
        bool operator==(const Slot&) const = default;
    };
    struct SlotHash {
        std::size_t operator()(const Slot& slot) const noexcept {
            return std::hash<domain::PersonId>{}(slot.person) * 8 + static_cast<std::size_t>(slot.key_class);
        }
    };

    const Key& remember(const Slot& slot, const Key& key);

    TenantId tenant_;
    Key wrap_;     ///< seals person keys
    Key records_;  ///< seals values of records that belong to no person
    Key match_;    ///< hashes values; never changes, or the suppression list would be lost
    Key log_;      ///< authenticates leaves
    KeyedHash match_hash_{match_};
    KeyedHash log_hash_{log_};
    RandomBytes random_;
    domain::PersonId new_person_;
    std::unordered_map<Slot, Key, SlotHash> cache_;
};

}  // namespace kartei::store
