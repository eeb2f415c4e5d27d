// What an import has to say about single rows, and the keeping of it: every row is explained, so a text that
// many rows share is kept once.
#pragma once

#include "base/result.h"
#include "domain/ids.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kartei::app {

/// Somebody a row is compared with: the row of the same list he came from, or who he is.
struct KnownAs {
    std::int64_t line = 0;  ///< 0: he was there before this run
    domain::PersonId person;
    std::string customer_number;  ///< may be empty
    std::string name;

    bool operator==(const KnownAs&) const = default;
};

/// Why a row did not become a new person, or only with reservations.
struct RowRemark {
    std::int64_t line = 0;    ///< in the file, from 1
    std::string column = {};  ///< heading; empty where the row as a whole is meant
    std::string value = {};   ///< the cell, cut and clean; may be empty
    Message what;
    Message way_out = {};
    std::string command = {};  ///< of the command line, as in Error
    enum class Weight : std::uint8_t {
        note,
        value_unusable,
        value_left_out,
        row_left_out
    } weight = Weight::note;
    std::optional<KnownAs> known = {};  ///< whom the row has met
};

/// The remarks of an import. Bounded: a list of which nearly every cell is bad has as many texts as cells.
class RowRemarks {
public:
    static constexpr std::size_t max_remarks = 2'000'000;
    static constexpr std::size_t max_texts = 200'000;

    void add(RowRemark remark);

    std::size_t size() const { return kept_.size(); }
    bool empty() const { return kept_.empty(); }
    RowRemark operator[](std::size_t at) const;
    /// Remarks beyond the bounds.
    std::int64_t left_out() const { return left_out_; }

    /// Remarks with the same number differ in line, value and whom they met at most.
    std::size_t group(std::size_t at) const { return kept_[at].text; }

    /// Gives columns their names in the list.
    void rename_columns(const std::function<std::string_view(std::string_view column)>& name_of);

    /// By line; the remarks of a row stay in their order.
    void sort();

private:
    struct Text {
        std::string column;
        Message what;
        Message way_out;
        std::string command;
        RowRemark::Weight weight = RowRemark::Weight::note;
    };
    struct Kept {
        std::int64_t line;
        std::uint32_t text;
        std::uint32_t value;  ///< number in values_
        std::uint32_t known;  ///< number in known_, from 1
    };
    std::optional<std::uint32_t> text_of(const RowRemark& remark);
    std::optional<std::uint32_t> value_of(const std::string& value);

    std::vector<Kept> kept_;
    std::vector<Text> texts_;
    std::vector<std::string> values_;
    std::vector<KnownAs> known_;
    std::map<std::string, std::uint32_t, std::less<>> text_numbers_;
    std::map<std::string, std::uint32_t, std::less<>> value_numbers_;
    std::int64_t left_out_ = 0;
};

}  // namespace kartei::app
