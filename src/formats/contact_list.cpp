#include "formats/contact_list.h"

#include "base/text.h"
#include "formats/contact_cells.h"
#include "formats/list_name.h"
#include "formats/lost_letters.h"
#include "formats/utf8.h"

#include <algorithm>
#include <array>

namespace kartei::formats {

namespace {

struct TextField {
    ListField field;
    std::string ListRow::* member;
};

constexpr auto text_fields = std::to_array<TextField>({
    {ListField::customer_number, &ListRow::customer_number},
    {ListField::salutation, &ListRow::salutation},
    {ListField::title, &ListRow::titles},
    {ListField::first_name, &ListRow::first_name},
    {ListField::middle_name, &ListRow::middle_name},
    {ListField::last_name, &ListRow::last_name},
    {ListField::name_suffix, &ListRow::name_suffix},
    {ListField::company, &ListRow::company},
    {ListField::department, &ListRow::department},
    {ListField::position, &ListRow::position},
    {ListField::source, &ListRow::source},
});

bool is_address_field(ListField field) {
    return field >= ListField::street && field <= ListField::address;
}

/// Fields in which words of people stand; numbers, streets and towns hide no objection.
bool may_hide_objection(ListField field) {
    if (is_address_field(field) && field != ListField::street_extra) return false;
    return field != ListField::email && field != ListField::customer_number &&
           field != ListField::objection && field != ListField::objection_on &&
           field != ListField::birth_date && field != ListField::collected_on;
}

/// Turns one row; lives as long as the call.
class RowMapper {
public:
    RowMapper(const ListColumns& columns, const ListMapping& mapping, Date today)
        : columns_(columns), mapping_(mapping), today_(today) {}

    MappedRow run(const TableRow& row) {
        out_.row.line = row.line;
        if (row.fault) {
            add_problem({}, {}, *row.fault, Severity::row_unusable);
            return std::move(out_);
        }
        for (std::size_t i = 0; i < row.cells.size() && i < columns_.columns.size(); ++i) take_cell(row, i);
        take_constants();
        settle_names();
        out_.row.addresses = addresses_.finish();
        for (const auto& code : addresses_.completed()) {
            const auto column = std::ranges::find(columns_.columns, ListField::postal_code,
                                                  [](const ListColumn& c) { return c.meaning.field; });
            add_problem(column->heading, code.substr(1), completed_fault(code), Severity::completed);
        }
        settle_permissions();
        if (!someone_recognisable()) add_problem({}, {}, nobody_fault(), Severity::row_unusable);
        return std::move(out_);
    }

private:
    void add_problem(std::string_view column, std::string_view value, Fault fault, Severity severity) {
        out_.problems.push_back({out_.row.line, std::string(column), shown_text(value, 60),
                                 std::move(fault.reason), std::move(fault.way_out), severity});
    }

    void take_cell(const TableRow& row, std::size_t position) {
        const ListColumn& column = columns_.columns[position];
        const std::string_view value = trim(row.cells[position]);
        const auto same = [position](const CellFault& fault) { return fault.column == position; };
        const auto broken = std::ranges::find_if(row.cell_faults, same);
        if (value.empty() && broken == row.cell_faults.end()) return;
        if (may_hide_objection(column.meaning.field)) look_for_objection(column, value);
        const bool used =
            column.meaning.field != ListField::unknown && column.meaning.field != ListField::ignore;
        if (broken != row.cell_faults.end()) {
            if (used) add_problem(column.heading, value, broken->fault, Severity::cell_left_out);
            // Prohibition is read wide: a broken objection is one.
            if (column.meaning.field == ListField::objection) {
                out_.row.objections.push_back(
                    {column.meaning.channel, shown_text(value, 60), std::nullopt, column.heading});
            }
            return;
        }
        if (!used || is_no_value(value)) return;
        if (is_spreadsheet_error(value)) {
            add_problem(column.heading, value, spreadsheet_fault(value), Severity::cell_left_out);
            if (column.meaning.field != ListField::objection) return;
        }
        if (auto lost = lost_letters(column.meaning.field, value))
            add_problem(column.heading, value, std::move(*lost), Severity::doubtful);
        const bool number = std::ranges::find(row.number_cells, position) != row.number_cells.end();
        if (number) take_number(column, value);
        else take_value(column.meaning, column.heading, value);
    }

    /// Workbooks turn 06108 into 6108 and +49 541 into 49541 where a cell is no text.
    void take_number(const ListColumn& column, std::string_view value) {
        const auto field = column.meaning.field;
        if (field == ListField::postal_code) return addresses_.take_number_as_code(column.meaning, value);
        const bool phone = field == ListField::phone || field == ListField::mobile || field == ListField::fax;
        if (!phone) return take_value(column.meaning, column.heading, value);
        const auto completed = completed_phone(value);
        if (!completed)
            return add_problem(column.heading, value, lost_prefix_fault(), Severity::cell_left_out);
        if (*completed != value) {
            add_problem(column.heading, value, completed_fault(*completed), Severity::completed);
        }
        take_value(column.meaning, column.heading, *completed);
    }

    void look_for_objection(const ListColumn& column, std::string_view value) {
        auto hint = find_objection(value);
        if (!hint) return;
        hint->column = column.heading;
        out_.row.objection_hints.push_back(std::move(*hint));
    }

    void take_value(const ColumnMeaning& meaning, std::string_view heading, std::string_view value) {
        const auto text = std::ranges::find(text_fields, meaning.field, &TextField::field);
        if (text != text_fields.end()) {
            out_.row.*(text->member) = value;
            return;
        }
        if (is_address_field(meaning.field)) return addresses_.take(meaning, value);
        switch (meaning.field) {
            case ListField::full_name: full_name_ = value; break;
            case ListField::phone: take_phones(heading, value, PhoneKind::phone, meaning.sphere); break;
            case ListField::mobile: take_phones(heading, value, PhoneKind::mobile, meaning.sphere); break;
            case ListField::fax: take_phones(heading, value, PhoneKind::fax, meaning.sphere); break;
            case ListField::email: take_emails(heading, value, meaning.sphere); break;
            case ListField::birth_date: take_birth_date(heading, value); break;
            case ListField::collected_on:
                out_.row.collected_on = moment(heading, value, DateUse::event);
                break;
            case ListField::consent:
                append(out_.row.consents,
                       in_column(heading, read_consent(meaning.channel, value, mapping_, today_)));
                break;
            case ListField::consent_on:
                consent_dates_.push_back(
                    {meaning.channel, moment(heading, value, DateUse::event), {}, std::string(heading)});
                break;
            case ListField::consent_way:
                consent_ways_.push_back({meaning.channel, {}, std::string(value), std::string(heading)});
                break;
            case ListField::areas: append_new(out_.row.areas, split_areas(value)); break;
            case ListField::objection:
                append(out_.row.objections,
                       in_column(heading, read_objection(meaning.channel, value, mapping_, today_)));
                break;
            case ListField::objection_on: take_objection_date(meaning, heading, value); break;
            case ListField::note: out_.row.notes.push_back({std::string(heading), std::string(value)}); break;
            default: break;
        }
    }

    template <class T>
    static std::vector<T> in_column(std::string_view heading, std::vector<T> said) {
        for (auto& one : said) one.column = heading;
        return said;
    }

    template <class T>
    static void append(std::vector<T>& to, std::vector<T> from) {
        for (auto& value : from) to.push_back(std::move(value));
    }

    static void append_new(std::vector<std::string>& to, std::vector<std::string> from) {
        for (auto& value : from) {
            if (std::ranges::find(to, value) == to.end()) to.push_back(std::move(value));
        }
    }

    void take_phones(std::string_view heading, std::string_view value, PhoneKind kind, Sphere sphere) {
        for (auto& text : split_phones(value)) {
            out_.row.phones.push_back({std::string(heading), std::move(text), kind, sphere});
        }
    }

    void take_emails(std::string_view heading, std::string_view value, Sphere sphere) {
        for (auto& text : split_emails(value)) {
            out_.row.emails.push_back({std::string(heading), std::move(text), sphere});
        }
    }

    std::optional<ListMoment> moment(std::string_view heading, std::string_view value, DateUse use) {
        auto read = parse_list_moment(value, {today_, use, mapping_.date_order});
        if (read) return *read;
        add_problem(heading, value, {read.error().what, read.error().next}, Severity::cell_left_out);
        return std::nullopt;
    }

    void take_birth_date(std::string_view heading, std::string_view value) {
        if (const auto read = moment(heading, value, DateUse::birth)) out_.row.birth_date = read->date;
    }

    /// The date of an objection is one, even where the column for it is empty.
    void take_objection_date(const ColumnMeaning& meaning, std::string_view heading, std::string_view value) {
        if (parse_answer(value) == Answer::no) return;
        const std::size_t before = out_.problems.size();
        const auto on = moment(heading, value, DateUse::event);
        if (on || out_.problems.size() != before)
            objection_dates_.push_back({meaning.channel, on, std::string(value), std::string(heading)});
    }

    bool has_field(ListField field) const {
        const ListRow& row = out_.row;
        switch (field) {
            case ListField::areas: return !row.areas.empty();
            case ListField::collected_on: return row.collected_on.has_value();
            case ListField::consent_way: return !consent_ways_.empty();
            case ListField::consent_on: return !consent_dates_.empty();
            case ListField::country: return false;  // filled per address, where it is empty
            default: break;
        }
        const auto text = std::ranges::find(text_fields, field, &TextField::field);
        return text != text_fields.end() && !(row.*(text->member)).empty();
    }

    void take_constants() {
        for (const auto& [meaning, value] : mapping_.constants) {
            if (meaning.field == ListField::country) addresses_.set_country(value);
            else if (!has_field(meaning.field)) take_value(meaning, field_key(meaning), value);
        }
    }

    void settle_names() {
        ListRow& row = out_.row;
        if (row.first_name.empty() && row.last_name.empty() && !full_name_.empty()) take_full_name();
        // "Title" is "Mr." in one program and "Sales Manager" in the next; a salutation may hold "Herr Dr.".
        if (!row.titles.empty() && !is_title(row.titles)) {
            if (is_salutation(row.titles) && row.salutation.empty())
                row.salutation = std::exchange(row.titles, {});
            else if (row.position.empty() && !is_salutation(row.titles))
                row.position = std::exchange(row.titles, {});
        }
        if (row.titles.empty() && is_salutation(row.salutation)) {
            const NameParts parts = split_full_name(row.salutation);
            if (!parts.titles.empty()) {
                row.titles = parts.titles;
                row.salutation = parts.salutation;
            }
        }
    }

    void take_full_name() {
        ListRow& row = out_.row;
        const NameParts parts = split_full_name(full_name_);
        if (!parts.company.empty()) {
            if (row.company.empty()) row.company = parts.company;
            return;
        }
        if (row.salutation.empty()) row.salutation = parts.salutation;
        if (row.titles.empty()) row.titles = parts.titles;
        if (row.name_suffix.empty()) row.name_suffix = parts.suffix;
        row.first_name = parts.first_name;
        row.last_name = parts.last_name;
    }

    void settle_permissions() {
        for (auto& consent : out_.row.consents) {
            if (const auto* date = for_channel(consent_dates_, consent.channel); date && !consent.on)
                consent.on = date->on;
            if (const auto* way = for_channel(consent_ways_, consent.channel)) consent.way = way->text;
        }
        for (const auto& date : objection_dates_) {
            auto& known = out_.row.objections;
            const auto found = std::ranges::find(known, date.channel, &ListObjection::channel);
            if (found == known.end()) known.push_back({date.channel, date.text, date.on, date.column});
            else if (!found->on) found->on = date.on;
        }
    }

    bool someone_recognisable() const {
        const ListRow& row = out_.row;
        return !row.first_name.empty() || !row.last_name.empty() || !row.company.empty() ||
               !row.phones.empty() || !row.emails.empty() || !row.addresses.empty();
    }

    const ListColumns& columns_;
    const ListMapping& mapping_;
    Date today_;
    MappedRow out_;
    AddressCells addresses_;
    std::string full_name_;
    std::vector<ChannelCell> consent_dates_;
    std::vector<ChannelCell> consent_ways_;
    std::vector<ChannelCell> objection_dates_;
};

}  // namespace

bool MappedRow::usable() const {
    return std::ranges::none_of(problems,
                                [](const RowProblem& p) { return p.severity == Severity::row_unusable; });
}

ContactList::ContactList(ListColumns columns, ListMapping mapping, Date today)
    : columns_(std::move(columns)), mapping_(std::move(mapping)), today_(today) {}

MappedRow ContactList::map(const TableRow& row) const {
    return RowMapper(columns_, mapping_, today_).run(row);
}

}  // namespace kartei::formats
