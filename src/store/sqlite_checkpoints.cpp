#include "store/sqlite_checkpoints.h"

#include <sqlite3.h>

namespace kartei::store {

namespace {

/// How long the log is not begun anew because somebody still reads from it; he keeps nobody else waiting
/// longer.
constexpr int patience_with_readers_ms = 100;

}  // namespace

Result<std::shared_ptr<Checkpoints>> Checkpoints::start(const DatabaseUrl& url, std::shared_ptr<Turn> turn,
                                                        int pages) {
    sqlite3* database = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    const int opened = sqlite3_open_v2(url.location.c_str(), &database, flags, nullptr);
    // What is folded in is on the disk before the log is begun anew. What a killed process left in the log
    // may not be there yet: nobody is told of it before it is.
    if (opened != SQLITE_OK ||
        sqlite3_exec(database, "PRAGMA synchronous = FULL", nullptr, nullptr, nullptr) != SQLITE_OK ||
        sqlite3_wal_checkpoint_v2(database, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr) !=
            SQLITE_OK) {
        sqlite3_close(database);
        return fail(ErrorCode::unavailable,
                    {"Die Datenbankdatei lässt sich nicht öffnen.", "The database file cannot be opened."},
                    shown(url), {"Prüfen Sie Pfad und Rechte.", "Check path and permissions."});
    }
    sqlite3_busy_timeout(database, patience_with_readers_ms);
    return std::shared_ptr<Checkpoints>(new Checkpoints(database, std::move(turn), pages));
}

Checkpoints::Checkpoints(sqlite3* database, std::shared_ptr<Turn> turn, int pages)
    : database_(database), turn_(std::move(turn)), most_pages_(pages), due_(pages), thread_([this] {
          run();
      }) {}

Checkpoints::~Checkpoints() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    changed_.notify_all();
    sqlite3_interrupt(database_);
    thread_.join();
    sqlite3_close(database_);
}

void Checkpoints::watch(sqlite3* writer) {
    sqlite3_wal_hook(
        writer,
        [](void* self, sqlite3*, const char*, int pages) {
            static_cast<Checkpoints*>(self)->grown_to(pages);
            return SQLITE_OK;
        },
        this);
}

void Checkpoints::grown_to(int pages) {
    {
        const std::lock_guard lock(mutex_);
        pages_ = pages;
        if (pages_ < due_) return;
    }
    changed_.notify_one();
}

void Checkpoints::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [&] { return closed_ || pages_ >= due_; });
        if (closed_) return;
        lock.unlock();
        fold();
        lock.lock();
    }
}

/// Most of it while others write; then, while nobody does, the little that came meanwhile, after which the
/// log begins anew. Where that does not succeed (somebody reads for long, the disk is full) nothing is lost,
/// and it is tried again when the log has grown by a quarter.
void Checkpoints::fold() {
    for (int time = 0; time < 2; ++time)
        sqlite3_wal_checkpoint_v2(database_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    const WritingTurn turn(turn_.get());
    const int ended =
        sqlite3_wal_checkpoint_v2(database_, nullptr, SQLITE_CHECKPOINT_RESTART, nullptr, nullptr);
    const std::lock_guard lock(mutex_);
    if (ended == SQLITE_OK) pages_ = 0;
    due_ = ended == SQLITE_OK ? most_pages_ : pages_ + most_pages_ / 4;
}

}  // namespace kartei::store
