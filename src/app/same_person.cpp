#include "app/same_person.h"

#include "base/fold.h"
#include "base/text.h"
#include "domain/person_name.h"

#include <algorithm>
#include <array>

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

enum class Gender : std::uint8_t { unsaid, man, woman };

Gender gender_of(const PersonFile& file) {
    constexpr auto men =
        std::to_array<std::string_view>({"herr", "herrn", "hr", "mr", "mister", "m", "maennlich", "male"});
    constexpr auto women = std::to_array<std::string_view>(
        {"frau", "fr", "fraeulein", "mrs", "ms", "miss", "w", "f", "weiblich", "female"});
    const std::string folded = fold_strict(file.person.salutation.value_or(""));
    Gender gender = Gender::unsaid;
    for (const auto word : split(folded, ' ')) {
        const bool man = std::ranges::find(men, word) != men.end();
        if (!man && std::ranges::find(women, word) == women.end()) continue;
        const Gender said = man ? Gender::man : Gender::woman;
        if (gender != Gender::unsaid && gender != said) return Gender::unsaid;  // "Herr und Frau"
        gender = said;
    }
    return gender;
}

/// Herr Müller and Frau Maria Müller at one telephone are two people.
bool salutations_differ(const PersonFile& left, const PersonFile& right) {
    const Gender one = gender_of(left);
    const Gender other = gender_of(right);
    return one != Gender::unsaid && other != Gender::unsaid && one != other;
}

bool same_customer_number(const PersonFile& left, const PersonFile& right) {
    return left.person.customer_number && right.person.customer_number &&
           fold_strict(*left.person.customer_number) == fold_strict(*right.person.customer_number);
}

bool companies_differ(const PersonFile& left, const PersonFile& right) {
    if (left.jobs.empty() || right.jobs.empty()) return false;
    return std::ranges::none_of(left.jobs, [&](const domain::Job& job) {
        return std::ranges::any_of(right.jobs, [&](const domain::Job& other) {
            return other.company.name_key == job.company.name_key;
        });
    });
}

bool share_company(const PersonFile& left, const PersonFile& right) {
    return !left.jobs.empty() && !right.jobs.empty() && !companies_differ(left, right);
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

std::vector<Trait> common_traits(const PersonFile& known, const PersonFile& row) {
    std::vector<Trait> common;
    const auto add = [&common](Trait trait, bool is_common) {
        if (is_common) common.push_back(trait);
    };
    add(Trait::name, !name_of(known).empty() && name_of(known) == name_of(row));
    add(Trait::company, share_company(known, row));
    add(Trait::customer_number, same_customer_number(known, row));
    add(Trait::phone, share_point(known, row, is_line));
    add(Trait::email, share_point(known, row, is_email));
    add(Trait::address, share_point(known, row, is_post));
    return common;
}

std::optional<Difference> difference_of(const PersonFile& known, const PersonFile& row) {
    if (!names_fit(known, row)) return Difference::name;
    if (birth_dates_differ(known, row)) return Difference::birth_date;
    if (salutations_differ(known, row)) return Difference::salutation;
    if (!nameless_fits(known, row)) return Difference::unnamed;
    const bool named = !name_of(known).empty() && !name_of(row).empty();
    const bool whole_name = named && name_of(known) == name_of(row);
    const bool email = share_point(known, row, is_email);
    // The same name at two companies is two people unless an address says otherwise; two companies without
    // names of people are two even with one mailbox.
    if (companies_differ(known, row) && !(named && email)) return Difference::company;
    if (email) return std::nullopt;
    const bool other_mailbox = has_email(known) && has_email(row);
    // A telephone serves a household or an office: beside another mailbox only the whole name tells.
    const auto unless = [](bool same, Difference difference) {
        return same ? std::optional<Difference>() : difference;
    };
    if (share_point(known, row, is_line)) return unless(whole_name || !other_mailbox, Difference::mailbox);
    // Two companies without names of people are one if the company is; two nameless consumers never are.
    if (!named) return unless(!known.jobs.empty() && !row.jobs.empty(), Difference::unnamed);
    if (share_point(known, row, is_post)) return std::nullopt;
    if (whole_name && same_customer_number(known, row)) return std::nullopt;
    return unless(!other_mailbox, Difference::mailbox);
}

}  // namespace

Likeness compare(const PersonFile& known, const PersonFile& row) {
    return {.common = common_traits(known, row), .difference = difference_of(known, row)};
}

}  // namespace kartei::app
