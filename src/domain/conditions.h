// The conditions of the rules, one function per row of the table in rules.cpp; what they mean stands there.
#pragma once

#include "domain/rules.h"

namespace kartei::domain::conditions {

/// A hit that leaves ground and basis to its row.
inline Hit hit_if(bool hit, RecordRef record = {}) {
    return {hit, Ground::none, {}, record};
}

Hit deceased(const Inquiry& inquiry);
Hit point_invalid(const Inquiry& inquiry);
Hit point_ambiguous(const Inquiry& inquiry);
Hit point_of_other_person(const Inquiry& inquiry);
Hit processor_without_contract(const Inquiry& inquiry);
Hit processor_not_instructed(const Inquiry& inquiry);
Hit always(const Inquiry& inquiry);

Hit objected_to_all(const Inquiry& inquiry);
Hit objected_in_scope(const Inquiry& inquiry);
Hit suppressed(const Inquiry& inquiry);
Hit erasure_pending(const Inquiry& inquiry);
Hit restricted(const Inquiry& inquiry);
Hit withdrawn(const Inquiry& inquiry);
Hit refused(const Inquiry& inquiry);
Hit forbidden_since_request(const Inquiry& inquiry);
Hit confirmation_repeated(const Inquiry& inquiry);

Hit request_open(const Inquiry& inquiry);
Hit confirmation_due(const Inquiry& inquiry);
Hit source_unknown(const Inquiry& inquiry);
Hit consented(const Inquiry& inquiry);
Hit minor(const Inquiry& inquiry);
Hit country_not_covered(const Inquiry& inquiry);
Hit customer_exception(const Inquiry& inquiry);
Hit presumably_consents(const Inquiry& inquiry);

Hit foreign_advertiser(const Inquiry& inquiry);
Hit on_robinson_list(const Inquiry& inquiry);
Hit information_overdue(const Inquiry& inquiry);
Hit letter_for_other_purpose(const Inquiry& inquiry);
Hit letter_permitted(const Inquiry& inquiry);
Hit consent_failed(const Inquiry& inquiry);
Hit customer_exception_failed(const Inquiry& inquiry);
Hit presumption_failed(const Inquiry& inquiry);
Hit other_purpose(const Inquiry& inquiry);
Hit nothing_found(const Inquiry& inquiry);

Hit sender_hidden(const Inquiry& inquiry);
Hit no_stop_address(const Inquiry& inquiry);
Hit number_suppressed(const Inquiry& inquiry);

}  // namespace kartei::domain::conditions
