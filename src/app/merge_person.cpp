#include "app/merge_person.h"

#include "base/fold.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace kartei::app {

namespace {

using namespace domain;

/// Fills an empty member; says where both say something else.
template <class T>
void fill(std::optional<T>& known, const std::optional<T>& row, std::string_view column,
          Candidate& candidate) {
    if (!row || known == row) return;
    if (!known) {
        known = row;
        return;
    }
    if constexpr (std::is_same_v<T, std::string>) {
        if (fold_strict(*known) == fold_strict(*row)) return;
    }
    candidate.remarks.push_back(
        {.line = candidate.line,
         .column = std::string(column),
         .what = {"Weicht von dem ab, was schon gespeichert ist; der vorhandene Wert bleibt.",
                  "Differs from what is stored already; the present value stays."},
         .way_out = {"Prüfen Sie, welcher stimmt.", "Check which one is right."},
         .weight = RowRemark::Weight::note});
}

bool same(const ContactPoint& left, const ContactPoint& right) {
    if (left.normal.empty() || right.normal.empty())
        return left.kind == right.kind && left.value == right.value;
    return match_value(left.kind, left.normal) == match_value(right.kind, right.normal);
}

bool same(const domain::Job& left, const domain::Job& right) {
    return left.company.company_id == right.company.company_id;
}

bool same(const Note& left, const Note& right) {
    return left.text == right.text;
}

bool same(const Claim& left, const Claim& right) {
    return left.areas == right.areas && left.channels == right.channels && left.said == right.said &&
           left.claimed_on == right.claimed_on;
}

bool same(const Consent& left, const Consent& right) {
    if (left.state != right.state || left.areas != right.areas || left.channels != right.channels)
        return false;
    // An undated refusal got the time of its import; said again it is the same one.
    return left.state == ConsentState::refused || left.given_at == right.given_at;
}

bool same(const Objection& left, const Objection& right) {
    return left.state == right.state && left.areas == right.areas && left.channels == right.channels &&
           left.note == right.note;
}

template <class T>
std::vector<T> missing(const std::vector<T>& known, const std::vector<T>& row, PersonId owner) {
    std::vector<T> list;
    for (T record : row) {
        const auto is_same = [&](const T& other) { return same(other, record); };
        if (std::ranges::any_of(known, is_same) || std::ranges::any_of(list, is_same)) continue;
        if constexpr (std::is_same_v<T, domain::Job>) {
            record.employment.person_id = owner;
        } else {
            record.person_id = owner;
        }
        list.push_back(std::move(record));
    }
    return list;
}

void fill_person(Person& known, const Person& row, Candidate& candidate) {
    fill(known.salutation, row.salutation, "salutation", candidate);
    fill(known.title, row.title, "title", candidate);
    fill(known.first_name, row.first_name, "first_name", candidate);
    fill(known.last_name, row.last_name, "last_name", candidate);
    fill(known.customer_number, row.customer_number, "customer_number", candidate);
    fill(known.birth_date, row.birth_date, "birth_date", candidate);
    if (!known.first_name && !known.last_name) return;
    if (known.sort_key != row.sort_key && row.first_name == known.first_name &&
        row.last_name == known.last_name) {
        known.sort_key = row.sort_key;
    }
}

/// A number left as a consumer does not become a business number because he is known from a company.
void keep_private(const Person& known, const Person& row, std::vector<ContactPoint>& points) {
    if (row.kind != RecipientKind::consumer || known.kind == RecipientKind::consumer) return;
    for (auto& point : points) {
        if (point.capacity == Capacity::unstated) point.capacity = Capacity::personal;
    }
}

template <class T>
bool append_list(std::vector<T>& list, const std::vector<T>& added) {
    list.insert(list.end(), added.begin(), added.end());
    return !added.empty();
}

}  // namespace

PersonFile additions(const PersonFile& known, const PersonFile& row, Duplicates duplicates,
                     Candidate& candidate) {
    const PersonId owner = known.person.person_id;
    PersonFile added{.person = known.person};
    std::vector<Consent> refusals;
    std::ranges::copy_if(row.consents, std::back_inserter(refusals),
                         [](const Consent& consent) { return consent.state == ConsentState::refused; });
    added.objections = missing(known.objections, row.objections, owner);
    if (duplicates == Duplicates::skip) {
        added.consents = missing(known.consents, refusals, owner);
        return added;
    }
    fill_person(added.person, row.person, candidate);
    added.jobs = missing(known.jobs, row.jobs, owner);
    added.contact_points = missing(known.contact_points, row.contact_points, owner);
    keep_private(known.person, row.person, added.contact_points);
    added.consents = missing(known.consents, row.consents, owner);
    added.claims = missing(known.claims, row.claims, owner);
    added.notes = missing(known.notes, row.notes, owner);
    added.sources = row.sources;
    return added;
}

bool append(PersonFile& file, const PersonFile& added) {
    bool any = false;
    any |= append_list(file.jobs, added.jobs);
    any |= append_list(file.contact_points, added.contact_points);
    any |= append_list(file.consents, added.consents);
    any |= append_list(file.claims, added.claims);
    any |= append_list(file.objections, added.objections);
    any |= append_list(file.notes, added.notes);
    for (const auto& source : added.sources) {
        if (std::ranges::find(file.sources, source.source_id, &Source::source_id) == file.sources.end()) {
            file.sources.push_back(source);
        }
    }
    return any;
}

void count(ImportReport& report, const PersonFile& file) {
    report.contact_points += std::ssize(file.contact_points);
    report.claims += std::ssize(file.claims);
    report.objections += std::ssize(file.objections);
    for (const auto& consent : file.consents) {
        ++(consent.state == ConsentState::refused ? report.refusals : report.consents);
    }
}

}  // namespace kartei::app
