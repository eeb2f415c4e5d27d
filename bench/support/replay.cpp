#include "bench/support/replay.h"

#include "bench/support/library.h"
#include "bench/support/place.h"
#include "store/steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace kartei::bench {

namespace {

bool has_column(const store::Table& table, std::string_view name) {
    return std::ranges::find(table.columns, name, &store::Column::name) != table.columns.end();
}

std::string insert_into(const store::Table& table) {
    std::string names;
    std::string marks;
    for (const auto& column : table.columns) {
        names += (names.empty() ? "" : ", ") + column.name;
        marks += marks.empty() ? "?" : ", ?";
    }
    return fmt::format("INSERT INTO {} ({}) VALUES ({})", table.name, names, marks);
}

/// The rows of one table in the order of the ids they were made under, and how they are put again.
class Stream {
public:
    Stream(Library& from, Library& to, const store::Table& table, std::string_view id)
        : select_(from.prepare(select_from(table, id))), insert_(to.prepare(insert_into(table))) {
        read();
    }

    /// Takes along the rows whose id lies before `end`; no end: all.
    void take_before(const std::optional<std::string>& end, std::vector<std::pair<Stream*, Row>>& rows) {
        while (next_ && (!end || next_id() < *end)) {
            rows.emplace_back(this, take());
        }
    }

    Row take() {
        Row row = std::move(*next_);
        row.pop_back();
        read();
        return row;
    }

    const std::optional<Row>& next() const { return next_; }
    const std::string& next_id() const { return next_->back().bytes; }

    void put(const Row& row) {
        insert_.bind(row);
        insert_.step();
        insert_.reset();
    }

private:
    /// The row, and then its id.
    static std::string select_from(const store::Table& table, std::string_view id) {
        std::string names;
        for (const auto& column : table.columns) names += column.name + ", ";
        return fmt::format("SELECT {}{} FROM {} ORDER BY tenant_id, {}{}", names, id, table.name,
                           id == "entry_id" ? "log_id, " : "", id);
    }

    void read() {
        next_.reset();
        if (select_.step()) next_ = select_.row();
    }

    LibraryStatement select_;
    LibraryStatement insert_;
    std::optional<Row> next_;
};

/// Terms and hashes of a person stand under their own keys; the list of them tells the order.
class Terms {
public:
    explicit Terms(Library& to)
        : term_(to.prepare("INSERT INTO search_term (tenant_id, term, person_id) VALUES (?, ?, ?)")),
          value_(
              to.prepare("INSERT INTO value_directory (tenant_id, value_hash, person_id) VALUES (?, ?, ?)")) {
    }

    std::int64_t put(const Row& index) {
        std::int64_t rows = 0;
        std::string_view terms = index[2].bytes;
        while (!terms.empty()) {
            const std::size_t end = std::min(terms.find('\n'), terms.size());
            put_one(term_, index, SQLITE_TEXT, terms.substr(0, end));
            terms.remove_prefix(std::min(end + 1, terms.size()));
            ++rows;
        }
        for (std::string_view hashes = index[3].bytes; !hashes.empty(); hashes.remove_prefix(16)) {
            put_one(value_, index, SQLITE_BLOB, hashes.substr(0, 16));
            ++rows;
        }
        return rows;
    }

private:
    static void put_one(LibraryStatement& insert, const Row& index, int type, std::string_view key) {
        insert.bind(1, index[0].integer);
        insert.bind(2, type, key);
        insert.bind(3, SQLITE_BLOB, index[1].bytes);
        insert.step();
        insert.reset();
    }

    LibraryStatement term_;
    LibraryStatement value_;
};

class Replay {
public:
    Replay(const std::filesystem::path& imported, const std::filesystem::path& fresh)
        : from_(imported, Opened::reading), to_(fresh, Opened::writing), terms_(to_) {
        for (const store::Table& table : store::kartei_steps().front().tables) add(table);
    }

    Replayed run(std::int64_t persons_per_transaction) {
        Replayed done;
        std::vector<std::pair<Stream*, Row>> rows;
        while (person_->next()) {
            rows.clear();
            for (std::int64_t i = 0; i < persons_per_transaction && person_->next(); ++i) {
                take_person(rows);
                ++done.persons;
            }
            const double begin = seconds();
            const double cpu_begin = cpu_seconds();
            to_.run("BEGIN IMMEDIATE");
            for (auto& [stream, row] : rows) done.rows += put(*stream, row);
            to_.run("COMMIT");
            done.seconds += seconds() - begin;
            done.cpu_seconds += cpu_seconds() - cpu_begin;
        }
        return done;
    }

private:
    void add(const store::Table& table) {
        const std::string_view id = id_of(table);
        if (id.empty()) return;
        streams_.push_back(std::make_unique<Stream>(from_, to_, table, id));
        if (table.name == "person") person_ = streams_.back().get();
        if (table.name == "person_index") index_ = streams_.back().get();
    }

    /// The id that tells when a row was made; empty where the rows come another way or are a handful.
    static std::string_view id_of(const store::Table& table) {
        if (table.name == "search_term" || table.name == "value_directory") return {};
        if (table.name == "company") return "company_id";
        // A later row of the list may bring a new company to an earlier person.
        if (table.name == "employment") return "max(person_id, company_id)";
        if (has_column(table, "person_id")) return "person_id";
        return has_column(table, "log_id") ? "entry_id" : "";
    }

    /// Everything made before the next person: ids rise in the order of their making. The schema names tables
    /// before those that refer to them.
    void take_person(std::vector<std::pair<Stream*, Row>>& rows) {
        Row person = person_->take();
        std::optional<std::string> end;
        if (person_->next()) end = person_->next_id();
        for (const auto& stream : streams_) {
            if (stream.get() == person_) {
                rows.emplace_back(person_, std::move(person));
            } else {
                stream->take_before(end, rows);
            }
        }
    }

    std::int64_t put(Stream& stream, const Row& row) {
        stream.put(row);
        return &stream == index_ ? 1 + terms_.put(row) : 1;
    }

    Library from_;
    Library to_;
    Terms terms_;
    std::vector<std::unique_ptr<Stream>> streams_;
    Stream* person_ = nullptr;
    Stream* index_ = nullptr;
};

void make_schema(const std::filesystem::path& file) {
    auto connection = store::connect(store::sqlite_file(file.string()));
    must(connection.has_value(), "no fresh database");
    must(store::migrate(**connection, Instant{}).has_value(), "no schema");
}

}  // namespace

Replayed replay(const std::filesystem::path& imported, const std::filesystem::path& fresh,
                std::int64_t persons_per_transaction) {
    make_schema(fresh);
    return Replay(imported, fresh).run(persons_per_transaction);
}

}  // namespace kartei::bench
