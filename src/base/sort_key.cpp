#include "base/fold.h"
#include "base/text.h"

#include <unicode/coll.h>
#include <unicode/ustring.h>
#include <unicode/uvernum.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

namespace kartei {

namespace {

constexpr std::size_t max_sorted_bytes = 200;

std::unique_ptr<icu::Collator> make_collator() {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> made(icu::Collator::createInstance(icu::Locale("de"), status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no collation for German");
    return made;
}

/// One collator per thread: making one takes far longer than a key.
const icu::Collator& collator() {
    thread_local const std::unique_ptr<icu::Collator> instance = make_collator();
    return *instance;
}

}  // namespace

std::string sort_key(std::string_view utf8) {
    utf8 = cut(utf8, max_sorted_bytes);
    std::array<UChar, max_sorted_bytes> wide{};
    std::int32_t wide_size = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8WithSub(wide.data(), static_cast<std::int32_t>(wide.size()), &wide_size, utf8.data(),
                         static_cast<std::int32_t>(utf8.size()), replacement_character, nullptr, &status);
    if (U_FAILURE(status) && status != U_STRING_NOT_TERMINATED_WARNING) {
        throw std::runtime_error("ICU cannot read a text of bounded size");
    }
    std::array<std::uint8_t, 512> bytes{};
    const auto capacity = static_cast<std::int32_t>(bytes.size());
    const std::int32_t size = collator().getSortKey(wide.data(), wide_size, bytes.data(), capacity);
    if (size > capacity) {
        std::string long_key(static_cast<std::size_t>(size), '\0');
        collator().getSortKey(wide.data(), wide_size, reinterpret_cast<std::uint8_t*>(long_key.data()), size);
        long_key.pop_back();  // the closing zero
        long_key.resize(std::min(long_key.size(), max_sort_key_bytes));
        return long_key;
    }
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size > 0 ? size - 1 : 0)};
}

std::string sort_key_version() {
    UVersionInfo version;
    collator().getVersion(version);
    std::array<char, U_MAX_VERSION_STRING_LENGTH> text{};
    u_versionToString(version, text.data());
    return std::string("de ") + text.data() + " icu " + U_ICU_VERSION;
}

}  // namespace kartei
