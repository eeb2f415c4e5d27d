// A row of a contact list as plain values under their meaning, and what is wrong with it.
// Values stay as written: numbers, addresses and names are normalised in domain/, permissions are judged
// there.
#pragma once

#include "formats/list_answer.h"
#include "formats/list_columns.h"
#include "formats/list_date.h"
#include "formats/objection_hint.h"
#include "formats/table_row.h"

#include <optional>
#include <string>
#include <vector>

namespace kartei::formats {

struct ListAddress {
    Sphere sphere = Sphere::unspecified;
    std::string street;  ///< with house number and further lines, divided by ", "
    std::string postal_code;
    std::string city;
    std::string region;
    std::string country;

    bool operator==(const ListAddress&) const = default;
};

enum class PhoneKind : std::uint8_t { phone, mobile, fax };

struct ListPhone {
    std::string column;  ///< heading
    std::string text;
    PhoneKind kind = PhoneKind::phone;
    Sphere sphere = Sphere::unspecified;

    bool operator==(const ListPhone&) const = default;
};

struct ListEmail {
    std::string column;  ///< heading
    std::string text;
    Sphere sphere = Sphere::unspecified;

    bool operator==(const ListEmail&) const = default;
};

/// What one consent column says. A claim, nothing more: `on` and `way` come from the columns for them.
struct ListConsent {
    ListChannel channel = ListChannel::any;
    Answer answer = Answer::unclear;
    std::string word;  ///< as written
    std::optional<ListMoment> on;
    std::string way;
    std::string column = {};  ///< heading

    bool operator==(const ListConsent&) const = default;
};

/// Every objection cell that does not clearly say no.
struct ListObjection {
    ListChannel channel = ListChannel::any;
    std::string word;  ///< as written
    std::optional<ListMoment> on;
    std::string column = {};  ///< heading

    bool operator==(const ListObjection&) const = default;
};

struct ListNote {
    std::string column;
    std::string text;

    bool operator==(const ListNote&) const = default;
};

struct ListRow {
    std::size_t line = 0;
    std::string customer_number;
    std::string salutation;
    std::string titles;
    std::string first_name;
    std::string middle_name;
    std::string last_name;
    std::string name_suffix;
    std::string company;
    std::string department;
    std::string position;
    std::vector<ListAddress> addresses;
    std::vector<ListPhone> phones;
    std::vector<ListEmail> emails;
    std::optional<Date> birth_date;
    std::string source;
    std::optional<ListMoment> collected_on;
    std::vector<ListConsent> consents;
    std::vector<ListObjection> objections;
    std::vector<ObjectionHint> objection_hints;
    std::vector<std::string> areas;
    std::vector<ListNote> notes;
};

enum class Severity : std::uint8_t {
    completed,      ///< the row goes in with a leading zero or plus that a workbook had lost
    doubtful,       ///< the row goes in with this cell as it is; something in it was lost before it came here
    cell_left_out,  ///< the row goes in without this cell
    row_unusable,   ///< nothing of the row goes in
};

struct RowProblem {
    std::size_t line = 0;
    std::string column;  ///< heading; empty where the row as a whole is meant
    std::string value;   ///< the cell, cut to 60 bytes and clean
    Message reason;
    Message way_out;
    Severity severity = Severity::cell_left_out;
};

struct MappedRow {
    ListRow row;
    std::vector<RowProblem> problems;

    bool usable() const;
};

/// Maps row after row of one list. Pure: `today` is for dates of birth and two-digit years.
class ContactList {
public:
    ContactList(ListColumns columns, ListMapping mapping, Date today);

    const ListColumns& columns() const { return columns_; }

    /// Never fails: what is wrong stands in the problems. A row in which nobody is recognisable (no name, no
    /// company, no contact point) is unusable.
    MappedRow map(const TableRow& row) const;

private:
    ListColumns columns_;
    ListMapping mapping_;
    Date today_;
};

}  // namespace kartei::formats
