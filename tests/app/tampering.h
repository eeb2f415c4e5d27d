// Changes behind kartei's back, made from the description of the schema: for every table and column the
// statements of somebody who owns the database.
#pragma once

#include "store/connection.h"
#include "store/schema.h"

#include <map>
#include <string>
#include <vector>

namespace kartei::app {

/// One change, and what a finding about it has to name.
struct Tamper {
    std::string table;
    std::string statement;
    std::vector<std::string> keys;  ///< texts of the row's key; one of them has to stand in the finding
};

class Tampering {
public:
    /// Keeps a copy of all tables that the connection sees until it ends.
    explicit Tampering(store::Connection& connection);

    const std::vector<store::Table>& tables() const { return tables_; }

    /// Every column of one row set to something else, and to nothing where that is allowed.
    std::vector<Tamper> column_edits(const store::Table& table);
    /// Single bits of every column of bytes of one row turned over.
    std::vector<Tamper> bit_flips(const store::Table& table);
    /// Each row of the table removed.
    std::vector<Tamper> deletions(const store::Table& table);
    /// A copy of a row under another key.
    std::vector<Tamper> forgeries(const store::Table& table);
    /// All columns but the key of two rows exchanged, and each single column that differs.
    std::vector<Tamper> swaps(const store::Table& table);
    /// Two columns of bytes of one row exchanged.
    std::vector<Tamper> swaps_within_row(const store::Table& table);

    void apply(const Tamper& tamper);
    /// Puts the table back as it was.
    void restore(const std::string& table);

private:
    struct Row {
        std::string condition;          ///< `tenant_id = 7 AND …`
        std::vector<std::string> keys;  ///< of all key columns but tenant_id
    };

    std::vector<Row> rows(const store::Table& table);
    /// The row with the most members filled.
    Row fullest_row(const store::Table& table);
    /// A text of the engine's own for a value: what a column holds, as it can stand in a statement.
    std::string literal(const std::string& table, const std::string& column, const Row& row);
    std::vector<std::string> strings(const std::string& question);
    std::string other_value(const store::Column& column) const;
    std::string bytes_literal(const std::string& hex) const;

    store::Connection& connection_;
    std::vector<store::Table> tables_;
    std::vector<std::unique_ptr<store::Sql>> asked_;
};

}  // namespace kartei::app
