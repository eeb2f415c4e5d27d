// What somebody outside knows who has written down every answer: which persons there must be, what they want,
// and how often the log tells of it. It knows nothing of the store and decides by domain::decide over records
// it has made itself.
#pragma once

#include "base/crypto.h"
#include "domain/cell.h"
#include "domain/person_file.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kartei::simulation {

/// A consent or an objection, in the order in which they were acknowledged.
struct Will {
    bool forbids = false;
    domain::AreaScope areas = {};
    domain::ChannelSet channels = {};
};

struct KnownPerson {
    domain::PersonFile file;
    std::vector<Will> wills = {};
    /// The one import that made or changed him, and what he was before it; nothing where it made him.
    std::optional<std::size_t> import = {};
    std::optional<domain::PersonFile> before_import = {};
    bool is_touched_since = false;
};

struct KeptKey {
    Hash request{};
    std::string answer;
    Instant at;
};

/// What lies in the house, as somebody reads it there.
struct Observed {
    std::map<domain::PersonId, domain::PersonFile> persons;
    std::map<std::string, std::int64_t> entries;  ///< by their action
    std::vector<UuidBytes> log;                   ///< all entries, in their order
    std::set<UuidBytes> keys;                     ///< of answers that are kept
};

class Book {
public:
    explicit Book(domain::TenantContext context) : context_(std::move(context)) {}

    std::map<domain::PersonId, KnownPerson> persons;
    std::vector<KnownPerson> newcomers;  ///< came with a list; their ids are still to be learned
    std::map<std::string, std::int64_t> entries;
    std::map<UuidBytes, KeptKey> keys;

    /// One of them, or nothing.
    KnownPerson* find(domain::PersonId person);
    const KnownPerson* find(domain::PersonId person) const;

    /// The verdict there must be.
    domain::Cell cell(const KnownPerson& person, domain::AreaNo area, domain::Channel channel,
                      Instant now) const;
    /// Whether an objection stands that no later consent has lifted: then there is no yes, whatever the rules
    /// are.
    bool is_objected(const KnownPerson& person, domain::AreaNo area, domain::Channel channel) const;

    /// Keeps what was answered under that key; what was kept for a day before is forgotten with it.
    void keep(const UuidBytes& key, KeptKey kept);

    /// The first thing that is not as it is written here; empty where all is.
    std::string difference(const Observed& observed) const;
    /// Takes over the ids that nobody was told. There is no difference.
    void learn(const Observed& observed);

private:
    domain::TenantContext context_;
};

/// Everything that matters about a person, a line per record, sorted; without ids and places of origin.
std::vector<std::string> lines_of(const domain::PersonFile& file);

}  // namespace kartei::simulation
