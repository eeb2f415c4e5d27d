// The keys of one tenant: root key (file outside the database) -> tenant keys -> one key per person and
// retention class. Destroying a row of person_key makes everything sealed under it unreadable; in a backup
// only where that backup holds no person keys.
#pragma once

#include "base/crypto.h"
#include "base/describe.h"
#include "domain/ids.h"
#include "store/connection.h"

#include <filesystem>
#include <unordered_map>

namespace kartei::store {

enum class RootKey : std::uint8_t { must_exist, may_be_made };

/// Reads the root key, 64 hexadecimal digits, or makes it (mode 0600) where there is none and it may be made.
/// Fails with `not_found` where it is missing, `invalid` where the file is damaged or readable by others.
Result<Key> read_root_key(const std::filesystem::path& file, RootKey policy, const RandomBytes& random);

class Keyring {
public:
    /// New keys for a new tenant; `store` puts them, sealed under the root key, into the running transaction.
    static Keyring create(const Key& root, TenantId tenant, RandomBytes random);
    void store(Connection& connection, const Key& root, Instant now) const;

    /// Opens the tenant's keys inside a transaction of that tenant. `invalid` where the root key is not the
    /// one they were sealed with.
    static Result<Keyring> open(Connection& connection, const Key& root, TenantId tenant, RandomBytes random);

    /// The person's key of that class. Made and stored in the running transaction where there is none yet.
    const Key& person_key_for_sealing(Connection& connection, domain::PersonId person, KeyClass key_class,
                                      Instant now);

    /// The same for reading: nothing where it was destroyed or never made.
    std::optional<Key> person_key(Connection& connection, domain::PersonId person, KeyClass key_class);

    /// This person is only now inserted and has no keys yet: none are looked for.
    void announce_new_person(domain::PersonId person) { new_person_ = person; }

    /// Seals or opens with the tenant's own key (records without a person).
    const Key& tenant_key() const { return records_; }

    /// Keyed hash of a normalised value, for the value directory and the suppression list. First half of
    /// HMAC-SHA-256.
    UuidBytes value_hash(std::string_view normalised) const;

    /// Message authentication of a leaf, with a key derived from the root key and this tenant.
    Hash leaf_mac(ByteView leaf) const;

    const RandomBytes& random() const { return random_; }

    /// Forgets cached person keys: after a rollback those made in it do not exist.
    void forget();

private:
    Keyring(const Key& root, TenantId tenant, RandomBytes random);

    /// Where the cache is full it is emptied.
    void make_room();

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

    TenantId tenant_;
    Key wrap_;     ///< seals person keys
    Key records_;  ///< seals values of records that belong to no person
    Key match_;    ///< hashes values; never changes, or the suppression list would be lost
    Key mac_;      ///< authenticates leaves
    RandomBytes random_;
    domain::PersonId new_person_;
    std::unordered_map<Slot, Key, SlotHash> cache_;
};

}  // namespace kartei::store
