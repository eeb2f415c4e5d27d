// Whatever is accepted as an e-mail address is short, valid UTF-8, and read again as the same address.
#include "base/text.h"
#include "domain/email_address.h"

#include <algorithm>
#include <cstdlib>

using namespace kartei;
using namespace kartei::domain;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto email = parse_email(text);
    if (!email) {
        for (const auto& words : {email.error().what.de, email.error().what.en}) {
            require(!words.empty() && is_utf8(words) && !has_control_characters(words));
        }
        return 0;
    }
    require(email->text().size() <= max_email_bytes && email->local.size() <= max_email_local_bytes);
    require(is_utf8(email->local) && is_ascii(email->domain) && is_utf8(email->key));
    require(!has_control_characters(email->text()) && std::ranges::count(email->text(), '@') == 1);
    const auto again = parse_email(email->text());
    require(again && *again == *email);
    return 0;
}
