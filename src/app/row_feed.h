// Reads and normalises rows ahead of the database: one thread reads, maps and judges while the caller stores.
// Few portions wait, so memory stays bounded whatever the file.
#pragma once

#include "app/import_candidate.h"
#include "formats/contact_list.h"
#include "formats/table.h"

#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace kartei::app {

/// One row of the file. Without a candidate it cannot be used, and `cells` holds it as it was.
struct FedRow {
    std::int64_t line = 0;
    std::optional<Candidate> candidate;
    std::vector<std::string> cells;
    std::vector<formats::RowProblem> problems;
    bool stored_before = false;  ///< by a run that was broken off: only for the report and the error file
};

class RowFeed {
public:
    static constexpr std::size_t rows_per_portion = 500;
    static constexpr std::size_t most_rows_waiting = 10 * rows_per_portion;

    /// The first `stored` rows were stored by an earlier run.
    RowFeed(formats::TableReader table, formats::ContactList list, CandidateRules rules, std::int64_t stored);
    /// Stops the thread.
    ~RowFeed();
    RowFeed(const RowFeed&) = delete;
    RowFeed& operator=(const RowFeed&) = delete;

    using Portion = std::vector<FedRow>;
    /// The next portion; nothing at the end. Fails where the file cannot be read on.
    Result<std::optional<Portion>> next();

    /// Returns when so many rows wait, at most `most_rows_waiting`, or no more come.
    void wait_for(std::size_t rows);

    /// Share of the file that is read, 0 to 1: a little ahead of what `next` gave.
    double share_read() const { return share_read_; }

private:
    void work();
    Result<void> read_all();
    FedRow make(const formats::TableRow& row) const;
    bool hand_over(Portion portion);

    formats::TableReader table_;
    formats::ContactList list_;
    CandidateRules rules_;
    std::int64_t stored_;
    std::atomic<double> share_read_ = 0;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Portion> waiting_;
    std::optional<Error> error_;
    std::exception_ptr breakage_;
    bool finished_ = false;
    bool stopping_ = false;
    std::thread thread_;  ///< last: starts when everything else stands
};

}  // namespace kartei::app
