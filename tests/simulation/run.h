// One seed, one run: several people work on one house through the ways in that a server has, step by step,
// while the disk fails and the process ends now and then. What the house answers is held against the book.
#pragma once

#include "app/job_group.h"
#include "store/sqlite_checkpoints.h"
#include "tests/simulation/book.h"
#include "tests/simulation/deeds.h"
#include "tests/simulation/disk.h"

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace kartei::simulation {

/// The house did what it must not.
struct Violation : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What a run came through.
struct Tally {
    std::size_t acknowledged = 0;
    std::size_t refused = 0;
    std::size_t failed = 0;
    std::size_t faults = 0;
    std::size_t crashes = 0;
    std::size_t again = 0;      ///< answered with what was kept under the key
    std::size_t come_back = 0;  ///< said to have failed, and there after a crash
    std::uint64_t digest = 0;

    void add(const Tally& other);
};

class Run {
public:
    /// `tell` hears of every step.
    Run(std::uint64_t seed, std::function<void(const std::string&)> tell);
    /// Throws Violation.
    Tally play();

private:
    /// One of those who work here, as the house knows him.
    struct Signed {
        std::string token;
        Instant ends_at;
    };
    struct Played {
        Deed deed;
        Outcome outcome = {};
        bool signs_in = false;
        std::optional<Signed> session = {};         ///< under which it was asked
        std::shared_ptr<const Book> snapshot = {};  ///< as it was when the question was read
    };
    struct List {
        std::string text;
        std::vector<std::pair<KnownPerson, std::string>>
            merged;  ///< as they were; and the address that comes
        std::vector<KnownPerson> newcomers;
        std::optional<domain::ImportId> id = {};
        bool has_undo_failed = false;
        bool is_undone = false;
    };
    /// The ways into the house.
    struct Doors {
        app::House writer;
        app::House worker;
        std::vector<app::House> readers;
        app::House observer;
        std::shared_ptr<store::Checkpoints> checkpoints;
    };

    void tell(std::string what);
    void open();
    void crash();
    void step();
    void pass_time();
    void write_together();
    void read_together();
    void import();
    void import_list(std::size_t number);
    void undo();
    void fold();
    void restart();
    void threaten();

    std::shared_ptr<Played> played(Deed deed);
    std::vector<std::shared_ptr<Played>> some_writing();
    app::QueuedJob job_of(const std::shared_ptr<Played>& played) const;
    app::QueuedJob question_of(const std::shared_ptr<Played>& played);
    app::QueuedJob somebody_writes_between();
    /// What is read from now on is read as it is now, until somebody fails to.
    void take_snapshot();
    /// What came of deeds that were stored together, in their order.
    void settle(const std::vector<std::shared_ptr<Played>>& all);
    void settle_one(Played& played, const Book& seen);
    std::optional<ErrorCode> due_refusal(const Played& played, const Book& seen) const;
    void apply(const Played& played, Book& book) const;
    /// Whether it is open what became of it: everything else that failed was said not to be stored.
    bool may_be_stored(const Outcome& outcome) const;
    /// What is open may come back with a crash, until something else is stored.
    void may_come_back(const std::vector<std::shared_ptr<Played>>& all);

    struct Work {
        bool has_failed = false;
        std::string refused = {};
    };
    Work do_work(const std::string& words,
                 const std::function<std::string(app::House&, const app::Session&)>& act);
    void find_what_is_done();
    bool can_come_again(std::size_t list) const;
    List new_list();
    void take_in(const List& list, std::size_t number, Book& book) const;
    void take_back(std::size_t number, Book& book) const;

    Observed observe();
    /// The book that fits what lies there is the one that holds from now on.
    void compare(std::vector<Book> books);
    void check_log(const Observed& observed);
    void verify();
    [[noreturn]] void fail(const std::string& what) const;

    Disk& disk_;
    std::function<void(const std::string&)> tell_;
    Dice dice_;
    Dice secrets_;
    Instant now_;
    Book book_;
    std::vector<Book> others_;  ///< that may turn out to hold after a crash
    Deeds deeds_;
    std::vector<std::optional<Signed>> signed_;
    std::vector<std::shared_ptr<Played>> earlier_;  ///< requests with a key, which may come again
    std::vector<List> lists_;
    std::vector<UuidBytes> log_;  ///< as it was last seen
    std::set<std::string> ids_;
    std::optional<Doors> doors_;
    std::shared_ptr<const Book> snapshot_;
    std::exception_ptr violation_;  ///< of somebody who wrote while others read
    std::string last_step_;
    Tally tally_;
};

}  // namespace kartei::simulation
