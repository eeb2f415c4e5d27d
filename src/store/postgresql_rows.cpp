#include "store/postgresql_rows.h"

#include "store/steps.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::store {

namespace {

constexpr std::string_view insert = "INSERT INTO ";
constexpr std::string_view before_values = ") VALUES (";

/// `($1, $2)`: the parameters of one row, numbered on from `first`.
std::string row_text(std::size_t first, std::size_t columns) {
    std::string text;
    for (std::size_t i = 0; i < columns; ++i) text += fmt::format("{}${}", i == 0 ? "(" : ", ", first + i);
    return text + ")";
}

}  // namespace

std::unique_ptr<PostgresqlRows> PostgresqlRows::of(PostgresqlLink& link, const Sql& sql) {
    const std::string_view text = sql.text(Engine::postgresql);
    if (!text.starts_with(insert)) return nullptr;
    const auto place =
        storing_order(text.substr(insert.size(), text.find(' ', insert.size()) - insert.size()));
    const auto columns = sql.parameters().size();
    const auto end = text.find(before_values);
    if (!place || columns == 0 || end == std::string_view::npos) return nullptr;
    if (text.substr(end + before_values.size() - 1) != row_text(1, columns)) return nullptr;
    return std::unique_ptr<PostgresqlRows>(new PostgresqlRows(link, sql, *place));
}

PostgresqlRows::PostgresqlRows(PostgresqlLink& link, const Sql& sql, std::size_t place)
    : link_(link), sql_(sql), place_(place), columns_(sql.parameters().size()) {
    prepared_.back() = true;
}

void PostgresqlRows::add(const WireValues& row) {
    const std::size_t before = memory_.size();
    for (std::size_t i = 0; i < columns_; ++i) {
        const bool null = row.values[i] == nullptr;
        offsets_.push_back(memory_.size());
        lengths_.push_back(null ? -1 : row.lengths[i]);
        if (!null) memory_.append(row.values[i], static_cast<std::size_t>(row.lengths[i]));
    }
    link_.hold(*this, memory_.size() - before);
}

void PostgresqlRows::send() {
    const std::size_t rows = offsets_.size() / columns_;
    for (std::size_t sent = 0; sent < rows;) {
        const auto size = *std::ranges::find_if(sizes, [&](std::size_t s) { return s <= rows - sent; });
        send(sent, size);
        sent += size;
    }
    drop();
}

void PostgresqlRows::drop() noexcept {
    memory_.clear();
    offsets_.clear();
    lengths_.clear();
}

std::string PostgresqlRows::name(std::size_t rows) const {
    const std::string one = fmt::format("k{}", sql_.number());
    return rows == 1 ? one : fmt::format("{}x{}", one, rows);
}

/// In binary form all values look alike; the server takes their types from the columns.
void PostgresqlRows::prepare(std::size_t rows) {
    bool& done = prepared_[static_cast<std::size_t>(std::ranges::find(sizes, rows) - sizes.begin())];
    if (done) return;
    const std::string_view text = sql_.text(Engine::postgresql);
    std::string many(text.substr(0, text.find(before_values) + before_values.size() - 1));
    for (std::size_t row = 0; row < rows; ++row)
        many += (row == 0 ? "" : ", ") + row_text(1 + row * columns_, columns_);
    link_.prepare(name(rows), many, sql_.written());
    done = true;
}

void PostgresqlRows::send(std::size_t first, std::size_t rows) {
    prepare(rows);
    const std::size_t begin = first * columns_;
    const std::size_t count = rows * columns_;
    std::vector<const char*> pointers(count);
    for (std::size_t i = 0; i < count; ++i) {
        if (lengths_[begin + i] >= 0) pointers[i] = memory_.data() + offsets_[begin + i];
    }
    const std::vector<int> formats(count, 1);
    const WireValues wire{static_cast<int>(count), pointers.data(), lengths_.data() + begin, formats.data()};
    link_.send_prepared(name(rows), wire, sql_.written());
}

}  // namespace kartei::store
