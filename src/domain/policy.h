// The policy pack: every number the rules use, with the values of DE-2026 (law.md section 2, parameters).
// House rules can be changed to the stricter side only. Texts and predicates of the rules are in
// domain/rules.h.
#pragma once

#include "base/crypto.h"
#include "domain/contact_facts.h"

#include <optional>
#include <string>
#include <string_view>

namespace kartei::domain {

struct Policy {
    std::string_view pack = "DE-2026";
    CountryCode country = {'D', 'E'};   ///< recipients elsewhere need express consent
    int consent_max_unused_days = 730;  ///< BGH III ZR 196/17
    int doi_valid_days = 14;
    int adult_age = 18;         ///< law: 16 for online services (GDPR Art. 8)
    int house_rule_age = 16;    ///< from here to adult_age a refusal is our caution, not statute
    int phone_proof_years = 5;  ///< UWG section 7a(2)
    int art14_max_days = 30;    ///< law: one month (GDPR Art. 14(3))
    int dsr_months = 1;         ///< GDPR Art. 12(3)
    int breach_hours = 72;      ///< GDPR Art. 33(1)
    bool robinson_spares_customers = true;
    bool soft_optin = true;             ///< UWG section 7(3) is used, for e-mail only
    bool presumed_consent = true;       ///< UWG section 7(2) no. 1, second alternative, is used
    bool inquiry_implies_phone = true;  ///< who asked about the very thing may expect a call about it
    bool post_without_consent = true;   ///< GDPR Art. 6(1)(f) is used for letters
    HourWindow call_window = {0b001'1111, 9 * 60, 20 * 60};  ///< code of conduct; public holidays are out

    bool operator==(const Policy&) const = default;
};

/// Changes a tenant makes to house rules. Absent: unchanged.
struct PolicyChanges {
    std::optional<int> consent_max_unused_days = {};  ///< 1 to the pack's
    std::optional<int> doi_valid_days = {};           ///< 1 to the pack's
    std::optional<int> adult_age = {};                ///< the pack's to 21
    std::optional<int> art14_max_days = {};           ///< 0 to the pack's
    std::optional<bool> robinson_spares_customers = {};
    std::optional<bool> soft_optin = {};
    std::optional<bool> presumed_consent = {};
    std::optional<bool> inquiry_implies_phone = {};
    std::optional<bool> post_without_consent = {};
    std::optional<HourWindow> call_window = {};  ///< within the pack's
};

/// Age from which a birth date no longer matters to any policy; adult_age cannot be raised above it.
inline constexpr int birth_date_age = 21;

/// The pack of that name, or `not_found`. Old packs stay, so that an old verdict can be explained.
Result<Policy> policy_pack(std::string_view pack);

/// The policy with the changes; `invalid` with the parameter as `where` if one is looser or out of bounds.
Result<Policy> stricter(const Policy& base, const PolicyChanges& changes);

/// SHA-256 over a canonical rendering of all rule tables and of this policy's values: names the rules that a
/// verdict was given by.
Hash rule_hash(const Policy& policy);

}  // namespace kartei::domain
