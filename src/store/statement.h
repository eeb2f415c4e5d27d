// A prepared statement of one connection: bind, run, read rows. Values are copied when bound, so temporaries
// may be bound. It resets itself: after the last row, after execute and enqueue, and when a new value is
// bound.
#pragma once

#include "base/codec.h"
#include "store/failure.h"
#include "store/sql.h"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace kartei::store {

/// What is bound to one parameter. Text and bytes lie in the statement's own memory.
struct BoundValue {
    enum class Kind : std::uint8_t { unbound, null, integer, text, bytes };
    Kind kind = Kind::unbound;
    std::int64_t integer = 0;
    std::size_t offset = 0;  ///< of text and bytes in that memory
    std::size_t size = 0;
};

class Statement {
public:
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    virtual ~Statement() = default;

    /// Binds a parameter by name or by position (1 is the first to appear in the text). Takes nullptr,
    /// integers and bool, text, bytes, UuidBytes, everything with a Codec (ids, Instant, Date, enumerations),
    /// and optionals of these. Names and positions that the statement lacks throw std::logic_error. Text must
    /// be UTF-8 without NUL: StoreFailure(check) otherwise, on both engines.
    template <class Value>
    Statement& bind(std::string_view name, const Value& value) {
        bind_at(position_of(name), value);
        return *this;
    }
    template <class Value>
    Statement& bind(int position, const Value& value) {
        bind_at(checked(position), value);
        return *this;
    }

    /// Runs the statement at the first call. True: a row can be read until the next call. False: no more
    /// rows. On PostgreSQL the whole result is held in memory: reads that grow with a tenant page by key.
    bool next();

    /// Runs the statement; whether it gives a row.
    bool any();

    /// Runs the statement to its end; rows inserted, updated or deleted.
    std::int64_t execute();

    /// Like execute, but nobody waits for the result: inside a transaction it is sent ahead, and its failure
    /// is thrown by a later call: at the latest by the next that waits (next, execute, release, commit).
    void enqueue();

    /// Forgets the rest of the rows and all bound values.
    void reset();

    /// Columns of the row begin with 0. NULL reads as 0, empty or the nil id.
    virtual int columns() const = 0;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    /// Views stay valid until the next call on this statement.
    virtual std::string_view text(int column) const = 0;
    virtual ByteView bytes(int column) const = 0;
    UuidBytes uuid(int column) const;

    const Sql& sql() const { return sql_; }

protected:
    explicit Statement(const Sql& sql);

    std::span<const BoundValue> values() const { return values_; }
    const char* memory() const { return memory_.data(); }
    std::size_t memory_size() const { return memory_.size(); }

    /// The driver's part. Each may throw; the statement is reset afterwards.
    virtual void start() = 0;            ///< values are bound: run up to the first row
    virtual bool step() = 0;             ///< the next row
    virtual std::int64_t run() = 0;      ///< run to the end
    virtual void send() = 0;             ///< run without waiting
    virtual void finish() noexcept = 0;  ///< let go of rows

private:
    enum class State : std::uint8_t { binding, reading };

    int position_of(std::string_view name);
    int checked(int position) const;
    BoundValue& fresh(int position);
    void require_all_bound() const;
    void put_text(int position, std::string_view text);
    void put_bytes(int position, ByteView bytes);

    template <class Value>
    void bind_at(int position, const Value& value) {
        if constexpr (std::same_as<Value, std::nullptr_t>) {
            fresh(position).kind = BoundValue::Kind::null;
        } else if constexpr (is_optional<Value>) {
            if (value) {
                bind_at(position, *value);
            } else {
                bind_at(position, nullptr);
            }
        } else if constexpr (std::integral<Value>) {
            BoundValue& bound = fresh(position);
            bound.kind = BoundValue::Kind::integer;
            bound.integer = static_cast<std::int64_t>(value);
        } else if constexpr (std::convertible_to<const Value&, std::string_view>) {
            put_text(position, value);
        } else if constexpr (std::convertible_to<const Value&, ByteView>) {
            put_bytes(position, value);
        } else {
            bind_at(position, Codec<Value>::encode(value));
        }
    }

    const Sql& sql_;
    std::vector<BoundValue> values_;
    std::string memory_;
    State state_ = State::binding;
    std::int64_t at_work_us_ = 0;  ///< on the run that is being read
    std::size_t next_ = 0;         ///< position after the name bound last
};

}  // namespace kartei::store
