#include "store/keyring.h"

#include "base/text.h"
#include "base/whole_file.h"
#include "store/exposure.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace kartei::store {

namespace {

constexpr std::uint32_t first_version = 1;
constexpr std::uint8_t mac_hmac_sha256 = 1;
constexpr std::size_t cached_keys = 10'000;
constexpr std::int64_t key_page = 5'000;

const Sql insert_tenant_key{
    "INSERT INTO tenant_key (tenant_id, use, key_version, sealed_key, created_at)"
    " VALUES (:tenant_id, :use, :key_version, :sealed_key, :created_at)"};
const Sql select_tenant_key{
    "SELECT sealed_key, created_at FROM tenant_key WHERE tenant_id = :tenant_id AND use = :use"
    " AND key_version = :key_version"};
const Sql insert_person_key{
    "INSERT INTO person_key (tenant_id, person_id, key_class, sealed_key, created_at)"
    " VALUES (:tenant_id, :person_id, :key_class, :sealed_key, :created_at)"};
const Sql select_person_key{
    "SELECT sealed_key, created_at FROM person_key"
    " WHERE tenant_id = :tenant_id AND person_id = :person_id AND key_class = :key_class"};

const Sql delete_person_keys{
    "DELETE FROM person_key WHERE tenant_id = :tenant_id AND person_id = :person_id"};

const Sql select_tenant_keys{
    "SELECT use, key_version FROM tenant_key WHERE tenant_id = :tenant_id ORDER BY use, key_version",
    Plan::walks_table, "a tenant has few keys, and verification reads them all"};
const Sql select_person_keys{
    "SELECT person_id, key_class, sealed_key, created_at FROM person_key WHERE tenant_id = :tenant_id"
    " AND (person_id, key_class) > (:person_id, :key_class) ORDER BY person_id, key_class LIMIT :most"};

/// No log entry tells of a key's row, so its binding holds all of it: the instant of its making too.
std::string tenant_binding(TenantId tenant, std::string_view use, Instant created_at) {
    return fmt::format("kartei/1/{}/tenant_key/{}/{}", tenant.value, use, created_at.us);
}

std::string person_binding(TenantId tenant, domain::PersonId person, std::string_view key_class,
                           Instant created_at) {
    return fmt::format("kartei/1/{}/person_key/{}/{}/{}", tenant.value, person.text(), key_class,
                       created_at.us);
}

Key key_from(const Bytes& bytes) {
    return Key{std::span<const std::uint8_t, 32>(bytes.data(), 32)};
}

std::optional<Key> opened_key(const Key& sealed_with, std::string_view binding, ByteView sealed) {
    const auto opened = open_sealed(sealed_with, binding, sealed);
    if (!opened || opened->size() != 32) return std::nullopt;
    return key_from(*opened);
}

std::unexpected<Error> wrong_root_key() {
    return fail(
        ErrorCode::invalid,
        {"Der Wurzelschlüssel gehört nicht zu diesem Bestand.", "The root key does not belong to this data."},
        {},
        {"Legen Sie die Schlüsseldatei zurück, mit der der Bestand angelegt wurde.",
         "Put back the key file this data was made with."});
}

/// Some keys open and this one does not, or there is none at all: the file is not to blame, the row is.
std::unexpected<Error> bent_key(std::string where) {
    return fail(ErrorCode::invalid,
                {"Ein Schlüssel der Firma fehlt oder wurde an kartei vorbei verändert.",
                 "A key of the company is missing or was altered behind kartei's back."},
                std::move(where),
                {"Spielen Sie eine Sicherung von vorher zurück.", "Restore a backup from before."});
}

std::unexpected<Error> root_key_problem(const std::filesystem::path& file, Message what, Message next) {
    return fail(ErrorCode::invalid, std::move(what), file.string(), std::move(next));
}

Result<Key> make_root_key(const std::filesystem::path& file, const RandomBytes& random) {
    std::array<std::uint8_t, 32> bytes{};
    random(bytes);
    // Half a key would lock everybody out who comes after a full disk.
    if (!write_whole_file(file, hex(bytes) + "\n")) {
        return fail(ErrorCode::unavailable,
                    {"Die Schlüsseldatei kann nicht geschrieben werden.", "The key file cannot be written."},
                    file.string(),
                    {"Prüfen Sie Rechte und freien Platz.", "Check permissions and free space."});
    }
    return Key{bytes};
}

std::unexpected<Error> cannot_open(const std::filesystem::path& file, int reason) {
    if (reason == ENOENT) {
        return fail(ErrorCode::not_found, {"Die Schlüsseldatei fehlt.", "The key file is missing."},
                    file.string(),
                    {"Legen Sie die gesicherte Datei zurück; ohne sie ist der Bestand nicht lesbar.",
                     "Put the saved file back; the data cannot be read without it."});
    }
    if (reason == ELOOP) return std::unexpected(Exposure{file, Exposure::Kind::link}.error());
    return fail(ErrorCode::forbidden,
                {fmt::format("Die Schlüsseldatei lässt sich nicht öffnen: {}.", std::strerror(reason)),
                 fmt::format("The key file cannot be opened: {}.", std::strerror(reason))},
                file.string(),
                {"Geben Sie die Datei dem Nutzer, unter dem kartei läuft, mit Rechten 0600.",
                 "Give the file to the user that runs kartei, with mode 0600."});
}

/// What stands in the file, at most a little more than a key is long.
Result<std::string> read_key_file(const std::filesystem::path& file, int descriptor) {
    struct stat status{};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        return root_key_problem(
            file, {"Die Schlüsseldatei ist keine gewöhnliche Datei.", "The key file is no ordinary file."},
            {"Legen Sie die gesicherte Datei zurück.", "Put the saved file back."});
    }
    if (status.st_uid != ::geteuid())
        return std::unexpected(Exposure{file, Exposure::Kind::of_others}.error());
    if ((status.st_mode & 0077U) != 0) {
        return root_key_problem(
            file, {"Die Schlüsseldatei ist für andere lesbar.", "The key file is readable by others."},
            {"Setzen Sie die Rechte auf 0600.", "Set its mode to 0600."});
    }
    std::string text(128, '\0');
    const ssize_t size = ::read(descriptor, text.data(), text.size());
    text.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    return text;
}

}  // namespace

Result<Key> read_root_key(const std::filesystem::path& file, RootKey policy, const RandomBytes& random) {
    // O_NONBLOCK: a named pipe in its place must not hold up whoever opens it.
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (descriptor < 0) {
        const int reason = errno;
        const bool make = reason == ENOENT && policy == RootKey::may_be_made;
        if (!make) return cannot_open(file, reason);
        return make_root_key(file, random);
    }
    const auto text = read_key_file(file, descriptor);
    ::close(descriptor);
    if (!text) return std::unexpected(text.error());
    const auto bytes = parse_hex(trim(*text));
    if (!bytes || bytes->size() != 32) {
        return root_key_problem(file, {"Die Schlüsseldatei ist beschädigt.", "The key file is damaged."},
                                {"Legen Sie die gesicherte Datei zurück.", "Put the saved file back."});
    }
    return key_from(*bytes);
}

const std::array<Keyring::Use, 4> Keyring::uses{Use{"wrap", &Keyring::wrap_},
                                                {"records", &Keyring::records_},
                                                {"match", &Keyring::match_},
                                                {"log", &Keyring::log_}};

Keyring::Keyring(TenantId tenant, RandomBytes random) : tenant_(tenant), random_(std::move(random)) {}

Keyring Keyring::create(TenantId tenant, RandomBytes random) {
    Keyring ring(tenant, std::move(random));
    for (const auto& [use, key] : uses) ring.*key = Key::random(ring.random_);
    ring.prepare_hashes();
    return ring;
}

void Keyring::prepare_hashes() {
    match_hash_ = KeyedHash(match_);
    log_hash_ = KeyedHash(log_);
}

void Keyring::store(Connection& connection, const Key& root, Instant now) const {
    for (const auto& [use, key] : uses) {
        const Bytes sealed =
            seal(root, first_version, tenant_binding(tenant_, use, now), (this->*key).bytes(), random_);
        auto& statement = connection.prepare(insert_tenant_key);
        statement.bind("tenant_id", tenant_).bind("use", use).bind("key_version", first_version);
        statement.bind("sealed_key", sealed).bind("created_at", now);
        statement.execute();
    }
}

Result<Keyring> Keyring::open(Connection& connection, const Key& root, TenantId tenant, RandomBytes random) {
    Keyring ring(tenant, std::move(random));
    std::vector<std::string> broken;
    bool any_row = false;
    for (const auto& [use, key] : uses) {
        auto& statement = connection.prepare(select_tenant_key);
        statement.bind("tenant_id", tenant).bind("use", use).bind("key_version", first_version);
        std::optional<Key> opened;
        while (statement.next()) {
            any_row = true;
            const Instant created_at{statement.integer(1)};
            opened = opened_key(root, tenant_binding(tenant, use, created_at), statement.bytes(0));
        }
        if (opened) ring.*key = *opened;
        if (!opened) broken.push_back(fmt::format("tenant_key {}/{}", use, first_version));
    }
    ring.prepare_hashes();
    if (broken.empty()) return ring;
    return any_row && broken.size() == uses.size() ? wrong_root_key() : bent_key(broken.front());
}

std::optional<Key> Keyring::person_key(Connection& connection, domain::PersonId person, KeyClass key_class) {
    const Slot slot{person, key_class};
    if (const auto found = cache_.find(slot); found != cache_.end()) return found->second;
    if (person == new_person_) return std::nullopt;
    auto& statement = connection.prepare(select_person_key);
    statement.bind("tenant_id", tenant_).bind("person_id", person).bind("key_class", key_class);
    std::optional<Key> opened;
    while (statement.next()) {
        const Instant created_at{statement.integer(1)};
        opened = opened_key(wrap_, person_binding(tenant_, person, enum_word(key_class), created_at),
                            statement.bytes(0));
    }
    if (!opened) return std::nullopt;
    return remember(slot, *opened);
}

const Key& Keyring::person_key_for_sealing(Connection& connection, domain::PersonId person,
                                           KeyClass key_class, Instant now) {
    const Slot slot{person, key_class};
    if (!person_key(connection, person, key_class)) {
        const Key key = Key::random(random_);
        const Bytes sealed =
            seal(wrap_, first_version, person_binding(tenant_, person, enum_word(key_class), now),
                 key.bytes(), random_);
        auto& statement = connection.prepare(insert_person_key);
        statement.bind("tenant_id", tenant_).bind("person_id", person).bind("key_class", key_class);
        statement.bind("sealed_key", sealed).bind("created_at", now);
        statement.enqueue();
        return remember(slot, key);
    }
    return cache_.find(slot)->second;
}

void Keyring::destroy_person_keys(Connection& connection, domain::PersonId person) {
    auto& statement = connection.prepare(delete_person_keys);
    statement.bind("tenant_id", tenant_).bind("person_id", person);
    statement.execute();
    std::erase_if(cache_, [&](const auto& entry) { return entry.first.person == person; });
}

void Keyring::forget() {
    // A new person's keys are known from the cache alone; without it the database is asked for them again.
    cache_.clear();
    new_person_ = {};
}

const Key& Keyring::remember(const Slot& slot, const Key& key) {
    if (cache_.size() >= cached_keys) {
        // Nobody looks up the keys of a new person in the database, so those have to stay.
        std::erase_if(cache_, [&](const auto& entry) { return entry.first.person != new_person_; });
    }
    return cache_.emplace(slot, key).first->second;
}

std::vector<std::string> Keyring::broken_keys(Connection& connection) const {
    std::vector<std::string> broken;
    auto& own = connection.prepare(select_tenant_keys);
    own.bind("tenant_id", tenant_);
    while (own.next()) {
        const auto known = std::ranges::find(uses, own.text(0), &Use::name);
        if (known == uses.end() || own.integer(1) != first_version)
            broken.push_back(fmt::format("tenant_key {}/{}", own.text(0), own.integer(1)));
    }
    UuidBytes person{};
    std::string key_class;
    for (std::int64_t rows = key_page; rows == key_page;) {
        auto& statement = connection.prepare(select_person_keys);
        statement.bind("tenant_id", tenant_).bind("person_id", person).bind("key_class", key_class);
        statement.bind("most", key_page);
        for (rows = 0; statement.next(); ++rows) {
            person = statement.uuid(0);
            key_class = statement.text(1);
            const auto binding = person_binding(tenant_, {person}, key_class, Instant{statement.integer(3)});
            if (!opened_key(wrap_, binding, statement.bytes(2)))
                broken.push_back(fmt::format("person_key {}/{}", uuid_text(person), key_class));
        }
    }
    return broken;
}

UuidBytes Keyring::value_hash(std::string_view normalised) const {
    const Hash whole = match_hash_.of(bytes_of(normalised));
    UuidBytes half{};
    std::copy_n(whole.begin(), half.size(), half.begin());
    return half;
}

Bytes Keyring::leaf_mac(ByteView leaf) const {
    const Hash hash = log_hash_.of(leaf);
    Bytes mac{mac_hmac_sha256};
    for (unsigned i = 0; i < 4; ++i)
        mac.push_back(static_cast<std::uint8_t>(first_version >> (24U - 8U * i)));
    mac.insert(mac.end(), hash.begin(), hash.end());
    return mac;
}

}  // namespace kartei::store
