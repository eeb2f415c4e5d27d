#include "app/edit_person.h"

#include "app/company_lists.h"
#include "app/find.h"
#include "app/person_act.h"
#include "app/same_person.h"
#include "base/fold.h"
#include "base/text.h"
#include "domain/person_name.h"
#include "domain/search_terms.h"
#include "domain/written_point.h"
#include "store/lists.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::app {

namespace {

using domain::ContactPoint;
using domain::Person;
using domain::PersonFile;

/// A short text without line breaks; nothing where it is empty.
Result<std::optional<std::string>> short_text(std::string_view field, std::string_view text,
                                              std::size_t max_bytes) {
    std::string clean = collapse_blanks(text);
    TRY(check_text(field, clean, max_bytes));
    std::optional<std::string> out;
    if (!clean.empty()) out = std::move(clean);
    return out;
}

Result<domain::Country> country_of(std::string_view field, std::string_view text) {
    const auto country = domain::find_country(text);
    if (country) return *country;
    return refuse_member(
        field,
        {fmt::format("Das Land „{}“ ist unbekannt.", quotable(text, 40)),
         fmt::format("The country '{}' is unknown.", quotable(text, 40))},
        {"Schreiben Sie den Namen oder das Kürzel, zum Beispiel AT.", "Write its name or code, such as AT."});
}

Result<void> check_is_somebody(const PersonFile& file) {
    if (file.person.first_name || file.person.last_name || !file.jobs.empty() || !file.contact_points.empty())
        return {};
    return refuse_member("last_name",
                         {"Es fehlt, wer das ist: ein Name, eine Firma oder eine Nummer.",
                          "It is missing who that is: a name, a company or a number."},
                         {"Geben Sie eines davon an.", "Give one of them."});
}

/// As imports make it: by family and given name, else by the company.
Bytes sort_key_of(const PersonFile& file) {
    const auto& person = file.person;
    const bool named = person.first_name || person.last_name;
    const std::string company = file.jobs.empty() ? std::string() : file.jobs.front().company.name;
    const std::string key = sort_key(named ? domain::list_name({.given = person.first_name.value_or(""),
                                                                .family = person.last_name.value_or("")})
                                           : company);
    return {key.begin(), key.end()};
}

/// Somebody without a name stands in the list by his company, which came or went.
Result<void> renew_sort_key(PersonAct& act) {
    const Person old = act.file.person;
    act.file.person.sort_key = sort_key_of(act.file);
    return act.write.update(old, act.file.person);
}

/// What is removed must leave somebody behind.
Result<void> check_stays_somebody(const PersonFile& file) {
    if (check_is_somebody(file)) return {};
    return fail(ErrorCode::conflict,
                {"Dann bliebe nichts, woran man die Person erkennt.",
                 "Then nothing would be left by which the person is known."},
                {}, {"Geben Sie erst einen Namen ein.", "Type a name first."});
}

std::unexpected<Error> too_many(std::string_view field, std::size_t most) {
    return fail(ErrorCode::limit,
                {fmt::format("Mehr als {} davon hat niemand.", most),
                 fmt::format("Nobody has more than {} of them.", most)},
                std::string(field),
                {"Entfernen Sie, was nicht mehr stimmt.", "Remove what is no longer right."});
}

/// Takes the particulars over.
Result<void> set_members(Person& person, const PersonMembers& members, Instant now) {
    person.kind = members.kind;
    person.salutation = TRY(short_text("salutation", members.salutation, max_bytes_of<Person>("salutation")));
    person.title = TRY(short_text("title", members.title, max_bytes_of<Person>("title")));
    person.first_name = TRY(short_text("first_name", members.first_name, max_bytes_of<Person>("first_name")));
    person.last_name = TRY(short_text("last_name", members.last_name, max_bytes_of<Person>("last_name")));
    person.customer_number =
        TRY(short_text("customer_number", members.customer_number, max_bytes_of<Person>("customer_number")));
    const auto country = TRY(country_of("country", members.country));
    person.country = country.text();
    if (members.birth_date && *members.birth_date > berlin_date(now)) {
        return refuse_member("birth_date", {"Der Tag liegt in der Zukunft.", "The day lies in the future."},
                             {"Prüfen Sie das Jahr.", "Check the year."});
    }
    person.birth_date = members.birth_date;
    person.deceased = members.deceased;
    return {};
}

/// The source becomes one of the file's: contact facts tell of each number where it comes from.
Result<domain::Source> source_of(store::Write& write, Lists& lists, PersonFile& file, const Origin& origin) {
    TRY(check_source(origin.source));
    if (origin.collected_on && *origin.collected_on > berlin_date(write.now())) {
        return refuse_member("collected_on", {"Der Tag liegt in der Zukunft.", "The day lies in the future."},
                             {"Nennen Sie den Tag, an dem die Angaben erhoben wurden.",
                              "Name the day on which the data were collected."});
    }
    auto source = lists.source(write, origin.source);
    if (std::ranges::find(file.sources, source.source_id, &domain::Source::source_id) == file.sources.end())
        file.sources.push_back(source);
    return source;
}

Result<domain::PurposeKeys> known_purposes(store::Write& write, const std::vector<std::string>& wanted) {
    std::vector<std::string> known;
    for (auto& purpose : store::read_purposes(write.connection(), write.keyring(), write.tenant()))
        known.push_back(std::move(purpose.purpose));
    for (const auto& purpose : wanted) {
        if (std::ranges::find(known, purpose) == known.end()) return unknown_purpose(purpose, known);
    }
    return domain::PurposeKeys::of(wanted);
}

/// An address has parts and everything else a value; what stands in the other place would be lost.
Result<void> check_parts(const NewContactPoint& given) {
    const Message what{"Das gehört nicht zu dieser Art von Kontaktweg.",
                       "This does not belong to a contact point of this kind."};
    const Message next{
        "Eine Anschrift (post) besteht aus street, postal_code, city und country, alles andere "
        "aus value.",
        "An address (post) has street, postal_code, city and country, anything else a value."};
    if (given.kind == domain::PointKind::post) {
        if (!given.value.empty()) return refuse_member("value", what, next);
        return {};
    }
    using Part = std::pair<std::string_view, const std::string&>;
    for (const auto& [field, text] : {Part("street", given.street), Part("postal_code", given.postal_code),
                                      Part("city", given.city), Part("country", given.country)}) {
        if (!text.empty()) return refuse_member(field, what, next);
    }
    return {};
}

Result<domain::WrittenPoint> written_point(const Person& person, const NewContactPoint& given) {
    const auto home = domain::Country::of(person.country).value_or(domain::Country{});
    if (given.kind == domain::PointKind::email) return domain::written_email(given.value);
    if (given.kind == domain::PointKind::messenger) return domain::written_messenger(given.value);
    if (given.kind != domain::PointKind::post) return domain::written_number(given.kind, given.value, home);
    domain::PostalAddress address{.country = home};
    if (!given.country.empty()) address.country = TRY(country_of("country", given.country));
    const auto part = [](std::string_view field, std::string_view text,
                         std::size_t max_bytes) -> Result<std::string> {
        auto clean = TRY(short_text(field, text, max_bytes));
        return std::move(clean).value_or("");
    };
    address.street = TRY(part("street", given.street, max_bytes_of<ContactPoint>("street")));
    address.postal_code =
        TRY(part("postal_code", given.postal_code, max_bytes_of<ContactPoint>("postal_code")));
    address.city = TRY(part("city", given.city, max_bytes_of<ContactPoint>("city")));
    return domain::written_address(std::move(address));
}

/// Only what can be used is taken: whoever types it is there to mend it.
Result<ContactPoint> point_of(store::Write& write, const Person& person, const NewContactPoint& given,
                              domain::SourceId source, std::optional<Date> collected_on) {
    if (given.kind == domain::PointKind::unstated) {
        return refuse_member("kind", {"Es fehlt, was das ist.", "It is missing what that is."},
                             {"Nennen Sie die Art, zum Beispiel phone.", "Name the kind, such as phone."});
    }
    TRY(check_parts(given));
    TRY(check_text("value", given.value, max_bytes_of<ContactPoint>("value")));
    auto written = TRY(written_point(person, given));
    if (written.flaw) {
        Error flaw = *std::move(written.flaw);
        if (flaw.next.de.empty())
            flaw.next = {"Prüfen Sie, wie es geschrieben ist.", "Check how it is written."};
        return std::unexpected(std::move(flaw));
    }
    if (written.point.normal.empty()) {
        return refuse_member(
            given.kind == domain::PointKind::post ? "street" : "value",
            {"Die Angabe ist nicht vollständig.", "This is not complete."},
            {"Eine Anschrift braucht Straße und Ort, alles andere seine Nummer oder Adresse.",
             "An address needs street and town, anything else its number or address."});
    }
    ContactPoint point = std::move(written.point);
    point.tenant_id = write.tenant();
    point.person_id = person.person_id;
    point.contact_point_id = write.next_id<domain::ContactPointId>();
    point.owner = given.owner;
    point.capacity = given.capacity;
    point.purposes = domain::PurposeKeys::of({person.purpose});
    if (!given.purposes.empty()) point.purposes = TRY(known_purposes(write, given.purposes));
    point.source_id = source;
    point.collected_on = collected_on;
    point.created_at = write.now();
    return point;
}

bool has_point(const PersonFile& file, const ContactPoint& point) {
    const auto value = domain::match_value(point.kind, point.normal);
    return std::ranges::any_of(file.contact_points, [&](const ContactPoint& other) {
        return domain::match_value(other.kind, other.normal) == value;
    });
}

std::unexpected<Error> has_it_already(std::string_view field) {
    return fail(ErrorCode::conflict, {"Das steht schon bei der Person.", "The person has this already."},
                std::string(field),
                {"Ändern Sie den Eintrag, der da ist.", "Change the entry that is there."});
}

Result<domain::Job> job_of(store::Write& write, Lists& lists, const Person& person, const NewJob& given,
                           const domain::Source& source) {
    const auto name = TRY(short_text("company", given.company, max_bytes_of<domain::Company>("name")));
    auto company = name ? lists.company(write, *name, source.source_id) : std::nullopt;
    if (!company) {
        return refuse_member("company", {"Der Name der Firma fehlt.", "The name of the company is missing."},
                             {"Geben Sie ihn ein.", "Type it."});
    }
    using domain::Employment;
    domain::Job job{.employment = {.tenant_id = write.tenant(),
                                   .person_id = person.person_id,
                                   .company_id = company->company_id,
                                   .source_id = source.source_id},
                    .company = std::move(*company)};
    job.employment.position =
        TRY(short_text("position", given.position, max_bytes_of<Employment>("position")));
    job.employment.department =
        TRY(short_text("department", given.department, max_bytes_of<Employment>("department")));
    return job;
}

/// A customer number is one person's.
Result<void> check_number_is_free(store::Write& write, const PersonFile& file) {
    if (!file.person.customer_number) return {};
    PersonFile bearer{.person = {.customer_number = file.person.customer_number}};
    const auto hashes = store::value_hashes_of(write.keyring(), bearer).telling;
    for (const auto id :
         store::persons_with_values(write.connection(), write.tenant(), write.waiting_index(), hashes)) {
        if (id == file.person.person_id) continue;
        return fail(ErrorCode::conflict,
                    {"Die Kundennummer gehört schon jemandem.", "Somebody has this customer number already."},
                    "customer_number",
                    {"Suchen Sie nach ihr, oder lassen Sie sie weg.", "Search for it, or leave it out."});
    }
    return {};
}

Result<void> check_is_new(store::Write& write, const PersonFile& file) {
    const auto hashes = store::value_hashes_of(write.keyring(), file).telling;
    const auto& person = file.person;
    const auto persons = store::persons_with_values(
        write.connection(), write.tenant(), write.waiting_index(), hashes,
        domain::name_term(person.first_name.value_or(""), person.last_name.value_or("")));
    for (const auto id : persons) {
        const auto known = store::load_person_file(write.connection(), write.keyring(), write.tenant(), id,
                                                   store::Lock::none);
        if (!known || !compare(*known, file).same()) continue;
        return fail(ErrorCode::conflict,
                    {"Diese Person ist schon erfasst: Name und eine Nummer oder Adresse stimmen überein.",
                     "This person is on file already: name and a number or address agree."},
                    "even_if_known",
                    {"Suchen Sie nach ihr; wer wirklich ein anderer ist, wird trotzdem angelegt.",
                     "Search for him; who really is another one is recorded all the same."});
    }
    return {};
}

ContactPoint* find_point(PersonFile& file, domain::ContactPointId id) {
    const auto found = std::ranges::find(file.contact_points, id, &ContactPoint::contact_point_id);
    return found == file.contact_points.end() ? nullptr : &*found;
}

std::unexpected<Error> no_such_point() {
    return fail(ErrorCode::not_found, {"Diesen Kontaktweg gibt es nicht.", "There is no such contact point."},
                "contact_point_id", {"Laden Sie die Person neu.", "Load the person again."});
}

}  // namespace

Result<Person> create_person(House& house, const Session& session, const NewPerson& typed) {
    TRY(domain::require(session.roles, domain::Right::create_person));
    if (typed.contact_points.size() > max_new_points) {
        return fail(ErrorCode::limit,
                    {fmt::format("Mehr als {} Kontaktwege auf einmal.", max_new_points),
                     fmt::format("More than {} contact points at once.", max_new_points)},
                    "contact_points",
                    {"Legen Sie die Person mit weniger an; weitere kommen danach.",
                     "Record the person with fewer; more may follow."});
    }
    auto keyring = TRY(house.keyring(session));
    store::Write write(house.connection(), keyring, house.ids(), session.tenant, session.actor(),
                       house.now());
    Lists lists;
    PersonFile file;
    Person& person = file.person;
    TRY(set_members(person, typed.members, write.now()));
    TRY(known_purposes(write, {typed.purpose}));
    const auto source = TRY(source_of(write, lists, file, typed.origin));
    person.tenant_id = write.tenant();
    person.person_id = write.next_id<domain::PersonId>();
    person.purpose = typed.purpose;
    person.source_id = source.source_id;
    person.collected_on = typed.origin.collected_on;
    person.created_at = write.now();
    if (typed.job) {
        auto job = TRY(job_of(write, lists, person, *typed.job, source));
        file.jobs.push_back(std::move(job));
    }
    for (std::size_t i = 0; i < typed.contact_points.size(); ++i) {
        auto point = point_of(write, person, typed.contact_points[i], source.source_id, person.collected_on);
        if (!point) {
            point.error().where = fmt::format("contact_points[{}].{}", i, point.error().where);
            return std::unexpected(std::move(point).error());
        }
        if (!has_point(file, *point)) file.contact_points.push_back(*std::move(point));
    }
    TRY(check_is_somebody(file));
    store::lock_new_persons(write.connection(), write.tenant());
    TRY(check_number_is_free(write, file));
    if (!typed.even_if_known) TRY(check_is_new(write, file));
    person.sort_key = sort_key_of(file);
    TRY(store::insert_person_file(write, file));
    write.log({.action = "person.create",
               .record_kind = "person",
               .record_id = person.person_id.bytes,
               .purpose = person.purpose});
    write.commit();
    return person;
}

Result<Person> change_person(House& house, const Session& session, domain::PersonId person,
                             std::int64_t version, const PersonMembers& members) {
    TRY(domain::require(session.roles, domain::Right::edit_person));
    const auto act = TRY(PersonAct::open(house, session, person));
    const PersonFile before = act->file;
    if (before.person.version != version) return outdated();
    TRY(set_members(act->file.person, members, act->write.now()));
    TRY(check_is_somebody(act->file));
    if (act->file.person.customer_number != before.person.customer_number) {
        store::lock_new_persons(act->write.connection(), act->write.tenant());
        TRY(check_number_is_free(act->write, act->file));
    }
    act->file.person.sort_key = sort_key_of(act->file);
    if (act->file.person == before.person) return before.person;
    TRY(act->write.update(before.person, act->file.person));
    TRY(act->refresh_and_commit(before, "person.change"));
    return act->file.person;
}

Result<ContactPoint> add_contact_point(House& house, const Session& session, domain::PersonId person,
                                       const NewContactPoint& typed, const Origin& origin) {
    TRY(domain::require(session.roles, domain::Right::edit_person));
    const auto act = TRY(PersonAct::open(house, session, person));
    const auto source = TRY(source_of(act->write, act->lists, act->file, origin));
    auto point = TRY(point_of(act->write, act->file.person, typed, source.source_id, origin.collected_on));
    if (has_point(act->file, point)) return has_it_already("value");
    if (act->file.contact_points.size() >= max_points) return too_many("value", max_points);
    TRY(act->add_and_commit(&PersonFile::contact_points, point, "contact_point.add"));
    return point;
}

Result<ContactPoint> change_contact_point(House& house, const Session& session, domain::PersonId person,
                                          domain::ContactPointId id, std::int64_t version,
                                          const PointState& state) {
    TRY(domain::require(session.roles, domain::Right::edit_person));
    const auto act = TRY(PersonAct::open(house, session, person));
    const PersonFile before = act->file;
    ContactPoint* point = find_point(act->file, id);
    if (point == nullptr) return no_such_point();
    if (point->version != version) return outdated();
    if (state.status == domain::PointStatus::valid && point->normal.empty()) {
        return refuse_member(
            "status", {"So, wie es dasteht, lässt sich das nicht nutzen.", "As it stands it cannot be used."},
            {"Legen Sie es richtig geschrieben neu an.", "Add it anew, written rightly."});
    }
    ContactPoint old = *point;
    point->status = state.status;
    point->owner = state.owner;
    point->capacity = state.capacity;
    TRY(act->write.update(old, *point));
    if (point->version == old.version) return old;
    ContactPoint changed = *point;
    TRY(act->refresh_and_commit(before, "contact_point.change"));
    return changed;
}

Result<void> remove_contact_point(House& house, const Session& session, domain::PersonId person,
                                  domain::ContactPointId id, std::int64_t version) {
    TRY(domain::require(session.roles, domain::Right::edit_person));
    const auto act = TRY(PersonAct::open(house, session, person));
    const PersonFile before = act->file;
    const ContactPoint* point = find_point(act->file, id);
    if (point == nullptr) return no_such_point();
    if (point->version != version) return outdated();
    if (std::ranges::any_of(before.consents,
                            [&](const domain::Consent& consent) { return consent.contact_point_id == id; })) {
        return fail(
            ErrorCode::conflict,
            {"Eine Einwilligung nennt diesen Kontaktweg.", "A consent names this contact point."}, {},
            {"Setzen Sie ihn auf ungültig; der Nachweis bleibt.", "Set it to invalid; the evidence stays."});
    }
    const auto hash = act->keyring.value_hash(domain::match_value(point->kind, point->normal));
    if (std::ranges::any_of(before.suppressions, [&](const domain::SuppressionEntry& entry) {
            return entry.value_hash.bytes == hash;
        })) {
        return fail(
            ErrorCode::conflict,
            {"Diese Nummer oder Adresse steht auf der Sperrliste, und die Person mit ihr.",
             "This number or address is on the suppression list, and the person with it."},
            {},
            {"Setzen Sie sie auf ungültig; die Sperre bleibt.", "Set it to invalid; the prohibition stays."});
    }
    TRY(act->write.remove(*point));
    std::erase_if(act->file.contact_points,
                  [&](const ContactPoint& other) { return other.contact_point_id == id; });
    TRY(check_stays_somebody(act->file));
    return act->refresh_and_commit(before, "contact_point.remove");
}

Result<domain::Job> add_job(House& house, const Session& session, domain::PersonId person,
                            const NewJob& typed, const std::string& source_name) {
    TRY(domain::require(session.roles, domain::Right::edit_person));
    const auto act = TRY(PersonAct::open(house, session, person));
    const auto source = TRY(source_of(act->write, act->lists, act->file, {.source = source_name}));
    auto job = TRY(job_of(act->write, act->lists, act->file.person, typed, source));
    const bool is_there = std::ranges::any_of(act->file.jobs, [&](const domain::Job& other) {
        return other.company.company_id == job.company.company_id;
    });
    if (is_there) return has_it_already("company");
    if (act->file.jobs.size() >= max_jobs) return too_many("company", max_jobs);
    job.employment.version = TRY(first_version_of_job(act->write, job.employment));
    const PersonFile before = act->file;
    act->file.jobs.push_back(job);
    act->write.insert(job.employment);
    TRY(renew_sort_key(*act));
    TRY(act->refresh_and_commit(before, "employment.add"));
    return job;
}

Result<void> remove_job(House& house, const Session& session, domain::PersonId person,
                        domain::CompanyId company, std::int64_t version) {
    TRY(domain::require(session.roles, domain::Right::edit_person));
    const auto act = TRY(PersonAct::open(house, session, person));
    const PersonFile before = act->file;
    const auto job = std::ranges::find_if(
        before.jobs, [&](const domain::Job& other) { return other.company.company_id == company; });
    if (job == before.jobs.end()) {
        return fail(ErrorCode::not_found,
                    {"Dort arbeitet die Person nicht.", "The person does not work there."}, "company_id",
                    {"Laden Sie die Person neu.", "Load the person again."});
    }
    if (job->employment.version != version) return outdated();
    TRY(act->write.remove(job->employment));
    std::erase_if(act->file.jobs,
                  [&](const domain::Job& other) { return other.company.company_id == company; });
    TRY(check_stays_somebody(act->file));
    TRY(renew_sort_key(*act));
    return act->refresh_and_commit(before, "employment.remove");
}

}  // namespace kartei::app
