#include "app/house.h"

#include "base/text.h"
#include "domain/purpose.h"
#include "store/account.h"
#include "store/lists.h"
#include "store/reading.h"
#include "store/sqlite_checkpoints.h"
#include "store/steps.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>

namespace kartei::app {

namespace {

constexpr std::string_view console_login = "operator@console";
constexpr std::size_t max_company_name = max_bytes_of<domain::Tenant>("name");

std::unexpected<Error> no_company() {
    return fail(ErrorCode::not_found, {"Hier gibt es noch keine Firma.", "There is no company here yet."}, {},
                {"Lesen Sie mit `kartei import FILE --company NAME …` eine Liste ein oder legen Sie mit "
                 "`kartei demo` "
                 "die Beispielfirma an.",
                 "Import a list with `kartei import FILE --company NAME …` or make the example company with "
                 "`kartei demo`."});
}

/// Purposes every company begins with; areas are its own.
struct FirstPurpose {
    std::string_view key;
    std::string_view name_de;
    std::string_view name_en;
};
constexpr std::array first_purposes{
    FirstPurpose{"contract", "Vertrag", "Contract"},
    FirstPurpose{"customer_care", "Kundenbetreuung", "Customer care"},
    FirstPurpose{"inquiry", "Anfrage", "Inquiry"},
    FirstPurpose{"send_documents", "Unterlagenversand", "Sending documents"},
    FirstPurpose{"advertising", "Werbung", "Advertising"},
    FirstPurpose{"complaint", "Beschwerde", "Complaint"},
};

std::unexpected<Error> console_shut_out() {
    return fail(ErrorCode::forbidden,
                {"Das Konto der Konsole ist gesperrt oder gehört nicht zur Firma.",
                 "The console's account is closed or does not belong to the company."},
                std::string(console_login),
                {"`kartei verify` sagt, ob das an kartei vorbei geschah.",
                 "`kartei verify` tells whether that was done behind kartei's back."});
}

Result<std::string> checked_company_name(const std::string& name) {
    std::string clean = collapse_blanks(name);
    if (clean.empty() || clean.size() > max_company_name || !is_utf8(clean) ||
        has_control_characters(clean)) {
        return fail(
            ErrorCode::invalid,
            {fmt::format("Der Firmenname ist leer, zu lang (höchstens {} Bytes) oder enthält Steuerzeichen.",
                         max_company_name),
             fmt::format("The company's name is empty, too long (at most {} bytes) or holds control "
                         "characters.",
                         max_company_name)},
            "company", {"Nennen Sie einen anderen Namen.", "Give another name."});
    }
    return clean;
}

bool has_company(store::Connection& connection) {
    const store::Installation transaction(connection, store::Access::read);
    return !store::oldest_tenants(connection, 1).empty();
}

/// Keys without their database: a new one would only hide that the old one is lost or another one is meant.
std::unexpected<Error> lost_database(const store::DatabaseUrl& url) {
    return fail(
        ErrorCode::not_found,
        {"Das Datenverzeichnis hat eine Schlüsseldatei, aber seine Datenbank fehlt oder ist leer; nichts "
         "wurde verändert.",
         "The data directory has a key file, but its database is missing or empty; nothing has been "
         "changed."},
        store::shown(url),
        {"Legen Sie die Datenbank zurück oder nennen Sie die richtige mit --database. Für einen neuen "
         "Anfang nehmen Sie ein leeres Verzeichnis.",
         "Put the database back, or name the right one with --database. For a new beginning take an "
         "empty directory."});
}

/// What keeps a bent schema from being brought up to date is for verification to name.
Result<void> migrate_if_possible(store::Connection& connection, Instant now) {
    using enum store::FailureKind;
    try {
        if (store::migrate(connection, now)) return {};
    } catch (const store::StoreFailure& failure) {
        const auto kind = failure.kind();
        if (kind != other && kind != unique && kind != not_permitted && kind != corrupt) throw;
    }
    return connection.assume_application_role();
}

/// `{"disclosed":["id",…]}`, ids sorted: what an answer showed.
std::string disclosed_json(const std::vector<domain::PersonId>& persons) {
    std::vector<std::string> ids;
    for (const auto person : persons) ids.push_back(person.text());
    std::ranges::sort(ids);
    return fmt::format("{{\"disclosed\":[\"{}\"]}}", fmt::join(ids, "\",\""));
}

bool same_account(const Session& one, const Session& other) {
    return one.tenant == other.tenant && one.account == other.account;
}

Key key_for_tokens(const Key& root) {
    return Key(hmac_sha256(root, bytes_of("kartei/1/login_session")));
}

std::filesystem::path root_key_file(const store::DataDirectory& directory) {
    return directory.keys_folder() / "root.key";
}

/// The error of a key that was bent names its row; that of another root key has no place yet.
bool is_of_wrong_root_key(const Error& error) {
    return error.where.empty();
}

Error placed_at(Error error, const std::filesystem::path& file) {
    error.where = file.string();
    return error;
}

/// A server that opens no key would say that it is ready and then fail whoever signs in.
Result<void> check_root_key(House& house, const std::filesystem::path& file) {
    const auto tenants = [&] {
        const store::Installation transaction(house.connection(), store::Access::read);
        return store::oldest_tenants(house.connection(), 1);
    }();
    if (tenants.empty()) return {};
    auto ring = house.keyring(tenants.front());
    // One key that was bent is told by whatever needs it.
    if (ring || !is_of_wrong_root_key(ring.error())) return {};
    return std::unexpected(placed_at(std::move(ring).error(), file));
}

}  // namespace

Clock system_clock() {
    return [] {
        timespec now{};
        clock_gettime(CLOCK_REALTIME, &now);
        return Instant{now.tv_sec * us_per_second + now.tv_nsec / 1'000};
    };
}

bool is_installed(const Place& place) {
    return store::DataDirectory::is_there(place.data);
}

std::unexpected<Error> unknown_purpose(std::string_view purpose, std::span<const std::string> known) {
    const std::string given = quotable(purpose, 60);
    const std::string keys = fmt::format("{}", fmt::join(known, ", "));
    return fail(ErrorCode::invalid,
                {fmt::format("Den Zweck „{}“ gibt es nicht.", given),
                 fmt::format("There is no purpose '{}'.", given)},
                "purpose",
                {fmt::format("Wählen Sie einen von: {}.", keys), fmt::format("Choose one of: {}.", keys)});
}

std::shared_ptr<House::Premises> House::premises(std::optional<store::DataDirectory> directory,
                                                 store::DatabaseUrl url, const Key& root, Clock clock,
                                                 RandomBytes random) {
    auto premises = std::make_shared<Premises>(std::move(random), key_for_tokens(root));
    premises->directory = std::move(directory);
    premises->url = std::move(url);
    premises->root = root;
    premises->clock = std::move(clock);
    return premises;
}

Result<House> House::open(const Place& place, Opening opening, Clock clock, RandomBytes random) {
    using Mode = store::DataDirectory::Mode;
    const bool make = opening == Opening::may_be_made;
    // A server that is not there leaves no directory behind.
    std::unique_ptr<store::Connection> connection;
    std::optional<store::DatabaseUrl> url;
    if (place.database) {
        url = TRY(store::parse_database_url(*place.database));
        connection = TRY(store::connect(*url));
    }
    auto directory = TRY(store::DataDirectory::open(place.data, make ? Mode::create : Mode::existing));
    if (!url) url = store::sqlite_file(directory.database_file().string());
    const bool has_key = std::filesystem::exists(root_key_file(directory));
    const bool has_file = place.database || std::filesystem::exists(directory.database_file());
    if (has_key && !has_file) return lost_database(*url);
    // Nobody else writes to the file of a directory that is locked.
    if (!connection) connection = TRY(store::connect(*url, {.writes_alone = true}));
    if (has_key && connection->tables().empty()) return lost_database(*url);
    TRY(opening == Opening::to_verify ? migrate_if_possible(*connection, clock())
                                      : store::migrate(*connection, clock()));
    // Data that is there was sealed under a key that is missing: a new one would only hide that.
    const bool new_key = make && !has_company(*connection);
    const auto policy = new_key ? store::RootKey::may_be_made : store::RootKey::must_exist;
    const auto key_file = root_key_file(directory);
    const Key root = TRY(store::read_root_key(key_file, policy, random));
    House house(premises(std::move(directory), *url, root, std::move(clock), std::move(random)),
                std::move(connection));
    // Verification looks at the keys of every company itself.
    if (opening != Opening::to_verify) TRY(check_root_key(house, key_file));
    return house;
}

Result<House> House::open_for_trying(Clock clock, RandomBytes random) {
    auto connection = TRY(store::connect(store::nameless_sqlite_file(), {.writes_alone = true}));
    TRY(store::migrate(*connection, clock()));
    const Key root = Key::random(random);
    return House(premises(std::nullopt, {}, root, std::move(clock), std::move(random)),
                 std::move(connection));
}

Result<House> House::another(store::Access access) const {
    auto folded = TRY(checkpoints(access));
    auto connection = TRY(store::connect(
        premises_->url, {.access = access, .turn = premises_->turn, .checkpoints = std::move(folded)}));
    return House(premises_, std::move(connection), access);
}

Result<std::shared_ptr<store::Checkpoints>> House::checkpoints(store::Access access) const {
    const bool is_needed = access == store::Access::write && premises_->url.engine == store::Engine::sqlite;
    if (!is_needed) return nullptr;
    const std::lock_guard lock(premises_->mutex);
    if (!premises_->checkpoints)
        premises_->checkpoints = TRY(store::Checkpoints::start(premises_->url, premises_->turn));
    return premises_->checkpoints;
}

Result<House> House::reconnected() const {
    auto house = TRY(another(access_));
    house.gathers_looks_ = gathers_looks_;
    return house;
}

std::optional<std::filesystem::path> House::folder_for_uploads() const {
    if (!premises_->directory) return std::nullopt;
    return premises_->directory->uploads_folder();
}

Result<std::filesystem::path> House::make_folder_for_uploads() const {
    auto folder = folder_for_uploads().value_or(std::filesystem::temp_directory_path());
    std::error_code failed;
    if (premises_->directory) {
        std::filesystem::remove_all(folder, failed);
        if (!failed && ::mkdir(folder.c_str(), 0700) != 0) failed = {errno, std::generic_category()};
    }
    if (!failed) return folder;
    return fail(ErrorCode::unavailable,
                {"Der Ordner für hochgeladene Listen lässt sich nicht anlegen.",
                 "The folder for uploaded lists cannot be made."},
                folder.string(), {"Prüfen Sie Rechte und Platz.", "Check permissions and space."});
}

Result<void> House::look(Look look) {
    if (!gathers_looks_) {
        const Look* const one = &look;
        return write_looks({&one, 1});
    }
    looks_.push_back(std::move(look));
    return {};
}

Result<void> House::write_looks(std::span<const Look* const> looks) {
    while (!looks.empty()) {
        const Session& session = looks.front()->session;
        auto keys = TRY(keyring(session));
        store::Write write(connection(), keys, ids(), session.tenant, session.actor(), now());
        for (; !looks.empty() && same_account(looks.front()->session, session); looks = looks.subspan(1)) {
            const Look& look = *looks.front();
            if (!look.disclosed.empty()) write.note({}, KeyClass::tenant, disclosed_json(look.disclosed));
            write.log({.action = look.action, .record_kind = look.record_kind, .record_id = look.record_id});
        }
        write.commit();
    }
    return {};
}

Result<void> House::check_company(const std::string& name, std::string_view first_purpose) {
    TRY(checked_company_name(name));
    if (std::ranges::find(first_purposes, first_purpose, &FirstPurpose::key) != first_purposes.end())
        return {};
    std::vector<std::string> keys;
    for (const auto& purpose : first_purposes) keys.emplace_back(purpose.key);
    return unknown_purpose(first_purpose, keys);
}

Result<Session> House::console_session() {
    const store::Installation transaction(*connection_, store::Access::read);
    const auto tenants = store::oldest_tenants(*connection_, 2);
    if (tenants.empty()) return no_company();
    if (tenants.size() > 1) {
        return fail(ErrorCode::conflict,
                    {"Hier gibt es mehrere Firmen.", "There are several companies here."}, {},
                    {"Wählen Sie ein Datenverzeichnis mit einer Firma; `kartei verify` sagt, ob hier eine an "
                     "kartei vorbei dazukam.",
                     "Choose a data directory with one company; `kartei verify` tells whether one was put in "
                     "here behind kartei's back."});
    }
    const auto account = store::find_account(*connection_, console_login);
    if (!account) return console_shut_out();
    Session session{.tenant = tenants.front(), .account = *account, .roles = {}};
    session.roles = store::roles_of(*connection_, session.account, session.tenant);
    if (session.roles.empty()) return console_shut_out();
    return session;
}

Result<void> House::require_no_company() {
    const store::Installation transaction(*connection_, store::Access::read);
    if (store::oldest_tenants(*connection_, 1).empty()) return {};
    return fail(ErrorCode::conflict, {"Hier gibt es schon eine Firma.", "There is a company here already."},
                {},
                {"Wählen Sie für eine zweite ein anderes Datenverzeichnis und eine andere Datenbank.",
                 "Choose another data directory and another database for a second one."});
}

Result<Session> House::make_company(const std::string& name) {
    TRY(require_no_company());
    return add_company(name);
}

Result<Session> House::add_company(const std::string& name) {
    const std::string clean = TRY(checked_company_name(name));
    const bool is_first = [&] {
        const store::Installation transaction(*connection_, store::Access::read);
        return !store::find_account(*connection_, console_login);
    }();
    Session session{.tenant = ids().next_tenant(),
                    .account = ids().next<struct domain::AccountTag>(now()),
                    .roles = {domain::Role::manager, domain::Role::administrator}};
    auto keys = store::Keyring::create(session.tenant, random());
    store::Write write(*connection_, keys, ids(), session.tenant, session.actor(), now());
    keys.store(*connection_, premises_->root, now());
    write.insert(domain::Tenant{.tenant_id = session.tenant, .name = clean, .created_at = now()});
    // Each company's log tells of its own accounts, so none is shared.
    write.insert(domain::Account{.account_id = session.account,
                                 .login = is_first
                                              ? std::string(console_login)
                                              : fmt::format("{}.{}", session.tenant.value, console_login),
                                 .display_name = "Operator",
                                 .created_at = now()});
    for (const auto role : session.roles) {
        write.insert(domain::Membership{
            .account_id = session.account, .tenant_id = session.tenant, .role = role, .created_at = now()});
    }
    for (const auto& purpose : first_purposes) {
        write.insert(domain::TenantPurpose{.tenant_id = session.tenant,
                                           .purpose = std::string(purpose.key),
                                           .name_de = std::string(purpose.name_de),
                                           .name_en = std::string(purpose.name_en),
                                           .created_at = now()});
    }
    write.log({.action = "company.make", .record_kind = "tenant"});
    write.commit();
    return session;
}

Result<std::vector<TenantId>> House::tenants_of_root_key() {
    const auto tenants = [&] {
        const store::Installation transaction(*connection_, store::Access::read);
        return store::mentioned_tenants(*connection_);
    }();
    if (tenants.empty()) return no_company();
    std::vector<TenantId> whole;
    std::optional<TenantId> bent;  // a key of its own is missing or altered: a finding, and no wrong file
    std::optional<Error> wrong_file;
    for (const auto tenant : tenants) {
        auto ring = keyring(tenant);
        if (ring) {
            whole.push_back(tenant);
        } else if (!is_of_wrong_root_key(ring.error())) {
            if (!bent) bent = tenant;
        } else {
            wrong_file = std::move(ring).error();
        }
    }
    if (!whole.empty()) return whole;
    if (!bent && premises_->directory)
        return std::unexpected(placed_at(std::move(*wrong_file), root_key_file(*premises_->directory)));
    if (!bent) return std::unexpected(*wrong_file);
    return std::vector{*bent};
}

Result<store::Keyring> House::keyring(const Session& session) {
    if (const auto known = keyrings_.find(session.tenant); known != keyrings_.end()) return known->second;
    auto ring = keyring(session.tenant);
    if (ring) keyrings_.emplace(session.tenant, *ring);
    return ring;
}

Result<store::Keyring> House::keyring(TenantId tenant) {
    const store::Reading reading(*connection_, tenant);
    // Where the root key lies is not said here: the error may go out to a caller of the API.
    return store::Keyring::open(*connection_, premises_->root, tenant, random());
}

Result<std::shared_ptr<const TenantLists>> House::lists(store::Keyring& keyring, TenantId tenant) {
    auto& kept = lists_[tenant];
    const std::uint64_t transaction = connection().transaction_number();
    if (kept.lists != nullptr && kept.seen_in == transaction) return kept.lists;
    const UuidBytes version = store::list_version(connection(), tenant);
    if (kept.lists == nullptr || kept.version != version) {
        auto lists = TRY(read_tenant_lists(connection(), keyring, tenant));
        kept = {.version = version, .lists = std::make_shared<const TenantLists>(std::move(lists))};
    }
    kept.seen_in = transaction;
    return kept.lists;
}

std::optional<store::SessionWithRoles> House::session(domain::LoginSessionId id) {
    const std::uint64_t transaction = connection().transaction_number();
    if (last_session_.id != id || last_session_.seen_in != transaction)
        last_session_ = {id, transaction, store::find_session_with_roles(connection(), id)};
    return last_session_.session;
}

UuidBytes House::token_hash(ByteView token) const {
    const Hash hash = premises_->token_hash.of(token);
    UuidBytes cut{};
    std::copy_n(hash.begin(), cut.size(), cut.begin());
    return cut;
}

}  // namespace kartei::app
