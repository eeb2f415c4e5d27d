// Folds what writers of one process have appended to the write-ahead log of a SQLite database into the
// database itself, beside them: done by whichever commit fills the log, as SQLite does it, everybody waits
// for as long as some hundred megabytes take.
#pragma once

#include "base/result.h"
#include "store/database_url.h"
#include "store/turn.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

struct sqlite3;

namespace kartei::store {

class Checkpoints {
public:
    /// Pages after which the log is folded in; some hundred megabytes.
    static constexpr int ordinary_pages = 32'768;

    /// Folds in what is left from before. `turn`: of those who write; taken for the last pages alone.
    /// `unavailable` where the file cannot be opened or written.
    static Result<std::shared_ptr<Checkpoints>> start(const DatabaseUrl& url, std::shared_ptr<Turn> turn,
                                                      int pages = ordinary_pages);
    Checkpoints(const Checkpoints&) = delete;
    Checkpoints& operator=(const Checkpoints&) = delete;
    /// Ends what is being folded; the rest stays in the log, where it is as safe.
    ~Checkpoints();

    /// Tells how many pages the log holds after a commit of this connection, instead of folding them by it.
    /// Lives as long as the connection.
    void watch(sqlite3* writer);

    /// Folds in what there is now; for whoever decides by himself when that is, and watches nobody.
    void fold();

private:
    Checkpoints(sqlite3* database, std::shared_ptr<Turn> turn, int pages);
    void run();
    void grown_to(int pages);

    sqlite3* database_;
    std::shared_ptr<Turn> turn_;
    const int most_pages_;
    std::mutex mutex_;
    std::condition_variable changed_;
    int pages_ = 0;
    int due_;  ///< folded in when the log holds so many
    bool closed_ = false;
    std::thread thread_;
};

}  // namespace kartei::store
