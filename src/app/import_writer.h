// The database side of an import: portions of candidates become persons, additions to persons, or nothing,
// several portions one transaction with its log entries and the progress of the import.
#pragma once

#include "app/import.h"
#include "app/import_candidate.h"
#include "app/lists.h"
#include "app/meeting.h"
#include "store/person_file.h"

#include <span>

namespace kartei::app {

/// Rows of the list that are stored together.
struct ImportPortion {
    std::vector<Candidate> candidates;
    std::int64_t rows = 0;      ///< with those that cannot be used
    std::int64_t rows_bad = 0;  ///< of them
};

class ImportWriter {
public:
    ImportWriter(House& house, const Session& session, store::Keyring& keyring, domain::ImportRun run,
                 const ImportRequest& request, ImportReport& report);

    /// The first transaction is small: what it stored tells the planner that its tables are no longer empty.
    static constexpr std::int64_t rows_of_first_transaction = 500;

    /// Rows after which a transaction ends.
    std::int64_t rows_of_transaction() const {
        return has_stored() ? request_.rows_per_transaction : rows_of_first_transaction;
    }

    /// Rows that a portion should have, if the transaction has so many left: work enough while the one before
    /// it is written to the disk.
    std::int64_t least_rows_of_portion() const;

    /// Stores a portion, and with it the numbers the report has come to. `next` is the one that comes
    /// after it, null at the end; its candidates must stay where they are. With check_only everything is
    /// tried in one transaction that `finish` throws away.
    Result<void> store(ImportPortion& portion, ImportPortion* next);

    /// Whether a transaction of this import was stored, by this run or one before it.
    bool has_stored() const { return run_.rows_done > 0; }

    /// Takes the remarks of a row that is stored already into the report.
    void take_remarks(Candidate& candidate);

    /// Marks the import as done.
    Result<void> finish();

private:
    void begin();
    void next_transaction(ImportPortion* next);
    domain::ImportRun run_so_far() const;
    /// A candidate as the person he would be.
    struct Row {
        Candidate& candidate;
        domain::PersonFile file;
        store::ValueHashes hashes;
    };
    /// A portion before it is stored: what of it the database knows.
    struct Prepared {
        const Candidate* candidates;  ///< of the portion it was made of, which stays where it is
        std::vector<Row> rows;
        store::Census census;
    };
    Prepared prepare(ImportPortion& portion);
    std::vector<Row> rows_of(std::span<Candidate> portion);
    void place_companies(std::vector<Row>& rows);
    Result<void> store_all(Prepared& prepared);
    Result<void> store_one(Row& row, const store::Census& census);
    domain::PersonFile file_of(Candidate& candidate);
    void add_wills(Candidate& candidate, domain::PersonFile& file);
    void add_prohibitions(const Candidate& candidate, domain::PersonFile& file);
    void add_company(const Candidate& candidate, domain::PersonFile& file);
    struct Known {
        domain::PersonFile file;
        Likeness likeness;
    };
    std::optional<Known> find_known(Row& row);
    Result<void> create(Row& row, const store::Census& census);
    Result<void> merge(const Known& met, Row& row);
    void log(std::string_view action, std::string_view record_kind, const UuidBytes& record);
    Result<void> write_run(domain::ImportRun after, std::string_view action);

    House& house_;
    const Session& session_;
    store::Keyring& keyring_;
    domain::ImportRun run_;
    const ImportRequest& request_;
    ImportReport& report_;
    Lists lists_;
    RowsOfPersons rows_;
    std::optional<store::Write> write_;
    std::optional<Prepared> prepared_;                          ///< the next portion, where that is known
    std::int64_t next_statistics_ = rows_of_first_transaction;  ///< at so many rows
};

}  // namespace kartei::app
