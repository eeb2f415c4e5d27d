// E-mail addresses as people really use them: the dot-atom form of RFC 5321 with the letters of RFC 6531. No
// quoted local parts, no comments, no address literals, no look at the network.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace kartei::domain {

struct EmailAddress {
    std::string local;   ///< as written: a host may tell cases apart (RFC 5321 section 2.4)
    std::string domain;  ///< lower case, as A-labels (UTS #46, nontransitional): "xn--mnchen-3ya.de"
    std::string key;     ///< equal for addresses that are the same to people: the whole case-folded, NFC

    /// `local@domain`, the form a message is sent to.
    std::string text() const { return local + '@' + domain; }
    bool operator==(const EmailAddress&) const = default;
};

/// Bounds of RFC 5321 section 4.5.3.1 (errata 1690), in bytes.
inline constexpr std::size_t max_email_local_bytes = 64;
inline constexpr std::size_t max_email_domain_bytes = 255;
inline constexpr std::size_t max_email_bytes = 254;

/// Reads one address; "mailto:", "<…>" and blanks around it are taken off, with "Name <…>" the name too.
/// Refuses with `invalid` and says why: no or several @, a domain without a point or with a label no host may
/// have, blanks or brackets inside, points at the ends or beside each other, a part that is too long.
Result<EmailAddress> parse_email(std::string_view text);

}  // namespace kartei::domain
