// A prepared statement on PostgreSQL: values and rows in the binary form of the types the server told.
#pragma once

#include "store/postgresql_link.h"
#include "store/postgresql_rows.h"
#include "store/statement.h"

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace kartei::store {

class PostgresqlStatement final : public Statement {
public:
    /// Prepares at once. `may_send_ahead`: whether nobody need wait for an answer.
    PostgresqlStatement(PostgresqlLink& link, const bool& may_send_ahead, const Sql& sql);

    int columns() const override { return PQnfields(rows_.get()); }
    bool is_null(int column) const override { return PQgetisnull(rows_.get(), row_, column) != 0; }
    std::int64_t integer(int column) const override;
    std::string_view text(int column) const override;
    ByteView bytes(int column) const override;

protected:
    void start() override;
    bool step() override;
    std::int64_t run() override;
    void send() override;
    void finish() noexcept override;

private:
    WireValues encoded();
    void send_ahead();
    void encode(std::size_t position, const BoundValue& value);
    void encode_integer(std::size_t position, std::int64_t value);
    void require_type(std::size_t position, bool fits, std::string_view given) const;

    PostgresqlLink& link_;
    const bool& may_send_ahead_;
    std::string name_;
    std::unique_ptr<PostgresqlRows> rows_ahead_;  ///< null: its rows do not wait
    std::vector<Oid> types_;
    std::vector<const char*> pointers_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
    std::vector<std::array<char, 8>> integers_;  ///< integers in network order
    ResultHandle rows_;
    int row_ = -1;
};

}  // namespace kartei::store
