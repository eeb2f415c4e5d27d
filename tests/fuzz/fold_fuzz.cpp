// Folding takes any bytes, gives valid UTF-8, and folding again changes nothing. What is typed so far stays a
// prefix.
#include "base/fold.h"
#include "base/text.h"
#include "domain/person_name.h"
#include "domain/postal_address.h"

#include <cstdlib>

using namespace kartei;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void require_stable(std::string (*form)(std::string_view), std::string_view text) {
    const std::string once = form(text);
    require(is_utf8(once));
    require(form(once) == once);
    require(once.find("  ") == std::string::npos && !once.starts_with(' ') && !once.ends_with(' '));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    require_stable(fold, text);
    require_stable(fold_strict, text);
    require(is_utf8(fold_street(text)));
    require(is_utf8(fold_city(text)));
    require(is_utf8(fold_company(text).name));
    require(is_utf8(nfc(text)));
    require(nfc(nfc(text)) == nfc(text));
    if (is_utf8(text)) {
        require(is_utf8(cut(text, size / 2)));
        require(is_utf8(trim(text)));
        require(is_utf8(domain::display_name(domain::split_name(text))));
    }
    if (is_ascii(text)) require(fold(text).starts_with(fold(text.substr(0, size / 2))));
    sort_key(text);
    require(is_utf8(domain::name_key(domain::split_name(text))));
    domain::find_country(text);
    if (const auto code = domain::read_postal_code(text, domain::germany); code && !code->text.empty()) {
        require(code->text.size() == 5 &&
                domain::read_postal_code(code->text, domain::germany)->text == code->text);
    }
    return 0;
}
