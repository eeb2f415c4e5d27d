// Breakage of the database, as an exception. It carries the statement but no value: values are personal data
// and must not reach a log of operation.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace kartei::store {

enum class FailureKind : std::uint8_t {
    unique,           ///< a key exists already
    foreign_key,      ///< the row pointed to is missing, or the row is still pointed to
    check,            ///< NULL, word or type that the column does not take
    busy,             ///< somebody else holds the lock longer than the deadline
    serialization,    ///< begin the transaction again: 40001, 40P01, a stale snapshot on SQLite
    connection_lost,  ///< nothing of the transaction is stored; connect and begin again
    commit_unknown,   ///< COMMIT was sent and not acknowledged: stored or not, look before repeating
    not_permitted,    ///< the role may not, or row level security refuses the row
    full,             ///< no space left
    read_only,        ///< the database, the file or the transaction takes no writes
    corrupt,          ///< the file is damaged or no database
    other,
};

/// The kind as a word.
std::string_view failure_word(FailureKind kind);

class StoreFailure : public std::runtime_error {
public:
    /// `message` is the engine's own sentence without values.
    StoreFailure(FailureKind kind, std::string_view statement, std::string_view message);

    FailureKind kind() const { return kind_; }
    const std::string& statement() const { return statement_; }

private:
    FailureKind kind_;
    std::string statement_;
};

}  // namespace kartei::store
