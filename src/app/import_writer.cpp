#include "app/import_writer.h"

#include "app/merge_person.h"
#include "app/person_act.h"
#include "base/fold.h"
#include "base/text.h"
#include "domain/search_terms.h"
#include "store/person_index.h"

#include <boost/unordered/unordered_flat_set.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace kartei::app {

namespace {

using domain::PersonFile;

/// What a row's areas come to.
struct RowAreas {
    domain::AreaScope scope;
    std::string left_out;  ///< words of those that could not be made
};

/// Words that become no area stay with what the row says, and the row tells of them.
RowAreas areas_of(Lists& lists, store::Write& write, Candidate& candidate) {
    RowAreas areas;
    std::vector<domain::AreaNo> numbers;
    for (const auto& name : candidate.areas) {
        const auto number = lists.area(write, name);
        if (number) {
            numbers.push_back(*number);
            continue;
        }
        areas.left_out += (areas.left_out.empty() ? "" : ", ") + name;
        candidate.remarks.push_back(
            {.line = candidate.line,
             .column = "areas",
             .value = quotable(name, max_bytes_of<domain::Area>("name")),
             .what = number.error().what,
             .way_out =
                 {"Die Worte stehen bei den Erklärungen der Zeile; eine Einwilligung gilt dafür nicht. "
                  "Meint die Spalte etwas anderes, ordnen Sie sie anders zu.",
                  "The words stand with what the row declares; no consent covers them. If the column "
                  "means something else, map it otherwise."},
             .weight = RowRemark::Weight::value_left_out});
    }
    areas.scope = domain::areas_of(std::move(numbers));
    return areas;
}

/// What the list said, with areas that have no other place.
std::string said_with(const std::string& said, const RowAreas& areas, std::size_t max_bytes) {
    if (areas.left_out.empty()) return said;
    return std::string(cut(fmt::format("{}; Bereich: {}", said, areas.left_out), max_bytes));
}

struct ConsentWayWord {
    std::string_view folded;  ///< the beginning of a word
    domain::ConsentWay way;
};

/// In order: "E-Mail-Formular online" is a form on the web, "telefonisch, per Mail bestätigt" was spoken.
constexpr auto consent_way_words = std::to_array<ConsentWayWord>({
    {"web", domain::ConsentWay::web_form},
    {"online", domain::ConsentWay::web_form},
    {"internet", domain::ConsentWay::web_form},
    {"homepage", domain::ConsentWay::web_form},
    {"kontaktformular", domain::ConsentWay::web_form},
    {"doi", domain::ConsentWay::web_form},
    {"double", domain::ConsentWay::web_form},
    {"telefon", domain::ConsentWay::spoken},
    {"anruf", domain::ConsentWay::spoken},
    {"muendlich", domain::ConsentWay::spoken},
    {"gespraech", domain::ConsentWay::spoken},
    {"phone", domain::ConsentWay::spoken},
    {"spoken", domain::ConsentWay::spoken},
    {"verbal", domain::ConsentWay::spoken},
    {"papier", domain::ConsentWay::paper},
    {"schriftlich", domain::ConsentWay::paper},
    {"formular", domain::ConsentWay::paper},
    {"brief", domain::ConsentWay::paper},
    {"postkarte", domain::ConsentWay::paper},
    {"coupon", domain::ConsentWay::paper},
    {"unterschrift", domain::ConsentWay::paper},
    {"paper", domain::ConsentWay::paper},
    {"written", domain::ConsentWay::paper},
    {"email", domain::ConsentWay::email},
    {"mail", domain::ConsentWay::email},
    {"e", domain::ConsentWay::email},
});

domain::ConsentWay consent_way_of(std::string_view text) {
    const std::string folded = fold_strict(text);
    const auto words = split(folded, ' ');
    for (const auto& entry : consent_way_words) {
        const auto begins = [&](std::string_view word) {
            return entry.folded.size() == 1 ? word == entry.folded : word.starts_with(entry.folded);
        };
        if (std::ranges::any_of(words, begins)) return entry.way;
    }
    return domain::ConsentWay::other;
}

template <class Row>
store::Census census_of(store::Write& write, const std::vector<Row>& rows) {
    std::vector<UuidBytes> hashes;
    std::vector<domain::CompanyId> companies;
    for (const auto& row : rows) {
        for (const auto& job : row.file.jobs) companies.push_back(job.company.company_id);
        std::ranges::copy(row.hashes.telling, std::back_inserter(hashes));
        std::ranges::copy(row.hashes.addresses, std::back_inserter(hashes));
    }
    return {write.connection(), write.tenant(), write.waiting_index(), std::move(hashes), companies};
}

}  // namespace

ImportWriter::ImportWriter(House& house, const Session& session, store::Keyring& keyring,
                           domain::ImportRun run, const ImportRequest& request, ImportReport& report)
    : house_(house),
      session_(session),
      keyring_(keyring),
      run_(std::move(run)),
      request_(request),
      report_(report) {}

void ImportWriter::begin() {
    if (write_) return;
    write_.emplace(house_.connection(), keyring_, house_.ids(), session_.tenant, session_.actor(),
                   house_.now());
    if (run_.source_id.is_nil()) {
        // The first portion brings the import itself: its source and its own row.
        run_.source_id = lists_.source(*write_, request_.source).source_id;
        write_->insert(run_);
        log("import.start", "import_run", run_.import_id.bytes);
    }
}

void ImportWriter::log(std::string_view action, std::string_view record_kind, const UuidBytes& record) {
    write_->log({.action = action,
                 .record_kind = record_kind,
                 .record_id = record,
                 .purpose = run_.purpose,
                 .cause = run_.import_id.bytes});
}

Result<void> ImportWriter::write_run(domain::ImportRun after, std::string_view action) {
    TRY(write_->update(run_, after));
    run_ = std::move(after);
    log(action, "import_run", run_.import_id.bytes);
    return {};
}

domain::ImportRun ImportWriter::run_so_far() const {
    domain::ImportRun run = run_;
    run.rows_done = report_.rows;
    run.persons_created = report_.persons_created;
    run.persons_merged = report_.persons_merged;
    run.rows_unchanged = report_.rows_unchanged;
    run.rows_bad = report_.rows_bad;
    run.contact_points = report_.contact_points;
    run.consents = report_.consents;
    run.claims = report_.claims;
    run.refusals = report_.refusals;
    run.objections = report_.objections;
    return run;
}

std::int64_t ImportWriter::least_rows_of_portion() const {
    return house_.connection().writes_alone() ? 5'000 : 1;
}

Result<void> ImportWriter::store(ImportPortion& portion, ImportPortion* next) {
    begin();
    Prepared prepared = prepared_ ? *std::exchange(prepared_, {}) : prepare(portion);
    if (prepared.candidates != portion.candidates.data())
        throw std::logic_error("another portion was announced");
    TRY(store_all(prepared));
    report_.rows += portion.rows;
    report_.rows_bad += portion.rows_bad;
    if (request_.mode == ImportMode::check_only) return {};
    if (report_.rows - run_.rows_done < rows_of_transaction()) return {};
    TRY(write_run(run_so_far(), "import.portion"));
    next_transaction(next);
    return {};
}

ImportWriter::Prepared ImportWriter::prepare(ImportPortion& portion) {
    auto rows = rows_of(portion.candidates);
    place_companies(rows);
    auto census = census_of(*write_, rows);
    return {portion.candidates.data(), std::move(rows), std::move(census)};
}

void ImportWriter::next_transaction(ImportPortion* next) {
    auto& connection = house_.connection();
    if (next != nullptr && connection.writes_alone()) {
        // Whoever the next portion meets is asked for now: nobody waits then until this one is on the disk.
        prepared_ = prepare(*next);
        write_->commit_and_go_on(house_.now());
        return;
    }
    write_->commit();
    write_.reset();
    if (report_.rows < next_statistics_) return;
    // Tables ten times as large may want another plan.
    connection.refresh_statistics();
    while (next_statistics_ <= report_.rows) next_statistics_ *= 10;
}

Result<void> ImportWriter::finish() {
    begin();
    domain::ImportRun after = run_so_far();
    after.state = domain::ImportState::done;
    after.finished_at = house_.now();
    TRY(write_run(std::move(after), "import.finish"));
    if (request_.mode == ImportMode::store) write_->commit();
    write_.reset();
    return {};
}

/// Asks the database for as little as it can: the rows of the portion before may still be on their way there.
std::vector<ImportWriter::Row> ImportWriter::rows_of(std::span<Candidate> portion) {
    std::vector<Row> rows;
    rows.reserve(portion.size());
    for (auto& candidate : portion) {
        PersonFile file = file_of(candidate);
        rows_.add(file.person.person_id, candidate.line);
        auto hashes = store::value_hashes_of(keyring_, file);
        rows.push_back({candidate, std::move(file), std::move(hashes)});
    }
    return rows;
}

/// Companies, areas and sources that the portion brings get an entry of their own.
void ImportWriter::place_companies(std::vector<Row>& rows) {
    std::vector<std::string> keys;
    for (const auto& row : rows) {
        for (const auto& job : row.file.jobs) keys.push_back(job.company.name_key);
    }
    lists_.look_up_companies(*write_, std::move(keys));
    for (auto& row : rows) {
        for (auto& job : row.file.jobs) {
            job.company = lists_.company(*write_, row.candidate.company, row.file.person.source_id).value();
            job.employment.company_id = job.company.company_id;
        }
    }
    if (write_->changed()) log("import.lists", "import_run", run_.import_id.bytes);
}

/// Rows that share no value with anybody come first: nothing need be asked for them. The others follow in
/// their order, and with them whoever shares a value with one of these, or an address or a company: a name
/// that joins an address there may be his.
Result<void> ImportWriter::store_all(Prepared& prepared) {
    std::vector<Row*> later;
    boost::unordered_flat_set<UuidBytes, store::UuidHash> places_of_later;
    for (auto& row : prepared.rows) {
        std::vector<UuidBytes> places = row.hashes.addresses;
        for (const auto& job : row.file.jobs) places.push_back(job.company.company_id.bytes);
        const bool may_be_known =
            std::ranges::any_of(row.hashes.telling,
                                [&](const UuidBytes& hash) { return prepared.census.held(hash); }) ||
            std::ranges::any_of(places,
                                [&](const UuidBytes& place) { return places_of_later.contains(place); });
        prepared.census.add_held(row.hashes.telling);
        if (may_be_known) {
            later.push_back(&row);
            places_of_later.insert(places.begin(), places.end());
            continue;
        }
        TRY(create(row, prepared.census));
        take_remarks(row.candidate);
    }
    for (Row* row : later) TRY(store_one(*row, prepared.census));
    return {};
}

Result<void> ImportWriter::store_one(Row& row, const store::Census& census) {
    if (const auto known = find_known(row)) {
        TRY(merge(*known, row));
    } else {
        TRY(create(row, census));
    }
    take_remarks(row.candidate);
    return {};
}

PersonFile ImportWriter::file_of(Candidate& candidate) {
    store::Write& write = *write_;
    PersonFile file{.person = candidate.person};
    const domain::Source source =
        lists_.source(write, candidate.source.empty() ? request_.source : candidate.source);
    file.sources.push_back(source);
    domain::Person& person = file.person;
    person.tenant_id = write.tenant();
    person.person_id = write.next_id<domain::PersonId>();
    person.source_id = source.source_id;
    person.created_at = write.now();
    for (domain::ContactPoint point : candidate.contact_points) {
        point.tenant_id = write.tenant();
        point.person_id = person.person_id;
        point.contact_point_id = write.next_id<domain::ContactPointId>();
        point.source_id = source.source_id;
        point.created_at = write.now();
        file.contact_points.push_back(std::move(point));
    }
    add_company(candidate, file);
    add_wills(candidate, file);
    add_prohibitions(candidate, file);
    for (const auto& text : candidate.notes) {
        file.notes.push_back({.tenant_id = write.tenant(),
                              .person_id = person.person_id,
                              .note_id = write.next_id<domain::NoteId>(),
                              .text = text,
                              .source_id = source.source_id,
                              .created_at = write.now()});
    }
    return file;
}

/// By its key alone, which is all that the values of the row take of it.
void ImportWriter::add_company(const Candidate& candidate, PersonFile& file) {
    std::string key = company_key(candidate.company);
    if (key.empty()) return;
    const auto filled = [](const std::string& text) {
        return text.empty() ? std::optional<std::string>() : std::optional<std::string>(text);
    };
    file.jobs.push_back({{.tenant_id = write_->tenant(),
                          .person_id = file.person.person_id,
                          .position = filled(candidate.position),
                          .department = filled(candidate.department),
                          .source_id = file.person.source_id},
                         {.name_key = std::move(key)}});
}

void ImportWriter::add_wills(Candidate& candidate, PersonFile& file) {
    store::Write& write = *write_;
    const RowAreas areas = areas_of(lists_, write, candidate);
    for (const auto& will : candidate.wills) {
        if (will.kind == WillKind::claim) {
            domain::Claim claim{.tenant_id = write.tenant(),
                                .person_id = file.person.person_id,
                                .claim_id = write.next_id<domain::ClaimId>(),
                                .areas = areas.scope,
                                .channels = will.channels,
                                .said = said_with(will.said, areas, max_bytes_of<domain::Claim>("said")),
                                .source_id = file.person.source_id,
                                .created_at = write.now()};
            if (will.on) claim.claimed_on = berlin_date(*will.on);
            if (!will.way.empty()) claim.way = will.way;
            file.claims.push_back(std::move(claim));
            continue;
        }
        const bool refused = will.kind == WillKind::refusal;
        domain::Consent consent{.tenant_id = write.tenant(),
                                .person_id = file.person.person_id,
                                .consent_id = write.next_id<domain::ConsentId>(),
                                .areas = areas.scope,
                                .channels = will.channels,
                                .given_at = will.on};
        consent.state = refused ? domain::ConsentState::refused : domain::ConsentState::given;
        // A refusal without area means all of them, and so does one to an area that could not be made:
        // prohibitions are read wide.
        if (refused && (areas.scope.areas.empty() || !areas.left_out.empty()))
            consent.areas = domain::every_area();
        if (refused && !will.on) consent.given_at = write.now();
        consent.way = consent_way_of(will.way);
        consent.evidence_note = said_with(will.said, areas, max_bytes_of<domain::Consent>("evidence_note"));
        consent.taken_by = session_.account;
        consent.source_id = file.person.source_id;
        consent.created_at = write.now();
        file.consents.push_back(std::move(consent));
    }
}

void ImportWriter::add_prohibitions(const Candidate& candidate, PersonFile& file) {
    for (const auto& prohibition : candidate.prohibitions) {
        file.objections.push_back({.tenant_id = write_->tenant(),
                                   .person_id = file.person.person_id,
                                   .objection_id = write_->next_id<domain::ObjectionId>(),
                                   .areas = domain::every_area(),
                                   .channels = prohibition.channels,
                                   .objected_at = prohibition.on.value_or(write_->now()),
                                   .way = "list",
                                   .note = prohibition.said,
                                   .source_id = file.person.source_id,
                                   .created_at = write_->now()});
    }
}

std::optional<ImportWriter::Known> ImportWriter::find_known(Row& row) {
    const domain::Person& person = row.file.person;
    auto& connection = house_.connection();
    const auto persons = store::persons_with_values(
        connection, session_.tenant, write_->waiting_index(), row.hashes.telling,
        domain::name_term(person.first_name.value_or(""), person.last_name.value_or("")));
    std::optional<RowRemark> apart;
    for (const auto id : persons) {
        auto known = store::load_person_file(connection, keyring_, session_.tenant, id, store::Lock::update);
        if (!known) continue;
        auto likeness = compare(*known, row.file);
        if (likeness.same()) return Known{std::move(*known), std::move(likeness)};
        if (apart) continue;  // one of them explains the row
        apart = apart_remark(row.candidate.line, likeness);
        apart->known = known_as(*known, rows_);
    }
    if (apart) row.candidate.remarks.push_back(std::move(*apart));
    return std::nullopt;
}

Result<void> ImportWriter::create(Row& row, const store::Census& census) {
    const auto index = store::index_of(row.file, row.hashes);
    store::load_foreign_prohibitions(house_.connection(), keyring_, session_.tenant, census, index, row.file);
    TRY(store::insert_person_file(*write_, row.file, index));
    log("person.import", "person", row.file.person.person_id.bytes);
    ++report_.persons_created;
    count(report_, row.file);
    return {};
}

Result<void> ImportWriter::merge(const Known& met, Row& row) {
    const PersonFile& known = met.file;
    PersonFile added = additions(known, row.file, request_.duplicates, row.candidate);
    for (auto& job : added.jobs) job.employment.version = TRY(first_version_of_job(*write_, job.employment));
    auto remark = same_remark(row.candidate.line, known, met.likeness, added, request_.duplicates);
    remark.known = known_as(known, rows_);
    row.candidate.remarks.push_back(std::move(remark));
    PersonFile now = known;
    now.person = added.person;
    const bool more = append(now, added);
    if (!more && added.person == known.person) {
        ++report_.rows_unchanged;
        return {};
    }
    TRY(store::add_to_person_file(*write_, known, added, now));
    log("person.merge", "person", known.person.person_id.bytes);
    ++report_.persons_merged;
    count(report_, added);
    return {};
}

void ImportWriter::take_remarks(Candidate& candidate) {
    for (auto& remark : candidate.remarks) report_.remarks.add(std::move(remark));
}

}  // namespace kartei::app
