#include "store/postgresql_statement.h"

#include <fmt/format.h>

#include <charconv>
#include <cstring>
#include <limits>
#include <stdexcept>

namespace kartei::store {

namespace {

// Types of pg_type.dat that the schema and plain expressions over it have; their numbers never change.
constexpr Oid bool_type = 16;
constexpr Oid bytea_type = 17;
constexpr Oid name_type = 19;
constexpr Oid int8_type = 20;
constexpr Oid int2_type = 21;
constexpr Oid int4_type = 23;
constexpr Oid text_type = 25;
constexpr Oid unknown_type = 705;
constexpr Oid varchar_type = 1043;
constexpr Oid uuid_type = 2950;

/// Bytes of an integer type, 0 for every other type.
std::size_t integer_size(Oid type) {
    switch (type) {
        case bool_type: return 1;
        case int2_type: return 2;
        case int4_type: return 4;
        case int8_type: return 8;
        default: return 0;
    }
}

bool is_text(Oid type) {
    return type == text_type || type == varchar_type || type == name_type || type == unknown_type;
}

bool fits(std::int64_t value, std::size_t size) {
    if (size == 1) return value == 0 || value == 1;
    if (size == 2) return value == static_cast<std::int16_t>(value);
    if (size == 4) return value == static_cast<std::int32_t>(value);
    return true;
}

}  // namespace

PostgresqlStatement::PostgresqlStatement(PostgresqlLink& link, const bool& may_send_ahead, const Sql& sql)
    : Statement(sql), link_(link), may_send_ahead_(may_send_ahead), name_(fmt::format("k{}", sql.number())) {
    const ResultHandle description = link.prepare(name_, sql.text(Engine::postgresql), sql.written());
    const auto count = static_cast<std::size_t>(PQnparams(description.get()));
    for (std::size_t i = 0; i < count; ++i)
        types_.push_back(PQparamtype(description.get(), static_cast<int>(i)));
    pointers_.resize(count);
    lengths_.resize(count);
    formats_.assign(count, 1);
    integers_.resize(count);
    rows_ahead_ = PostgresqlRows::of(link, sql);
}

std::int64_t PostgresqlStatement::integer(int column) const {
    if (is_null(column)) return 0;
    const std::size_t size = integer_size(PQftype(rows_.get(), column));
    if (size == 0) {
        throw std::logic_error(
            fmt::format("SQL: column {} is no integer, CAST it AS bigint: {}", column, sql().written()));
    }
    const char* stored = PQgetvalue(rows_.get(), row_, column);
    std::uint64_t value = size > 1 && (stored[0] & 0x80) != 0 ? std::numeric_limits<std::uint64_t>::max() : 0;
    for (std::size_t i = 0; i < size; ++i) value = value << 8U | static_cast<std::uint8_t>(stored[i]);
    return static_cast<std::int64_t>(value);
}

std::string_view PostgresqlStatement::text(int column) const {
    return {PQgetvalue(rows_.get(), row_, column),
            static_cast<std::size_t>(PQgetlength(rows_.get(), row_, column))};
}

ByteView PostgresqlStatement::bytes(int column) const {
    return bytes_of(text(column));
}

void PostgresqlStatement::start() {
    send_ahead();
    rows_ = link_.wait();
    row_ = -1;
}

bool PostgresqlStatement::step() {
    return ++row_ < PQntuples(rows_.get());
}

std::int64_t PostgresqlStatement::run() {
    start();
    const std::string_view count = PQcmdTuples(rows_.get());
    std::int64_t rows = 0;
    if (std::string_view(PQcmdStatus(rows_.get())).starts_with("SELECT")) return 0;
    std::from_chars(count.data(), count.data() + count.size(), rows);
    return rows;
}

void PostgresqlStatement::send() {
    if (may_send_ahead_ && rows_ahead_) {
        rows_ahead_->add(encoded());
        return;
    }
    send_ahead();
    if (!may_send_ahead_) link_.wait();
}

void PostgresqlStatement::finish() noexcept {
    rows_.reset();
    row_ = -1;
}

WireValues PostgresqlStatement::encoded() {
    std::size_t position = 0;
    for (const BoundValue& value : values()) encode(position++, value);
    return {static_cast<int>(pointers_.size()), pointers_.data(), lengths_.data(), formats_.data()};
}

void PostgresqlStatement::send_ahead() {
    link_.send_prepared(name_, encoded(), sql().written());
}

void PostgresqlStatement::encode(std::size_t position, const BoundValue& value) {
    const Oid type = types_[position];
    pointers_[position] = memory() + value.offset;
    lengths_[position] = static_cast<int>(value.size);
    switch (value.kind) {
        case BoundValue::Kind::integer: encode_integer(position, value.integer); break;
        case BoundValue::Kind::text: require_type(position, is_text(type), "text"); break;
        case BoundValue::Kind::bytes:
            require_type(position, type == bytea_type || type == uuid_type, "bytes");
            break;
        case BoundValue::Kind::null:
        case BoundValue::Kind::unbound: pointers_[position] = nullptr; break;
    }
}

void PostgresqlStatement::encode_integer(std::size_t position, std::int64_t value) {
    const std::size_t size = integer_size(types_[position]);
    require_type(position, size != 0, "an integer");
    if (!fits(value, size)) {
        throw StoreFailure(FailureKind::check, sql().written(),
                           fmt::format(":{} is out of range", sql().parameters()[position]));
    }
    auto& bytes = integers_[position];
    const auto bits = static_cast<std::uint64_t>(value);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(bits >> (8U * (size - 1 - i)) & 0xFFU);
    pointers_[position] = bytes.data();
    lengths_[position] = static_cast<int>(size);
}

void PostgresqlStatement::require_type(std::size_t position, bool fits_type, std::string_view given) const {
    if (fits_type) return;
    throw std::logic_error(fmt::format("SQL: :{} is {}, the server takes it for type {}, CAST it: {}",
                                       sql().parameters()[position], given, types_[position],
                                       sql().written()));
}

}  // namespace kartei::store
