// Facts of one person as one compact row: what matrix, batch and funnel read. Version in the first byte.
// Holds nothing of the tenant: no names, no area tree, no status of wordings, no processor.
#pragma once

#include "base/crypto.h"
#include "domain/contact_facts.h"

namespace kartei::domain {

/// What every row of a tenant shares.
struct TenantContext {
    AreaTree areas = {};
    std::vector<TextStatus> wordings =
        {};  ///< by WordingNo; 0 is none on file, a number beyond is unknown: neither permits
    std::optional<ProcessorFact> processor = {};  ///< where a service provider asks
};

inline constexpr std::uint8_t packed_facts_version = 1;
/// Bounds of a row: longer lists and rows are refused.
inline constexpr std::size_t max_packed_records = 4'096;
inline constexpr std::size_t max_packed_bytes = 1U << 20U;

/// The birth date where it can matter to a verdict, else nothing: the person was under birth_date_age at some
/// consent or is at `now`. The row is not encrypted (data minimisation, GDPR Art. 5(1)(c)).
std::optional<Date> relevant_birth_date(const Facts& facts, Instant now);

/// The row. `now` is the time of packing; verdicts asked for earlier times may miss the birth date. A list
/// longer than max_packed_records is `limit`.
Result<Bytes> pack(const Facts& facts, Instant now);

/// Reads a row into `reuse`, keeping its memory. Any bytes may come: whatever pack does not make is
/// `invalid`, too large a row `limit`; `reuse` is then unspecified.
Result<void> unpack(ByteView row, const TenantContext& context, Facts& reuse);

}  // namespace kartei::domain
