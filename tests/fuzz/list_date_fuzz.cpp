// Any bytes as a date, an answer, a name, a heading, a note, a mapping: no crash; a date read and written as
// ISO is the same date; what was recognised has a key that is read back.
#include "formats/list_answer.h"
#include "formats/list_date.h"
#include "formats/list_header.h"
#include "formats/list_mapping.h"
#include "formats/list_name.h"
#include "formats/objection_hint.h"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace kartei;
using namespace kartei::formats;

void demand(bool holds) {
    if (!holds) std::abort();
}

void check_date(std::string_view text, DateUse use, DateOrder order) {
    const DateRules rules{*make_date(2026, 11, 23), use, order};
    const auto moment = parse_list_moment(text, rules);
    if (!moment) {
        demand(!moment.error().what.de.empty() && !moment.error().next.de.empty());
        return;
    }
    if (!*moment) return;
    demand(use != DateUse::birth || (*moment)->date <= rules.today);
    const auto again = parse_list_date(date_text((*moment)->date), rules);
    demand(again && *again && **again == (*moment)->date);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    for (const auto use : {DateUse::event, DateUse::birth}) {
        for (const auto order : {DateOrder::unknown, DateOrder::day_first, DateOrder::month_first}) {
            check_date(text, use, order);
        }
    }
    if (const auto meaning = meaning_of_header(text)) {
        auto read_back = meaning_of_key(field_key(*meaning));
        demand(read_back.has_value());
        read_back->group = meaning->group;
        demand(*read_back == *meaning);
    }
    if (const auto hint = find_objection(text)) demand(!hint->channels.empty());
    const auto name = split_full_name(text);
    demand(name.company.empty() || name.last_name.empty());
    (void)parse_answer(text);
    (void)parse_list_mapping(text);
    return 0;
}
