#include "app/row_remark.h"

#include <algorithm>

namespace kartei::app {

namespace {

std::string key_of(const RowRemark& remark) {
    std::string key = remark.column;
    // The German text tells two remarks apart; what it quotes, it quotes in both languages.
    key.append(1, '\0').append(remark.what.de).append(1, '\0').append(remark.way_out.de);
    key += static_cast<char>('0' + static_cast<int>(remark.weight));
    return key;
}

}  // namespace

std::optional<std::uint32_t> RowRemarks::text_of(const RowRemark& remark) {
    std::string key = key_of(remark);
    if (const auto found = text_numbers_.find(key); found != text_numbers_.end()) return found->second;
    if (texts_.size() >= max_texts) return std::nullopt;
    const auto number = static_cast<std::uint32_t>(texts_.size());
    texts_.push_back({remark.column, remark.what, remark.way_out, remark.command, remark.weight});
    text_numbers_.emplace(std::move(key), number);
    return number;
}

std::optional<std::uint32_t> RowRemarks::value_of(const std::string& value) {
    if (const auto found = value_numbers_.find(value); found != value_numbers_.end()) return found->second;
    if (values_.size() >= max_texts) return std::nullopt;
    const auto number = static_cast<std::uint32_t>(values_.size());
    values_.push_back(value);
    value_numbers_.emplace(value, number);
    return number;
}

void RowRemarks::add(RowRemark remark) {
    const auto text = kept_.size() < max_remarks ? text_of(remark) : std::nullopt;
    const auto value = text ? value_of(remark.value) : std::nullopt;
    if (!text || !value) {
        ++left_out_;
        return;
    }
    std::uint32_t known = 0;
    if (remark.known) {
        known_.push_back(std::move(*remark.known));
        known = static_cast<std::uint32_t>(known_.size());
    }
    kept_.push_back({remark.line, *text, *value, known});
}

RowRemark RowRemarks::operator[](std::size_t at) const {
    const Kept& kept = kept_[at];
    const Text& text = texts_[kept.text];
    RowRemark remark{.line = kept.line,
                     .column = text.column,
                     .value = values_[kept.value],
                     .what = text.what,
                     .way_out = text.way_out,
                     .command = text.command,
                     .weight = text.weight};
    if (kept.known != 0) remark.known = known_[kept.known - 1];
    return remark;
}

void RowRemarks::rename_columns(const std::function<std::string_view(std::string_view column)>& name_of) {
    for (auto& text : texts_) {
        const auto name = name_of(text.column);
        if (!name.empty()) text.column = name;
    }
}

void RowRemarks::sort() {
    std::ranges::stable_sort(kept_, {}, &Kept::line);
}

}  // namespace kartei::app
