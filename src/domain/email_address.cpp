#include "domain/email_address.h"

#include "base/text.h"

#include <unicode/bytestream.h>
#include <unicode/idna.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>

namespace kartei::domain {

namespace {

constexpr std::size_t max_label_bytes = 63;

/// Longest text that is looked at: an address with a name before it.
constexpr std::size_t max_text_bytes = 1000;

std::unexpected<Error> refuse_email(std::string_view text, const Message& reason) {
    return fail(ErrorCode::invalid,
                {"Das ist keine E-Mail-Adresse. " + reason.de, "This is no e-mail address. " + reason.en},
                quotable(text, 60));
}

/// The address inside "mailto:…?subject=…", "Name <…>" and "<…>".
std::string_view unwrapped(std::string_view text) {
    text = trim(text);
    if (text.ends_with('>')) {
        if (const std::size_t open = text.rfind('<'); open != std::string_view::npos) {
            text = trim(text.substr(open + 1, text.size() - open - 2));
        }
    }
    static constexpr std::string_view scheme = "mailto:";
    const bool has_scheme = text.size() > scheme.size() &&
                            std::ranges::equal(text.substr(0, scheme.size()), scheme, {}, ascii_lower);
    if (!has_scheme) return text;
    text.remove_prefix(scheme.size());
    return text.substr(0, text.find('?'));
}

/// atext of RFC 5322 section 3.2.3, and the letters, digits and marks of RFC 6531 section 3.3.
bool is_local_sign(char32_t c) {
    if (c < 0x80) {
        const char ascii = static_cast<char>(c);
        const char lower = ascii_lower(ascii);
        if ((lower >= 'a' && lower <= 'z') || is_digit(ascii)) return true;
        return c != 0 && std::string_view("!#$%&'*+-/=?^_`{|}~.").find(ascii) != std::string_view::npos;
    }
    constexpr std::uint32_t allowed = U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK;
    return (U_GET_GC_MASK(static_cast<UChar32>(c)) & allowed) != 0;
}

std::optional<Message> fault_of_local(std::string_view local) {
    if (local.empty()) return Message{"Vor dem @ steht nichts.", "Nothing stands before the @."};
    if (local.size() > max_email_local_bytes) {
        return Message{"Der Teil vor dem @ ist zu lang.", "The part before the @ is too long."};
    }
    if (local.front() == '.' || local.back() == '.' || local.find("..") != std::string_view::npos) {
        return Message{"Vor dem @ steht ein Punkt zu viel.", "There is a point too many before the @."};
    }
    for (std::string_view rest = local; !rest.empty();) {
        const char32_t sign = next_code_point(rest);
        if (is_blank(sign)) return Message{"Darin steht ein Leerzeichen.", "It holds a blank."};
        if (is_local_sign(sign)) continue;
        return Message{"Vor dem @ steht ein Zeichen, das dort nicht stehen darf.",
                       "A sign stands before the @ that may not stand there."};
    }
    return std::nullopt;
}

bool is_host_label(std::string_view label) {
    if (label.empty() || label.size() > max_label_bytes || label.front() == '-' || label.back() == '-')
        return false;
    return std::ranges::all_of(label,
                               [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-'; });
}

/// One converter for the program: it is immutable and safe to share between threads.
const icu::IDNA& idna() {
    static const std::unique_ptr<const icu::IDNA> instance = [] {
        UErrorCode status = U_ZERO_ERROR;
        constexpr std::uint32_t options =
            UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_USE_STD3_RULES;
        std::unique_ptr<const icu::IDNA> made(icu::IDNA::createUTS46Instance(options, status));
        if (U_FAILURE(status)) throw std::runtime_error("ICU has no data for international domain names");
        return made;
    }();
    return *instance;
}

std::string lower(std::string_view ascii) {
    std::string out(ascii);
    std::ranges::transform(out, out.begin(), ascii_lower);
    return out;
}

/// The domain as A-labels; nothing where no such name can exist.
std::optional<std::string> ascii_domain(std::string_view domain) {
    std::string out = lower(domain);
    const bool needs_idna = !is_ascii(domain) || out.find("xn--") != std::string::npos;
    if (!needs_idna) return out;
    UErrorCode status = U_ZERO_ERROR;
    icu::IDNAInfo info;
    std::string converted;
    icu::StringByteSink<std::string> sink(&converted);
    idna().nameToASCII_UTF8(icu::StringPiece(out.data(), static_cast<std::int32_t>(out.size())), sink, info,
                            status);
    if (U_FAILURE(status) || info.hasErrors()) return std::nullopt;
    return converted;
}

std::optional<Message> fault_of_domain(std::string_view domain) {
    if (domain.size() > max_email_domain_bytes) {
        return Message{"Der Teil hinter dem @ ist zu lang.", "The part after the @ is too long."};
    }
    const auto labels = split(domain, '.');
    if (labels.size() < 2) {
        return Message{"Hinter dem @ fehlt die Endung, zum Beispiel „.de“.",
                       "The ending after the @ is missing, for example '.com'."};
    }
    const bool all_hosts = std::ranges::all_of(labels, is_host_label);
    const bool number_ending = std::ranges::all_of(labels.back(), is_digit);
    if (all_hosts && !number_ending) return std::nullopt;
    return Message{"Hinter dem @ steht kein möglicher Name eines Rechners.",
                   "What stands after the @ cannot be the name of a host."};
}

/// Case-folded and composed, so that typed capitals and decomposed accents make no second person.
std::string matching_key(std::string_view local, std::string_view domain) {
    std::string key;
    if (is_ascii(local)) {
        key = lower(local);
    } else {
        UErrorCode status = U_ZERO_ERROR;
        const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
        if (U_FAILURE(status)) throw std::runtime_error("ICU has no case folding");
        icu::StringByteSink<std::string> sink(&key);
        folding->normalizeUTF8(0, icu::StringPiece(local.data(), static_cast<std::int32_t>(local.size())),
                               sink, nullptr, status);
        if (U_FAILURE(status)) throw std::runtime_error("ICU cannot fold a text of bounded size");
    }
    key += '@';
    key += domain;
    return key;
}

}  // namespace

Result<EmailAddress> parse_email(std::string_view text) {
    if (text.size() > max_text_bytes)
        return refuse_email(text, {"Der Text ist zu lang.", "The text is too long."});
    const std::string_view address = unwrapped(text);
    const std::size_t at = address.find('@');
    if (at == std::string_view::npos) return refuse_email(text, {"Das @ fehlt.", "The @ is missing."});
    if (address.find('@', at + 1) != std::string_view::npos) {
        return refuse_email(text, {"Darin stehen mehrere @.", "It holds more than one @."});
    }
    const std::string_view local = address.substr(0, at);
    if (const auto fault = fault_of_local(local)) return refuse_email(text, *fault);
    auto domain = ascii_domain(address.substr(at + 1));
    if (!domain) {
        return refuse_email(text, {"Hinter dem @ steht kein möglicher Name eines Rechners.",
                                   "What stands after the @ cannot be the name of a host."});
    }
    if (const auto fault = fault_of_domain(*domain)) return refuse_email(text, *fault);
    EmailAddress email{std::string(local), std::move(*domain), {}};
    if (email.local.size() + 1 + email.domain.size() > max_email_bytes) {
        return refuse_email(text, {"Sie ist zu lang.", "It is too long."});
    }
    email.key = matching_key(email.local, email.domain);
    return email;
}

}  // namespace kartei::domain
