#include "store/person_file.h"

#include "domain/facts_of_person.h"
#include "store/contact_facts.h"
#include "store/person_index.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::store {

namespace {

using namespace domain;

const Sql select_to_lock{
    "SELECT person_id FROM person WHERE tenant_id = :tenant_id AND person_id = :person_id FOR UPDATE"};
const Sql select_suppressions{
    fmt::format("SELECT {} FROM suppression_entry WHERE tenant_id = :tenant_id AND value_hash = :value_hash"
                " ORDER BY suppression_id",
                column_list<SuppressionEntry>())};
const Sql select_company_objections{
    fmt::format("SELECT {} FROM company_objection WHERE tenant_id = :tenant_id AND company_id = :company_id"
                " ORDER BY objection_id",
                column_list<CompanyObjection>())};

const Sql select_anybody{"SELECT person_id FROM person WHERE tenant_id = :tenant_id LIMIT 1",
                         Plan::walks_table, "it ends at the first row"};
const Sql select_names{
    "SELECT title, first_name, last_name, customer_number, kind FROM person"
    " WHERE tenant_id = :tenant_id AND person_id = :person_id"};
const Sql select_page{
    "SELECT sort_key, person_id FROM person WHERE tenant_id = :tenant_id"
    " AND (sort_key, person_id) > (:sort_key, :person_id) ORDER BY sort_key, person_id LIMIT :most"};
const Sql select_first_purpose{
    "SELECT purpose FROM purpose WHERE tenant_id = :tenant_id ORDER BY purpose LIMIT 1 FOR UPDATE",
    Plan::walks_table, "it ends at the first row of a short list"};
const Sql select_place{"SELECT sort_key FROM person WHERE tenant_id = :tenant_id AND person_id = :person_id"};
const Sql select_count{
    "SELECT count(*) FROM (SELECT 1 FROM person WHERE tenant_id = :tenant_id LIMIT :most) AS counted",
    Plan::walks_table, "it ends at the bound"};
const Sql select_open_claims{fmt::format(
    "SELECT {} FROM claim WHERE tenant_id = :tenant_id AND state = :state"
    " AND (person_id, claim_id) > (:person_id, :claim_id) ORDER BY person_id, claim_id LIMIT :most",
    column_list<Claim>())};
const Sql select_points{
    "SELECT kind, value, city FROM contact_point WHERE tenant_id = :tenant_id AND person_id = :person_id"
    " ORDER BY contact_point_id"};
const Sql select_company_names{
    "SELECT c.name FROM employment AS e"
    " JOIN company AS c ON c.tenant_id = e.tenant_id AND c.company_id = e.company_id"
    " WHERE e.tenant_id = :tenant_id AND e.person_id = :person_id ORDER BY e.company_id"};

void load_suppressions(Connection& connection, Keyring& keyring, TenantId tenant, PersonFile& file) {
    file.suppressions.clear();
    for (const auto& point : file.contact_points) {
        auto& statement = connection.prepare(select_suppressions);
        statement.bind("tenant_id", tenant);
        statement.bind("value_hash", keyring.value_hash(match_value(point.kind, point.normal)));
        std::ranges::move(read_all<SuppressionEntry>(connection, keyring, statement),
                          std::back_inserter(file.suppressions));
    }
}

void load_jobs(Connection& connection, Keyring& keyring, TenantId tenant, PersonFile& file) {
    for (auto& employment :
         records_of_person<Employment>(connection, keyring, tenant, file.person.person_id)) {
        auto company = read_by_key(connection, keyring,
                                   Company{.tenant_id = tenant, .company_id = employment.company_id});
        if (!company) throw_corrupt("employment", "company_id");
        file.jobs.push_back({std::move(employment), std::move(*company)});
    }
}

void load_sources(Connection& connection, Keyring& keyring, TenantId tenant, PersonFile& file) {
    std::vector<SourceId> wanted;
    if (!file.person.source_id.is_nil()) wanted.push_back(file.person.source_id);
    for (const auto& job : file.jobs) wanted.push_back(job.employment.source_id);
    domain::for_each_list(file, [&](const auto& list) {
        for (const auto& record : list) {
            if constexpr (requires { record.source_id; }) wanted.push_back(record.source_id);
        }
    });
    std::ranges::sort(wanted);
    wanted.erase(std::ranges::unique(wanted).begin(), wanted.end());
    for (const auto id : wanted) {
        auto source = read_by_key(connection, keyring, Source{.tenant_id = tenant, .source_id = id});
        if (source) file.sources.push_back(std::move(*source));
    }
}

}  // namespace

void load_foreign_prohibitions(Connection& connection, Keyring& keyring, TenantId tenant, PersonFile& file) {
    file.company_objections.clear();
    for (const auto& job : file.jobs) {
        auto& statement = connection.prepare(select_company_objections);
        statement.bind("tenant_id", tenant).bind("company_id", job.company.company_id);
        std::ranges::move(read_all<CompanyObjection>(connection, keyring, statement),
                          std::back_inserter(file.company_objections));
    }
    load_suppressions(connection, keyring, tenant, file);
}

void load_foreign_prohibitions(Connection& connection, Keyring& keyring, TenantId tenant,
                               const Census& census, const PersonIndex& index, PersonFile& file) {
    const auto suppressed = [&](const UuidBytes& hash) { return census.suppressed(hash); };
    const auto objected = [&](const Job& job) { return census.objected(job.company.company_id); };
    if (std::ranges::any_of(index.value_hashes, suppressed) || std::ranges::any_of(file.jobs, objected))
        load_foreign_prohibitions(connection, keyring, tenant, file);
}

std::optional<PersonFile> load_person_file(Connection& connection, Keyring& keyring, TenantId tenant,
                                           PersonId person, Lock lock) {
    if (lock == Lock::update && !lock_person(connection, tenant, person)) return std::nullopt;
    auto found = read_by_key(connection, keyring, Person{.tenant_id = tenant, .person_id = person});
    if (!found) return std::nullopt;
    PersonFile file{.person = std::move(*found)};
    domain::for_each_list(file, [&](auto& list) {
        using Record = typename std::remove_reference_t<decltype(list)>::value_type;
        list = records_of_person<Record>(connection, keyring, tenant, person);
    });
    load_jobs(connection, keyring, tenant, file);
    load_foreign_prohibitions(connection, keyring, tenant, file);
    load_sources(connection, keyring, tenant, file);
    return file;
}

Cited Cited::all_of(const Facts& facts) {
    return {.contact_points = !facts.contact_points.empty(),
            .consents = !facts.consents.empty(),
            .objections = !facts.objections.empty(),
            .interests = !facts.presumed.empty(),
            .claims = true};
}

PersonFile load_cited_records(Connection& connection, Keyring& keyring, TenantId tenant, PersonId person,
                              const Cited& cited) {
    PersonFile file;
    const auto load = [&](auto& list, bool some) {
        using Record = typename std::remove_reference_t<decltype(list)>::value_type;
        if (some) list = records_of_person<Record>(connection, keyring, tenant, person);
    };
    if (!cited.only_point) {
        load(file.contact_points, cited.contact_points);
    } else if (cited.contact_points) {
        auto point = read_by_key(
            connection, keyring,
            ContactPoint{.tenant_id = tenant, .person_id = person, .contact_point_id = *cited.only_point});
        if (point) file.contact_points.push_back(std::move(*point));
    }
    load(file.consents, cited.consents);
    load(file.objections, cited.objections);
    load(file.interests, cited.interests);
    load(file.claims, cited.claims);
    PersonFile points{.contact_points = file.contact_points};
    load_sources(connection, keyring, tenant, points);
    file.sources = std::move(points.sources);
    return file;
}

bool lock_person(Connection& connection, TenantId tenant, PersonId person) {
    return connection.prepare(select_to_lock).bind("tenant_id", tenant).bind("person_id", person).any();
}

void lock_new_persons(Connection& connection, TenantId tenant) {
    connection.prepare(select_first_purpose).bind("tenant_id", tenant).any();
}

bool has_persons(Connection& connection, TenantId tenant) {
    return connection.prepare(select_anybody).bind("tenant_id", tenant).any();
}

std::optional<PersonFile> load_person_line(Connection& connection, TenantId tenant, PersonId person) {
    const auto rows_of = [&](const Sql& sql) -> Statement& {
        return connection.prepare(sql).bind("tenant_id", tenant).bind("person_id", person);
    };
    const auto text_in = [](const Statement& row, int column) {
        return row.is_null(column) ? std::optional<std::string>() : std::string(row.text(column));
    };
    std::optional<PersonFile> file;
    for (auto& row = rows_of(select_names); row.next();) {
        file.emplace().person = {.tenant_id = tenant,
                                 .person_id = person,
                                 .title = text_in(row, 0),
                                 .first_name = text_in(row, 1),
                                 .last_name = text_in(row, 2),
                                 .customer_number = text_in(row, 3)};
        const auto kind = decode_column<RecipientKind>(row, 4);
        if (!kind) throw_corrupt("person", "kind");
        file->person.kind = *kind;
    }
    if (!file) return file;
    for (auto& row = rows_of(select_points); row.next();) {
        const auto kind = decode_column<PointKind>(row, 0);
        if (!kind) throw_corrupt("contact_point", "kind");
        file->contact_points.push_back(
            {.kind = *kind, .value = std::string(row.text(1)), .city = text_in(row, 2)});
    }
    for (auto& row = rows_of(select_company_names); row.next();) {
        file->jobs.emplace_back().company.name = row.text(0);
    }
    return file;
}

std::optional<PlaceInList> place_of(Connection& connection, TenantId tenant, PersonId person) {
    auto& statement = connection.prepare(select_place).bind("tenant_id", tenant).bind("person_id", person);
    std::optional<PlaceInList> place;
    while (statement.next()) {
        const ByteView key = statement.bytes(0);
        place = {.sort_key = Bytes(key.begin(), key.end()), .person = person};
    }
    return place;
}

std::vector<PlaceInList> persons_by_name(Connection& connection, TenantId tenant, const PlaceInList& after,
                                         std::int64_t most) {
    auto& statement = connection.prepare(select_page);
    statement.bind("tenant_id", tenant).bind("sort_key", after.sort_key).bind("person_id", after.person);
    statement.bind("most", most);
    std::vector<PlaceInList> places;
    while (statement.next()) {
        const ByteView key = statement.bytes(0);
        places.push_back({.sort_key = Bytes(key.begin(), key.end()), .person = {statement.uuid(1)}});
    }
    return places;
}

std::int64_t count_persons(Connection& connection, TenantId tenant, std::int64_t most) {
    auto& statement = connection.prepare(select_count).bind("tenant_id", tenant).bind("most", most);
    std::int64_t count = 0;
    while (statement.next()) count = statement.integer(0);
    return count;
}

std::vector<Claim> open_claims(Connection& connection, Keyring& keyring, TenantId tenant,
                               const PlaceOfClaim& after, std::int64_t most) {
    auto& statement = connection.prepare(select_open_claims);
    statement.bind("tenant_id", tenant).bind("state", ClaimState::open);
    statement.bind("person_id", after.person).bind("claim_id", after.claim).bind("most", most);
    return read_all<Claim>(connection, keyring, statement);
}

ValueHashes value_hashes_of(const Keyring& keyring, const PersonFile& file) {
    ValueHashes hashes;
    for (const auto& value : match_values_of(file)) {
        auto& list = is_bare_address(value) ? hashes.addresses : hashes.telling;
        list.push_back(keyring.value_hash(value));
    }
    return hashes;
}

PersonIndex index_of(const PersonFile& file, const ValueHashes& hashes) {
    PersonIndex index{.terms = search_terms_of(file), .value_hashes = hashes.telling};
    std::ranges::copy(hashes.addresses, std::back_inserter(index.value_hashes));
    std::ranges::sort(index.value_hashes);
    index.value_hashes.erase(std::ranges::unique(index.value_hashes).begin(), index.value_hashes.end());
    return index;
}

PersonIndex index_of(const Keyring& keyring, const PersonFile& file) {
    return index_of(file, value_hashes_of(keyring, file));
}

Result<void> insert_person_file(Write& write, PersonFile file) {
    load_foreign_prohibitions(write.connection(), write.keyring(), write.tenant(), file);
    const PersonIndex index = index_of(write.keyring(), file);
    return insert_person_file(write, file, index);
}

Result<void> insert_person_file(Write& write, const PersonFile& file, const PersonIndex& index) {
    const PersonId person = file.person.person_id;
    write.keyring().announce_new_person(person);
    write.insert(file.person);
    for (const auto& job : file.jobs) write.insert(job.employment);
    domain::for_each_list(file, [&](const auto& list) {
        for (const auto& record : list) write.insert(record);
    });
    insert_index(write.connection(), write.tenant(), write.waiting_index(), person, index);
    return insert_contact_facts(write.connection(), write.tenant(), file, write.now());
}

Result<void> add_to_person_file(Write& write, const PersonFile& known, const PersonFile& added,
                                PersonFile now) {
    TRY(write.update(known.person, now.person));
    for (const auto& job : added.jobs) write.insert(job.employment);
    domain::for_each_list(added, [&](const auto& list) {
        for (const auto& record : list) write.insert(record);
    });
    load_foreign_prohibitions(write.connection(), write.keyring(), write.tenant(), now);
    return refresh_derived(write, known, now);
}

Result<void> refresh_derived(Write& write, const PersonFile& before, const PersonFile& now) {
    const PersonId person = now.person.person_id;
    replace_index(write.connection(), write.tenant(), write.waiting_index(), person,
                  index_of(write.keyring(), before), index_of(write.keyring(), now));
    return update_contact_facts(write.connection(), write.tenant(), now, write.now());
}

Result<void> remove_person_file(Write& write, const PersonFile& file) {
    const PersonId person = file.person.person_id;
    remove_index(write.connection(), write.tenant(), write.waiting_index(), person);
    remove_contact_facts(write.connection(), write.tenant(), person);
    Result<void> done;
    // Consents may name a contact point, so contact points go last.
    const auto remove_all = [&](const auto& list) {
        for (const auto& record : list) {
            if (done) done = write.remove(record);
        }
    };
    domain::for_each_list(file, [&](const auto& list) {
        if (static_cast<const void*>(&list) != static_cast<const void*>(&file.contact_points))
            remove_all(list);
    });
    remove_all(file.contact_points);
    for (const auto& job : file.jobs) {
        if (done) done = write.remove(job.employment);
    }
    if (done) done = write.remove(file.person);
    return done;
}

}  // namespace kartei::store
