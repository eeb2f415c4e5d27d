#include "store/keyring.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>

namespace kartei::store {

namespace {

constexpr std::uint32_t first_version = 1;
constexpr std::size_t cached_keys = 10'000;

const Sql insert_tenant_key{
    "INSERT INTO tenant_key (tenant_id, use, key_version, sealed_key, created_at)"
    " VALUES (:tenant_id, :use, :key_version, :sealed_key, :created_at)"};
const Sql select_tenant_key{
    "SELECT sealed_key FROM tenant_key WHERE tenant_id = :tenant_id AND use = :use AND key_version = "
    ":key_version"};
const Sql insert_person_key{
    "INSERT INTO person_key (tenant_id, person_id, key_class, sealed_key, created_at)"
    " VALUES (:tenant_id, :person_id, :key_class, :sealed_key, :created_at)"};
const Sql select_person_key{
    "SELECT sealed_key FROM person_key"
    " WHERE tenant_id = :tenant_id AND person_id = :person_id AND key_class = :key_class"};

std::string tenant_binding(TenantId tenant, std::string_view use) {
    return fmt::format("kartei/1/{}/tenant_key/{}", tenant.value, use);
}

std::string person_binding(TenantId tenant, domain::PersonId person, KeyClass key_class) {
    return fmt::format("kartei/1/{}/person_key/{}/{}", tenant.value, person.text(), enum_word(key_class));
}

Key key_from(const Bytes& bytes) {
    return Key{std::span<const std::uint8_t, 32>(bytes.data(), 32)};
}

std::unexpected<Error> root_key_problem(const std::filesystem::path& file, Message what, Message next) {
    return fail(ErrorCode::invalid, std::move(what), file.string(), std::move(next));
}

Result<Key> make_root_key(const std::filesystem::path& file, const RandomBytes& random) {
    std::array<std::uint8_t, 32> bytes{};
    random(bytes);
    const std::string text = hex(bytes) + "\n";
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const bool written = descriptor >= 0 &&
                         ::write(descriptor, text.data(), text.size()) == std::ssize(text) &&
                         ::fsync(descriptor) == 0;
    if (descriptor >= 0) ::close(descriptor);
    if (!written) {
        return root_key_problem(
            file, {"Die Schlüsseldatei kann nicht geschrieben werden.", "The key file cannot be written."},
            {"Prüfen Sie Rechte und freien Platz.", "Check permissions and free space."});
    }
    return Key{bytes};
}

}  // namespace

Result<Key> read_root_key(const std::filesystem::path& file, RootKey policy, const RandomBytes& random) {
    struct stat status{};
    if (::stat(file.c_str(), &status) != 0) {
        if (policy == RootKey::may_be_made) return make_root_key(file, random);
        return fail(ErrorCode::not_found, {"Die Schlüsseldatei fehlt.", "The key file is missing."},
                    file.string(),
                    {"Legen Sie die gesicherte Datei zurück; ohne sie ist der Bestand nicht lesbar.",
                     "Put the saved file back; the data cannot be read without it."});
    }
    if ((status.st_mode & 0077U) != 0) {
        return root_key_problem(
            file, {"Die Schlüsseldatei ist für andere lesbar.", "The key file is readable by others."},
            {"Setzen Sie die Rechte auf 0600.", "Set its mode to 0600."});
    }
    std::ifstream stream(file);
    std::string text;
    stream >> text;
    const auto bytes = parse_hex(text);
    if (!bytes || bytes->size() != 32) {
        return root_key_problem(file, {"Die Schlüsseldatei ist beschädigt.", "The key file is damaged."},
                                {"Legen Sie die gesicherte Datei zurück.", "Put the saved file back."});
    }
    return key_from(*bytes);
}

Keyring::Keyring(const Key& root, TenantId tenant, RandomBytes random)
    : tenant_(tenant),
      mac_(derive_key(root, fmt::format("kartei log mac {}", tenant.value))),
      random_(std::move(random)) {}

Keyring Keyring::create(const Key& root, TenantId tenant, RandomBytes random) {
    Keyring ring(root, tenant, std::move(random));
    for (Key* key : {&ring.wrap_, &ring.records_, &ring.match_}) *key = Key::random(ring.random_);
    return ring;
}

void Keyring::store(Connection& connection, const Key& root, Instant now) const {
    for (const auto& [use, key] : {std::pair<std::string_view, const Key*>{"wrap", &wrap_},
                                   {"records", &records_},
                                   {"match", &match_}}) {
        const Bytes sealed = seal(root, first_version, tenant_binding(tenant_, use), key->bytes(), random_);
        auto& statement = connection.prepare(insert_tenant_key);
        statement.bind("tenant_id", tenant_).bind("use", use).bind("key_version", first_version);
        statement.bind("sealed_key", sealed).bind("created_at", now);
        statement.execute();
    }
}

Result<Keyring> Keyring::open(Connection& connection, const Key& root, TenantId tenant, RandomBytes random) {
    Keyring ring(root, tenant, std::move(random));
    for (const auto& [use, key] : {std::pair<std::string_view, Key*>{"wrap", &ring.wrap_},
                                   {"records", &ring.records_},
                                   {"match", &ring.match_}}) {
        auto& statement = connection.prepare(select_tenant_key);
        statement.bind("tenant_id", tenant).bind("use", use).bind("key_version", first_version);
        Bytes sealed;
        while (statement.next()) sealed.assign(statement.bytes(0).begin(), statement.bytes(0).end());
        const auto opened = open_sealed(root, tenant_binding(tenant, use), sealed);
        if (!opened || opened->size() != 32) {
            return fail(ErrorCode::invalid,
                        {"Die Schlüsseldatei gehört nicht zu diesem Bestand.",
                         "The key file does not belong to this data."},
                        {},
                        {"Legen Sie die Schlüsseldatei zurück, mit der der Bestand angelegt wurde.",
                         "Put back the key file this data was made with."});
        }
        *key = key_from(*opened);
    }
    return ring;
}

std::optional<Key> Keyring::person_key(Connection& connection, domain::PersonId person, KeyClass key_class) {
    const Slot slot{person, key_class};
    if (const auto found = cache_.find(slot); found != cache_.end()) return found->second;
    if (person == new_person_) return std::nullopt;
    auto& statement = connection.prepare(select_person_key);
    statement.bind("tenant_id", tenant_).bind("person_id", person).bind("key_class", key_class);
    Bytes sealed;
    while (statement.next()) sealed.assign(statement.bytes(0).begin(), statement.bytes(0).end());
    const auto opened = open_sealed(wrap_, person_binding(tenant_, person, key_class), sealed);
    if (!opened || opened->size() != 32) return std::nullopt;
    make_room();
    return cache_.emplace(slot, key_from(*opened)).first->second;
}

const Key& Keyring::person_key_for_sealing(Connection& connection, domain::PersonId person,
                                           KeyClass key_class, Instant now) {
    const Slot slot{person, key_class};
    if (!person_key(connection, person, key_class)) {
        const Key key = Key::random(random_);
        const Bytes sealed =
            seal(wrap_, first_version, person_binding(tenant_, person, key_class), key.bytes(), random_);
        auto& statement = connection.prepare(insert_person_key);
        statement.bind("tenant_id", tenant_).bind("person_id", person).bind("key_class", key_class);
        statement.bind("sealed_key", sealed).bind("created_at", now);
        statement.enqueue();
        make_room();
        cache_.emplace(slot, key);
    }
    return cache_.find(slot)->second;
}

void Keyring::forget() {
    // A new person's keys are known from the cache alone; without it the database is asked for them again.
    cache_.clear();
    new_person_ = {};
}

void Keyring::make_room() {
    if (cache_.size() >= cached_keys) forget();
}

UuidBytes Keyring::value_hash(std::string_view normalised) const {
    const Hash whole = hmac_sha256(match_, bytes_of(normalised));
    UuidBytes half{};
    std::copy_n(whole.begin(), half.size(), half.begin());
    return half;
}

Hash Keyring::leaf_mac(ByteView leaf) const {
    return hmac_sha256(mac_, leaf);
}

}  // namespace kartei::store
