// The opened installation: data directory, database, root key, source of ids, and who acts in it. Every act
// takes it together with a Session. The clock and the random source are handed in here and nowhere else.
#pragma once

#include "app/tenant_lists.h"
#include "base/id.h"
#include "domain/access_rules.h"
#include "store/connection.h"
#include "store/credential.h"
#include "store/data_directory.h"
#include "store/keyring.h"
#include "store/write.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kartei::app {

using Clock = std::function<Instant()>;

/// The clock of the machine.
Clock system_clock();

/// Called now and then by long acts: how much is done, and which share of the whole that is (0 to 1) where it
/// is known. What it throws ends the act; what is not committed is taken back.
using Progress = std::function<void(std::int64_t done, std::optional<double> share)>;

/// Where an installation lives.
struct Place {
    std::filesystem::path data;           ///< directory with keys, lock and, by default, the database
    std::optional<std::string> database;  ///< postgres://…; nothing means SQLite inside `data`
};

/// Who acts and for which tenant.
struct Session {
    TenantId tenant;
    domain::AccountId account;
    std::vector<domain::Role> roles;

    store::Actor actor() const { return {.account = account}; }
};

/// That somebody was shown personal data: an entry of the log without a change.
struct Look {
    Session session;
    std::string_view action;       ///< `person.find`; a word of the house
    std::string_view record_kind;  ///< table of the record concerned
    UuidBytes record_id{};
    std::vector<domain::PersonId> disclosed = {};  ///< whom a list showed; nobody where record_id says it
};

/// Whether an installation was made at that place; opens nothing.
bool is_installed(const Place& place);

/// The refusal of a purpose that is none of these.
std::unexpected<Error> unknown_purpose(std::string_view purpose, std::span<const std::string> known);

/// `to_verify`: also a database whose schema is not what it must be, for verification names that.
enum class Opening : std::uint8_t { existing, may_be_made, to_verify };

class House {
public:
    /// Locks the data directory, opens the database, its schema brought up to date, and tries the root key.
    static Result<House> open(const Place& place, Opening opening, Clock clock, RandomBytes random);

    /// An empty house for trying things in. It lies nowhere: its key is in memory alone, and its database in
    /// a file that has no name any more, so that nothing is left of it however the process ends.
    static Result<House> open_for_trying(Clock clock, RandomBytes random);

    /// Whether a company may be made of this name, with this purpose for its first list; asked before
    /// anything is made.
    static Result<void> check_company(const std::string& name, std::string_view first_purpose);

    /// The session of the machine's console: account operator@console in the only company there is.
    /// `not_found` where no company exists yet, `conflict` where there are several.
    Result<Session> console_session();

    /// The companies whose keys the root key opens, found by them and not by account and membership, which
    /// anybody who writes to the database can bend; where none of them is whole, the first whose keys were
    /// bent. For verification alone. `not_found` where no company exists yet, `invalid` where the root key is
    /// another one.
    Result<std::vector<TenantId>> tenants_of_root_key();

    /// Makes the company with its keys, its purposes and the console's account as manager and administrator.
    /// `conflict` where there is one already.
    Result<Session> make_company(const std::string& name);
    /// The same beside companies that are there, with an account of its own. The console then knows no
    /// company any more.
    Result<Session> add_company(const std::string& name);

    /// Another way into the same installation, for another thread: a connection of its own that reads only or
    /// also writes.
    Result<House> another(store::Access access) const;
    /// The same way in, over a new connection.
    Result<House> reconnected() const;

    /// Writes the look into the log, at once; or, after `gather_looks`, keeps it for whoever answers: nothing
    /// is shown to anybody before his look is stored.
    Result<void> look(Look look);
    void gather_looks() { gathers_looks_ = true; }
    std::vector<Look> take_looks() { return std::exchange(looks_, {}); }
    /// All of them, one transaction for those of one account that follow each other.
    Result<void> write_looks(std::span<const Look* const> looks);

    /// The company's keys, opened once per way into the house.
    Result<store::Keyring> keyring(const Session& session);
    /// The same, opened anew: as they lie in the database now.
    Result<store::Keyring> keyring(TenantId tenant);

    /// The company's lists as they are in the snapshot that is open (store::Reading), kept until somebody
    /// changes one, in whichever process. Not inside a transaction that changes them.
    Result<std::shared_ptr<const TenantLists>> lists(store::Keyring& keyring, TenantId tenant);

    /// A session with what its account may do, in the transaction that is open: asked for once in each, for
    /// programs send many requests at once under one session.
    std::optional<store::SessionWithRoles> session(domain::LoginSessionId id);

    /// What a browser's token is recognised by: a hash under a key that comes from the root key.
    UuidBytes token_hash(ByteView token) const;

    Instant now() const { return premises_->clock(); }
    store::Connection& connection() { return *connection_; }
    IdSource& ids() { return premises_->ids; }
    const RandomBytes& random() const { return premises_->random; }

    /// Folder for files that are being taken in; nothing where the house lies nowhere.
    std::optional<std::filesystem::path> folder_for_uploads() const;
    /// The same, made or emptied: what a server before has left there is of no use. `unavailable` where the
    /// system does not let us.
    Result<std::filesystem::path> make_folder_for_uploads() const;

private:
    /// What all threads share.
    struct Premises {
        Premises(RandomBytes source, const Key& key)
            : random(std::move(source)),
              ids(random),
              token_hash(key),
              turn(std::make_shared<store::Turn>()) {}

        std::optional<store::DataDirectory> directory;  ///< nothing where it lies nowhere
        store::DatabaseUrl url;
        Key root;
        Clock clock;
        RandomBytes random;
        IdSource ids;
        KeyedHash token_hash;
        std::shared_ptr<store::Turn> turn;
        std::mutex mutex;
        std::shared_ptr<store::Checkpoints> checkpoints = {};  ///< from the second way in that writes on
    };

    House(std::shared_ptr<Premises> premises, std::unique_ptr<store::Connection> connection,
          store::Access access = store::Access::write)
        : premises_(std::move(premises)), connection_(std::move(connection)), access_(access) {}
    static std::shared_ptr<Premises> premises(std::optional<store::DataDirectory> directory,
                                              store::DatabaseUrl url, const Key& root, Clock clock,
                                              RandomBytes random);

    Result<void> require_no_company();
    Result<std::shared_ptr<store::Checkpoints>> checkpoints(store::Access access) const;

    std::shared_ptr<Premises> premises_;
    std::unique_ptr<store::Connection> connection_;
    store::Access access_;
    std::map<TenantId, store::Keyring> keyrings_;  ///< opened once; each act works with a copy
    struct KeptLists {
        UuidBytes version{};
        std::uint64_t seen_in = 0;  ///< the transaction in which the version was last looked at
        std::shared_ptr<const TenantLists> lists = nullptr;
    };
    std::map<TenantId, KeptLists> lists_;
    struct KeptSession {
        domain::LoginSessionId id;
        std::uint64_t seen_in = 0;
        std::optional<store::SessionWithRoles> session = {};
    };
    KeptSession last_session_;
    bool gathers_looks_ = false;
    std::vector<Look> looks_;
};

}  // namespace kartei::app
