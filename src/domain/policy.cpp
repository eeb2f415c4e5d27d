#include "domain/policy.h"

#include "domain/rules_page.h"

#include <fmt/format.h>

namespace kartei::domain {

namespace {

std::unexpected<Error> looser(std::string_view parameter) {
    return fail(
        ErrorCode::invalid,
        {fmt::format(
             "Hausregel „{}“: Dieser Wert wäre lockerer als die Vorgabe oder liegt außerhalb der Grenzen.",
             parameter),
         fmt::format("House rule '{}': this value would be looser than the default or is out of bounds.",
                     parameter)},
        std::string(parameter),
        {"Hausregeln lassen sich nur verschärfen.", "House rules can only be made stricter."});
}

Result<void> tighten(int& value, std::optional<int> change, int least, int most, std::string_view parameter) {
    if (!change) return {};
    if (*change < least || *change > most) return looser(parameter);
    value = *change;
    return {};
}

/// Every switch of the policy permits something: it can be turned off, not on.
Result<void> tighten(bool& value, std::optional<bool> change, std::string_view parameter) {
    if (!change) return {};
    if (*change && !value) return looser(parameter);
    value = *change;
    return {};
}

Result<void> tighten(HourWindow& value, const std::optional<HourWindow>& change) {
    if (!change) return {};
    const bool within =
        (change->weekdays & ~value.weekdays) == 0 && change->from_minute >= value.from_minute &&
        change->until_minute <= value.until_minute && change->from_minute < change->until_minute;
    if (!within) return looser("call_window");
    value = *change;
    return {};
}

}  // namespace

Result<Policy> policy_pack(std::string_view pack) {
    if (pack == Policy{}.pack) return Policy{};
    return fail(ErrorCode::not_found, {fmt::format("Das Regelpaket „{}“ gibt es nicht.", pack),
                                       fmt::format("There is no policy pack '{}'.", pack)});
}

Result<Policy> stricter(const Policy& base, const PolicyChanges& changes) {
    Policy policy = base;
    TRY(tighten(policy.consent_max_unused_days, changes.consent_max_unused_days, 1,
                base.consent_max_unused_days, "consent_max_unused_days"));
    TRY(tighten(policy.doi_valid_days, changes.doi_valid_days, 1, base.doi_valid_days, "doi_valid_days"));
    TRY(tighten(policy.adult_age, changes.adult_age, base.adult_age, birth_date_age, "adult_age"));
    TRY(tighten(policy.art14_max_days, changes.art14_max_days, 0, base.art14_max_days, "art14_max_days"));
    TRY(tighten(policy.robinson_spares_customers, changes.robinson_spares_customers,
                "robinson_spares_customers"));
    TRY(tighten(policy.soft_optin, changes.soft_optin, "soft_optin"));
    TRY(tighten(policy.presumed_consent, changes.presumed_consent, "presumed_consent"));
    TRY(tighten(policy.inquiry_implies_phone, changes.inquiry_implies_phone, "inquiry_implies_phone"));
    TRY(tighten(policy.post_without_consent, changes.post_without_consent, "post_without_consent"));
    TRY(tighten(policy.call_window, changes.call_window));
    return policy;
}

Hash rule_hash(const Policy& policy) {
    return sha256(bytes_of(canonical_rules(policy)));
}

}  // namespace kartei::domain
