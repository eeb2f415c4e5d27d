#include "app/same_person.h"

#include "domain/person_name.h"

#include <algorithm>

namespace kartei::app {

namespace {

using domain::ContactPoint;
using domain::PersonFile;
using domain::PointKind;

std::string name_of(const PersonFile& file) {
    return domain::name_key(
        {.given = file.person.first_name.value_or(""), .family = file.person.last_name.value_or("")});
}

/// One name without given name fits any with the same family name.
bool names_fit(const PersonFile& left, const PersonFile& right) {
    const std::string one = name_of(left);
    const std::string other = name_of(right);
    if (one.empty() || other.empty() || one == other) return true;
    const auto family = [](const PersonFile& file) {
        return domain::name_key({.family = file.person.last_name.value_or("")});
    };
    const bool only_family = !left.person.first_name || !right.person.first_name;
    return only_family && !family(left).empty() && family(left) == family(right);
}

bool birth_dates_differ(const PersonFile& left, const PersonFile& right) {
    return left.person.birth_date && right.person.birth_date &&
           left.person.birth_date != right.person.birth_date;
}

bool companies_differ(const PersonFile& left, const PersonFile& right) {
    if (left.jobs.empty() || right.jobs.empty()) return false;
    return std::ranges::none_of(left.jobs, [&](const domain::Job& job) {
        return std::ranges::any_of(right.jobs, [&](const domain::Job& other) {
            return other.company.name_key == job.company.name_key;
        });
    });
}

bool share_point(const PersonFile& left, const PersonFile& right, bool (*counts)(PointKind)) {
    return std::ranges::any_of(left.contact_points, [&](const ContactPoint& point) {
        return counts(point.kind) && !point.normal.empty() &&
               std::ranges::any_of(right.contact_points, [&](const ContactPoint& other) {
                   return counts(other.kind) && other.normal == point.normal;
               });
    });
}

bool is_email(PointKind kind) {
    return kind == PointKind::email;
}

bool is_line(PointKind kind) {
    return kind == PointKind::phone || kind == PointKind::mobile || kind == PointKind::fax;
}

bool is_post(PointKind kind) {
    return kind == PointKind::post;
}

bool has_email(const PersonFile& file) {
    return std::ranges::any_of(file.contact_points, [](const ContactPoint& point) {
        return point.kind == PointKind::email && !point.normal.empty();
    });
}

/// Somebody without name is whoever has his address, but never a company's switchboard beside a named person.
bool nameless_fits(const PersonFile& left, const PersonFile& right) {
    const bool left_named = !name_of(left).empty();
    const bool right_named = !name_of(right).empty();
    if (left_named == right_named) return true;
    return left.jobs.empty() && right.jobs.empty();
}

}  // namespace

Likeness compare(const PersonFile& known, const PersonFile& row) {
    if (!names_fit(known, row) || birth_dates_differ(known, row) || !nameless_fits(known, row))
        return Likeness::shares;
    const bool email = share_point(known, row, is_email);
    const bool line = share_point(known, row, is_line);
    const bool post = share_point(known, row, is_post);
    const bool named = !name_of(known).empty() && !name_of(row).empty();
    // The same name at two companies is two people unless an address says otherwise.
    if (companies_differ(known, row) && !email) return Likeness::shares;
    if (email || line) return Likeness::same;
    if (!named) {
        // Two companies without names of people are one if the company is; two nameless consumers never are.
        return !known.jobs.empty() && !row.jobs.empty() ? Likeness::same : Likeness::shares;
    }
    if (post) return Likeness::same;
    const bool other_mailbox = has_email(known) && has_email(row);
    return other_mailbox ? Likeness::shares : Likeness::same;
}

}  // namespace kartei::app
