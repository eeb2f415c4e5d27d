// Cells of contact lists that hold more than one value: several numbers, a whole address, channels in a
// consent. Steps of contact_list.h; not meant for others.
#pragma once

#include "formats/contact_list.h"

#include <string>
#include <string_view>
#include <vector>

namespace kartei::formats {

/// Numbers divided by line breaks, semicolons, " oder ", Google's " ::: "; a slash belongs to a number.
std::vector<std::string> split_phones(std::string_view cell);

/// Addresses divided by line breaks, commas, semicolons, blanks; "Name <a@b>" and "mailto:" give the address
/// alone.
std::vector<std::string> split_emails(std::string_view cell);

/// Areas divided by comma, semicolon, slash or line break; "Strom & Gas" is one.
std::vector<std::string> split_areas(std::string_view cell);

/// A telephone number a workbook holds as a number, with what it lost put back: eleven digits and more
/// beginning with 49 had a plus or two zeros, others not beginning with 49 one zero. Nothing where both are
/// possible.
std::optional<std::string> completed_phone(std::string_view number);
/// `completed` begins with what was lost: 0 or +.
Fault completed_fault(std::string_view completed);
Fault lost_prefix_fault();

/// "NULL", "n/a", "k.A.": what programs and people write for nothing.
bool is_no_value(std::string_view cell);

/// "#NV", "#REF!", "#######": what spreadsheets write where they failed.
bool is_spreadsheet_error(std::string_view cell);
Fault spreadsheet_fault(std::string_view cell);
Fault nobody_fault();

/// Reads a consent cell: yes or no, channels ("Telefon, E-Mail" in a column without one), or a date.
std::vector<ListConsent> read_consent(ListChannel channel, std::string_view cell, const ListMapping& mapping,
                                      Date today);

/// Reads an objection cell, wide: everything but a clear no objects.
std::vector<ListObjection> read_objection(ListChannel channel, std::string_view cell,
                                          const ListMapping& mapping, Date today);

/// A date or way that belongs to one channel or to all.
struct ChannelCell {
    ListChannel channel = ListChannel::any;
    std::optional<ListMoment> on;
    std::string text;
    std::string column;  ///< heading
};

/// The cell of that channel, else the one of all, else null.
const ChannelCell* for_channel(const std::vector<ChannelCell>& cells, ListChannel channel);

/// Gathers the cells of several addresses, one per sphere and group.
class AddressCells {
public:
    void take(const ColumnMeaning& meaning, std::string_view value);

    /// A postal code that a workbook holds as a number: four digits of a German address have lost a zero.
    void take_number_as_code(const ColumnMeaning& meaning, std::string_view value);

    /// For addresses that name none.
    void set_country(std::string_view country) { country_ = country; }

    /// Those of which more than a country is known.
    std::vector<ListAddress> finish();

    /// Postal codes that `finish` has completed, as they are now.
    const std::vector<std::string>& completed() const { return completed_; }

private:
    struct Cells {
        Sphere sphere;
        unsigned group;
        ListAddress address;
        std::string house_number;
        std::string extra;
        bool code_is_number = false;
    };
    void complete_code(Cells& cells);
    Cells& of(const ColumnMeaning& meaning);

    std::vector<Cells> cells_;
    std::vector<std::string> completed_;
    std::string country_;
};

}  // namespace kartei::formats
