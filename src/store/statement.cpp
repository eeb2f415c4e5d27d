#include "store/statement.h"

#include <fmt/format.h>

#include <time.h>

#include <algorithm>
#include <stdexcept>

namespace kartei::store {

namespace {

/// Memory a statement keeps for its next values; more is given back.
constexpr std::size_t max_kept_bytes = 1U << 20U;

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Length of the UTF-8 sequence at the front (RFC 3629 section 4), 0 where there is none.
std::size_t sequence_length(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x80) return first == 0 ? 0 : 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if (!is_continuation(text[i])) return 0;
    }
    const auto second = static_cast<unsigned char>(text[1]);
    if (first == 0xE0 && second < 0xA0) return 0;  // overlong
    if (first == 0xED && second > 0x9F) return 0;  // surrogates
    if (first == 0xF0 && second < 0x90) return 0;  // overlong
    if (first == 0xF4 && second > 0x8F) return 0;  // beyond U+10FFFF
    return length;
}

/// PostgreSQL refuses NUL and broken UTF-8, SQLite would store both: refused alike before either sees it.
bool storable(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

/// A clock that never goes back and costs next to nothing to read: it moves with the system's tick, every one
/// to four milliseconds.
std::int64_t tick_us() {
    constexpr std::int64_t us_in_second = 1'000'000;
    constexpr std::int64_t ns_in_us = 1'000;
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return now.tv_sec * us_in_second + now.tv_nsec / ns_in_us;
}

}  // namespace

Statement::Statement(const Sql& sql) : sql_(sql), values_(sql.parameters().size()) {}

bool Statement::next() {
    const std::int64_t begun_us = tick_us();
    try {
        if (state_ == State::binding) {
            require_all_bound();
            state_ = State::reading;
            start();
        }
        const bool has_row = step();
        at_work_us_ += tick_us() - begun_us;
        if (has_row) return true;
    } catch (...) {
        at_work_us_ += tick_us() - begun_us;
        reset();
        throw;
    }
    reset();
    return false;
}

bool Statement::any() {
    bool found = false;
    while (next()) found = true;
    return found;
}

std::int64_t Statement::execute() {
    const std::int64_t begun_us = tick_us();
    try {
        require_all_bound();
        const std::int64_t rows = run();
        sql_.count_run(tick_us() - begun_us);
        reset();
        return rows;
    } catch (...) {
        sql_.count_run(tick_us() - begun_us);
        reset();
        throw;
    }
}

void Statement::enqueue() {
    try {
        require_all_bound();
        send();
        sql_.count_run(0);
    } catch (...) {
        reset();
        throw;
    }
    reset();
}

void Statement::reset() {
    finish();
    if (state_ == State::reading) sql_.count_run(at_work_us_);
    at_work_us_ = 0;
    state_ = State::binding;
    next_ = 0;
    for (BoundValue& value : values_) value.kind = BoundValue::Kind::unbound;
    memory_.clear();
    if (memory_.capacity() > max_kept_bytes) memory_.shrink_to_fit();
}

UuidBytes Statement::uuid(int column) const {
    UuidBytes id{};
    if (is_null(column)) return id;
    const ByteView stored = bytes(column);
    if (stored.size() != id.size())
        throw StoreFailure(FailureKind::corrupt, sql_.written(), "an id is not 16 bytes");
    std::ranges::copy(stored, id.begin());
    return id;
}

int Statement::position_of(std::string_view name) {
    const auto& names = sql_.parameters();
    // Most callers bind in the order of the statement.
    if (next_ < names.size() && names[next_] == name) return static_cast<int>(++next_);
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) {
        throw std::logic_error(fmt::format("SQL: no parameter :{} in: {}", name, sql_.written()));
    }
    next_ = static_cast<std::size_t>(found - names.begin()) + 1;
    return static_cast<int>(next_);
}

int Statement::checked(int position) const {
    if (position < 1 || static_cast<std::size_t>(position) > values_.size()) {
        throw std::logic_error(fmt::format("SQL: no parameter {} in: {}", position, sql_.written()));
    }
    return position;
}

BoundValue& Statement::fresh(int position) {
    if (state_ == State::reading) reset();
    return values_[static_cast<std::size_t>(position) - 1];
}

void Statement::require_all_bound() const {
    for (std::size_t i = 0; i < values_.size(); ++i) {
        if (values_[i].kind != BoundValue::Kind::unbound) continue;
        throw std::logic_error(
            fmt::format("SQL: :{} is not bound in: {}", sql_.parameters()[i], sql_.written()));
    }
}

void Statement::put_text(int position, std::string_view text) {
    if (!storable(text)) {
        throw StoreFailure(FailureKind::check, sql_.written(),
                           fmt::format(":{} is not UTF-8 without NUL",
                                       sql_.parameters()[static_cast<std::size_t>(position) - 1]));
    }
    put_bytes(position, bytes_of(text));
    values_[static_cast<std::size_t>(position) - 1].kind = BoundValue::Kind::text;
}

void Statement::put_bytes(int position, ByteView bytes) {
    BoundValue& value = fresh(position);
    value.kind = BoundValue::Kind::bytes;
    value.offset = memory_.size();
    value.size = bytes.size();
    memory_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

}  // namespace kartei::store
