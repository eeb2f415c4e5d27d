// Any bytes as a list of contacts, before them a mapping up to the first NUL: every heading gets a meaning or
// a reason, every row is mapped, and a consent has its date and its way.
#include "base/text.h"
#include "formats/contact_list.h"
#include "formats/list_columns.h"
#include "formats/table.h"

#include <cstdlib>

using namespace kartei;
using namespace kartei::formats;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void check(const MappedRow& mapped) {
    for (const auto& problem : mapped.problems) {
        require(!problem.reason.de.empty() && !problem.reason.en.empty());
        require(is_utf8(problem.reason.de) && is_utf8(problem.value) && is_utf8(problem.column));
    }
    if (!mapped.usable()) return;
    const ListRow& row = mapped.row;
    for (const auto& text : {row.first_name, row.last_name, row.company, row.customer_number, row.source}) {
        require(is_utf8(text) && text.find('\0') == std::string::npos);
    }
    for (const auto& objection : row.objections) require(is_utf8(objection.word));
    for (const auto& note : row.notes) require(is_utf8(note.text));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t end = std::min(input.find('\0'), input.size());
    ListMapping mapping;
    std::string_view list = input;
    if (auto given = parse_list_mapping(input.substr(0, end)); given && end < input.size()) {
        mapping = std::move(*given);
        list.remove_prefix(end + 1);
    }
    auto table = TableReader::of(std::string(list));
    if (!table) return 0;
    auto columns = recognise_columns(table->header(), mapping);
    if (!columns) {
        require(!columns.error().what.de.empty() && !columns.error().next.de.empty());
        return 0;
    }
    require(columns->columns.size() == table->header().size());
    require(parse_list_mapping(mapping_template(*columns)).has_value());
    const ContactList contacts(std::move(*columns), std::move(mapping), *make_date(2026, 11, 23));
    TableRow row;
    for (;;) {
        const auto more = table->next(row);
        if (!more || !*more) return 0;
        check(contacts.map(row));
    }
}
