#include "store/sql.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <stdexcept>

namespace kartei::store {

namespace {

/// The list of statements. Made by the first Sql, hence destroyed after the last static one.
struct Registry {
    std::mutex mutex;
    std::size_t next_number = 0;
    std::map<std::size_t, const Sql*> statements;
};

Registry& registry() {
    static Registry all;
    return all;
}

bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
}

bool continues_name(char c) {
    return starts_name(c) || (c >= '0' && c <= '9');
}

bool continues_word(char c) {
    return continues_name(c) || (c >= 'A' && c <= 'Z');
}

/// Reads a written statement once and writes it down for both engines.
class Rewriting {
public:
    explicit Rewriting(std::string_view text) : text_(text) {
        while (at_ < text_.size()) step();
    }

    std::string sqlite;
    std::string postgresql;
    std::vector<std::string> parameters;

private:
    void step() {
        const std::string_view rest = text_.substr(at_);
        if (rest.front() == '\'' || rest.front() == '"') return copy(quoted(rest));
        if (rest.starts_with("--")) return copy(std::min(rest.find('\n'), rest.size()));
        if (rest.starts_with("/*")) return copy(comment(rest));
        if (rest.starts_with("::")) return copy(2);
        if (rest.front() == ':') return parameter(rest);
        if (rest.front() == '?' || rest.front() == '$' || rest.front() == '@')
            refuse("parameters are written :name");
        if (continues_word(rest.front())) return word(rest);
        copy(1);
    }

    void copy(std::size_t count) {
        sqlite += text_.substr(at_, count);
        postgresql += text_.substr(at_, count);
        at_ += count;
    }

    /// Length of a quoted piece; a doubled quote inside reads as two pieces, which comes to the same.
    std::size_t quoted(std::string_view rest) const {
        const std::size_t end = rest.find(rest.front(), 1);
        if (end == std::string_view::npos) refuse("a quote is not closed");
        return end + 1;
    }

    std::size_t comment(std::string_view rest) const {
        const std::size_t end = rest.find("*/", 2);
        if (end == std::string_view::npos) refuse("a comment is not closed");
        return end + 2;
    }

    void parameter(std::string_view rest) {
        std::size_t length = 1;
        while (length < rest.size() && continues_name(rest[length])) ++length;
        if (length == 1 || !starts_name(rest[1])) refuse("a parameter has no name");
        const std::string_view name = rest.substr(1, length - 1);
        auto known = std::ranges::find(parameters, name);
        const auto position = known - parameters.begin() + 1;
        if (known == parameters.end()) parameters.emplace_back(name);
        sqlite += rest.substr(0, length);
        postgresql += fmt::format("${}", position);
        at_ += length;
    }

    void word(std::string_view rest) {
        static constexpr std::string_view for_update = "FOR UPDATE";
        static constexpr std::string_view skip_locked = " SKIP LOCKED";
        if (rest.starts_with(for_update)) {
            std::size_t length = for_update.size();
            if (rest.substr(length).starts_with(skip_locked)) length += skip_locked.size();
            postgresql += rest.substr(0, length);
            at_ += length;
            return;
        }
        std::size_t length = 1;
        while (length < rest.size() && continues_word(rest[length])) ++length;
        copy(length);
    }

    [[noreturn]] void refuse(std::string_view why) const {
        throw std::logic_error(fmt::format("SQL: {} at byte {}: {}", why, at_, text_));
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

Sql::Sql(std::string_view text) : Sql(text, Plan::indexed, {}) {}

Sql::Sql(std::string_view text, Plan plan, std::string_view reason)
    : written_(text), plan_(plan), reason_(reason) {
    if (plan == Plan::walks_table && reason.empty()) {
        throw std::logic_error(fmt::format("SQL: walks a table without a reason: {}", text));
    }
    Rewriting rewriting(text);
    sqlite_ = std::move(rewriting.sqlite);
    postgresql_ = std::move(rewriting.postgresql);
    parameters_ = std::move(rewriting.parameters);
    const std::scoped_lock lock(registry().mutex);
    number_ = registry().next_number++;
    registry().statements.emplace(number_, this);
}

Sql::~Sql() {
    const std::scoped_lock lock(registry().mutex);
    registry().statements.erase(number_);
}

std::vector<const Sql*> Sql::all() {
    const std::scoped_lock lock(registry().mutex);
    std::vector<const Sql*> statements;
    for (const auto& [number, statement] : registry().statements) statements.push_back(statement);
    return statements;
}

void Sql::count_run(std::int64_t us) const {
    runs_.fetch_add(1, std::memory_order_relaxed);
    if (us == 0) return;
    total_us_.fetch_add(us, std::memory_order_relaxed);
    if (us >= slow_us) slow_runs_.fetch_add(1, std::memory_order_relaxed);
    auto slowest = slowest_us_.load(std::memory_order_relaxed);
    while (us > slowest && !slowest_us_.compare_exchange_weak(slowest, us, std::memory_order_relaxed)) {
    }
}

StatementTimes Sql::times() const {
    return {.runs = runs_.load(std::memory_order_relaxed),
            .total_us = total_us_.load(std::memory_order_relaxed),
            .slowest_us = slowest_us_.load(std::memory_order_relaxed),
            .slow_runs = slow_runs_.load(std::memory_order_relaxed)};
}

}  // namespace kartei::store
