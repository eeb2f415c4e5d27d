// A contact point made of what somebody wrote: the form in which it is compared, or why it cannot be used.
#pragma once

#include "domain/contact_point.h"
#include "domain/postal_address.h"

#include <optional>
#include <string_view>

namespace kartei::domain {

/// Ids, purposes and origin of the point are the caller's to set. One with a flaw keeps what was written, is
/// `invalid` and has no form to compare.
struct WrittenPoint {
    ContactPoint point;
    std::optional<Error> flaw = {};    ///< names `value`, `street` or `postal_code`
    std::optional<Message> hint = {};  ///< what was mended
};

/// A telephone, mobile or fax number in any notation (domain/phone_number.h). `phone` becomes `mobile` where
/// the number says so.
WrittenPoint written_number(PointKind kind, std::string_view text, Country home);

WrittenPoint written_email(std::string_view text);

/// A name within a messenger: blanks single, compared in lower case.
WrittenPoint written_messenger(std::string_view text);

/// An address by its parts, whose blanks are single already. Half an address finds a person and reaches
/// nobody: it is `invalid` without a flaw.
WrittenPoint written_address(PostalAddress address);

}  // namespace kartei::domain
