// The catalogue of grounds: code of the wire, what kind of no or yes it is, and its sentences in both
// languages with placeholders. The order is stored in counts and never changes; new ones go to the end.
#pragma once

#include "base/describe.h"
#include "base/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace kartei::domain {

enum class Verdict : std::uint8_t { forbidden, allowed_with_duty, allowed };
BOOST_DESCRIBE_ENUM(Verdict, forbidden, allowed_with_duty, allowed)

/// What kind of no it is (law.md, second reading): statute or settled case law; a permission that cannot be
/// shown; our caution where the law is open.
enum class Basis : std::uint8_t { law, proof, house_rule };
BOOST_DESCRIBE_ENUM(Basis, law, proof, house_rule)

enum class Ground : std::uint8_t {
    deceased,
    contact_point_invalid,
    contact_point_other_person,
    processor_no_contract,
    processor_not_instructed,
    legal_obligation,
    contract,
    restricted,
    customer_request,
    doi_confirmation,
    doi_repeated,
    objection_all,
    objection_scoped,
    suppressed,
    erasure_pending,
    consent_withdrawn,
    consent_refused,
    source_unknown,
    express_consent,
    consent_other_person,
    consent_other_controller,
    consent_other_channel,
    consent_other_contact_point,
    consent_other_area,
    consent_future,
    doi_pending,
    doi_expired,
    minor_consent,
    consent_invalid_form,
    consent_invalid_text,
    consent_unproven,
    consent_expired,
    consent_stale,
    minor,
    jurisdiction_not_covered,
    soft_optin,
    soft_optin_no_sale,
    soft_optin_not_own,
    soft_optin_address_source,
    soft_optin_not_similar,
    soft_optin_no_notice_at_collection,
    soft_optin_no_notice_in_message,
    presumed_consent,
    presumed_consent_insufficient,
    recipient_is_consumer,
    legitimate_interest_post,
    robinson_listed,
    information_overdue,
    purpose_limitation,
    consent_missing,
    sender_hidden,
    no_stop_address,
    caller_id_suppressed,
    none  ///< no ground: marks rows that name theirs themselves; never in a decision
};
inline constexpr std::size_t ground_count = static_cast<std::size_t>(Ground::none);

/// The word on screen (architecture: words on screen come from the verdict in one place).
enum class Status : std::uint8_t { allowed, conditional, objected, unknown, denied };
BOOST_DESCRIBE_ENUM(Status, allowed, conditional, objected, unknown, denied)
inline constexpr std::size_t status_count = 5;

/// `sentence` and `instead` hold placeholders in braces: {date}, {way}, {area}, {channel}, {act}, {version},
/// {covers}, {purpose}, {reason}, {number}. `instead` says what one may do next to a no; empty for a yes.
struct GroundRow {
    Ground ground;
    std::string_view code;
    Basis basis;
    std::string_view de;
    std::string_view en;
    std::string_view instead_de;
    std::string_view instead_en;
};

/// All grounds in the order of the enumeration.
std::span<const GroundRow, ground_count> ground_rows();

const GroundRow& row_of(Ground ground);
std::string_view code_of(Ground ground);
std::optional<Ground> ground_of(std::string_view code);

std::string_view word_of(Verdict verdict);
std::string_view word_of(Basis basis);
std::string_view word_of(Status status);
Message words_of(Basis basis);
Message words_of(Status status);

}  // namespace kartei::domain
