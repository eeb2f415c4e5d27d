// Rows of one INSERT that wait to be sent together: the server works per statement, so that many rows in one
// cost a fraction of as many statements. Knows encoded values, no types.
#pragma once

#include "store/postgresql_link.h"
#include "store/sql.h"

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace kartei::store {

class PostgresqlRows final : public PostgresqlLink::Waiting {
public:
    /// Null unless the statement is a plain `INSERT … VALUES (:a, :b)` into one of kartei's tables: of those
    /// alone it is known which rows have to be there before.
    static std::unique_ptr<PostgresqlRows> of(PostgresqlLink& link, const Sql& sql);

    /// Copies the values.
    void add(const WireValues& row);

    std::size_t place() const override { return place_; }
    void send() override;
    void drop() noexcept override;

private:
    PostgresqlRows(PostgresqlLink& link, const Sql& sql, std::size_t place);

    /// Rows per statement, the largest first; 1 is the statement as it was prepared.
    static constexpr std::array<std::size_t, 3> sizes{64, 8, 1};

    std::string name(std::size_t rows) const;
    void prepare(std::size_t rows);
    void send(std::size_t first, std::size_t rows);

    PostgresqlLink& link_;
    const Sql& sql_;
    std::size_t place_;
    std::size_t columns_;
    std::array<bool, sizes.size()> prepared_{};
    std::string memory_;
    std::vector<std::size_t> offsets_;  ///< in memory_, of all values of all rows
    std::vector<int> lengths_;          ///< -1: NULL
};

}  // namespace kartei::store
