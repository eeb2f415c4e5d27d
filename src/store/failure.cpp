#include "store/failure.h"

#include <fmt/format.h>

namespace kartei::store {

std::string_view failure_word(FailureKind kind) {
    switch (kind) {
        case FailureKind::unique: return "unique";
        case FailureKind::foreign_key: return "foreign_key";
        case FailureKind::check: return "check";
        case FailureKind::busy: return "busy";
        case FailureKind::serialization: return "serialization";
        case FailureKind::connection_lost: return "connection_lost";
        case FailureKind::commit_unknown: return "commit_unknown";
        case FailureKind::not_permitted: return "not_permitted";
        case FailureKind::full: return "full";
        case FailureKind::read_only: return "read_only";
        case FailureKind::corrupt: return "corrupt";
        case FailureKind::other: break;
    }
    return "other";
}

namespace {

constexpr std::size_t max_shown_statement_bytes = 160;

/// Statements made for many rows at once are longer than anybody reads.
std::string shown(std::string_view statement) {
    if (statement.size() <= max_shown_statement_bytes) return std::string(statement);
    return std::string(statement.substr(0, max_shown_statement_bytes)) + " …";
}

}  // namespace

StoreFailure::StoreFailure(FailureKind kind, std::string_view statement, std::string_view message)
    : std::runtime_error(
          fmt::format("database ({}): {} [{}]", failure_word(kind), message, shown(statement))),
      kind_(kind),
      statement_(statement) {}

}  // namespace kartei::store
