#include "tests/simulation/run.h"

#include "app/idempotency.h"
#include "app/sign_in.h"
#include "app/verify.h"
#include "store/failure.h"
#include "tests/simulation/observer.h"
#include "tests/simulation/scene.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::simulation {

namespace {

constexpr std::size_t steps = 60;
constexpr std::size_t readers = 2;

std::string words_of(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& known) {
        return known.what();
    }
}

}  // namespace

void Tally::add(const Tally& other) {
    acknowledged += other.acknowledged;
    refused += other.refused;
    failed += other.failed;
    faults += other.faults;
    crashes += other.crashes;
    again += other.again;
    come_back += other.come_back;
}

Run::Run(std::uint64_t seed, std::function<void(const std::string&)> tell)
    : disk_(Disk::only()),
      tell_(std::move(tell)),
      dice_(seed),
      secrets_(seed ^ 0x5EC2E75U),
      now_(Scene::only().end()),
      book_(Scene::only().context()),
      deeds_(dice_, book_),
      signed_(Scene::only().staff().size()) {
    disk_.load(Scene::only().image(), seed ^ 0xD15CU);
    book_.entries = Scene::only().entries();
}

Tally Run::play() {
    open();
    for (std::size_t i = 0; i < steps; ++i) {
        step();
        if (disk_.is_over()) crash();
    }
    disk_.mend();
    compare({book_});
    verify();
    tally_.faults = disk_.faults();
    doors_.reset();
    tally_.digest = disk_.digest();
    return tally_;
}

void Run::tell(std::string what) {
    last_step_ = std::move(what);
    if (tell_) tell_(last_step_);
}

void Run::fail(const std::string& what) const {
    throw Violation(fmt::format("{}\n  at: {}", what, last_step_));
}

void Run::open() {
    const auto random = [this](std::span<std::uint8_t> bytes) { secrets_.fill(bytes); };
    auto house = must(
        app::House::open(Scene::only().place(), app::Opening::existing, [this] { return now_; }, random));
    using store::Access;
    Doors doors{.writer = must(house.another(Access::write)),
                .worker = must(house.another(Access::write)),
                .readers = {},
                .observer = must(house.another(Access::read)),
                .checkpoints = must(store::Checkpoints::start(Scene::database(), nullptr))};
    for (std::size_t i = 0; i < readers; ++i) {
        doors.readers.push_back(must(house.another(Access::read)));
        doors.readers.back().gather_looks();
    }
    doors_.emplace(std::move(doors));
}

void Run::step() {
    const std::size_t what = dice_.below(100);
    if (what < 38) write_together();
    else if (what < 66) read_together();
    else if (what < 72) import();
    else if (what < 76) undo();
    else if (what < 82) fold();
    else if (what < 88) pass_time();
    else if (what < 97) threaten();
    else if (what < 98) restart();
    else disk_.end_process();
    now_ = now_ + dice_.between(1, 30'000'000);
}

/// Mostly minutes; now and then so long that sessions end, answers are forgotten and consents go out of use.
void Run::pass_time() {
    constexpr std::int64_t minute_us = 60 * us_per_second;
    switch (dice_.below(4)) {
        case 0: now_ = now_ + dice_.between(1, 900) * us_per_day; break;
        case 1: now_ = now_ + dice_.between(1, 40) * 60 * minute_us; break;
        default: now_ = now_ + dice_.between(1, 90) * minute_us;
    }
    tell("it is " + instant_text(now_));
}

void Run::threaten() {
    const std::size_t after = dice_.below(dice_.one_in(3) ? 60 : 12);
    if (dice_.one_in(3)) {
        tell(fmt::format("the process will end after {} operations", after));
        return disk_.let_crash(after);
    }
    const auto fault = static_cast<Fault>(dice_.below(fault_count));
    const std::size_t times = dice_.one_in(4) ? 5 : 1;
    tell(fmt::format("fault {} will happen after {}, {} times", static_cast<int>(fault), after, times));
    disk_.let_fail(fault, after, times);
}

void Run::fold() {
    tell("fold the log in");
    doors_->checkpoints->fold();
}

/// As somebody stops a server and starts it again.
void Run::restart() {
    tell("stop and start");
    doors_.reset();
    if (disk_.is_over()) return;
    disk_.mend();
    open();
}

void Run::crash() {
    const Crash how = dice_.one_in(2) ? Crash::killed : Crash::power_cut;
    ++tally_.crashes;
    doors_.reset();
    disk_.restart(how);
    tell(how == Crash::killed ? "killed" : "power cut");
    open();
    std::vector<Book> books{book_};
    books.insert(books.end(), others_.begin(), others_.end());
    compare(std::move(books));
    others_.clear();
    verify();
}

std::shared_ptr<Run::Played> Run::played(Deed deed) {
    return std::make_shared<Played>(Played{.deed = std::move(deed)});
}

app::QueuedJob Run::job_of(const std::shared_ptr<Played>& played) const {
    played->session = signed_[played->deed.staff];
    app::QueuedJob queued;
    queued.job.act = [played](app::House& house) {
        const auto& deed = played->deed;
        auto& outcome = played->outcome;
        outcome = {};
        if (played->signs_in) return deed.act(house, {}, outcome);
        const auto who = app::session_of_token(house, played->session ? played->session->token : "");
        if (!who) {
            outcome.is_finished = true;
            outcome.refused = who.error();
            return;
        }
        const auto& session = who->session;
        if (!deed.key) return deed.act(house, session, outcome);
        const auto earlier = app::once_per_key(house, session, *deed.key, deed.request, [&] {
            std::optional<app::Answer> answer;
            deed.act(house, session, outcome);
            if (!outcome.refused) answer = {.status = 201, .body = outcome.answer};
            return answer;
        });
        outcome.is_finished = true;
        if (!earlier) {
            outcome.refused = earlier.error();
        } else if (*earlier) {
            outcome.is_again = true;
            outcome.answer = (*earlier)->body;
        }
    };
    queued.job.done = [played](const std::exception_ptr& failure) { played->outcome.failure = failure; };
    queued.job.tenant = Scene::only().tenant();
    return queued;
}

std::vector<std::shared_ptr<Run::Played>> Run::some_writing() {
    std::vector<std::shared_ptr<Played>> all;
    for (std::size_t i = dice_.below(5) + 1; i > 0; --i) {
        if (!earlier_.empty() && dice_.one_in(6)) {
            all.push_back(played(dice_.one_of(earlier_)->deed));
            continue;
        }
        auto deed = deeds_.writing();
        const auto& signed_in = signed_[deed.staff];
        if ((!signed_in || signed_in->ends_at <= now_) && !dice_.one_in(5)) {
            all.push_back(played(Deeds::signing_in(deed.staff)));
            all.back()->signs_in = true;
            continue;
        }
        all.push_back(played(std::move(deed)));
        if (all.back()->deed.key) earlier_.push_back(all.back());
    }
    return all;
}

void Run::write_together() {
    const auto all = some_writing();
    std::string words = "write:";
    std::vector<app::QueuedJob> jobs;
    for (const auto& one : all) {
        words += fmt::format("\n    {} ({})", one->deed.words, one->deed.staff);
        jobs.push_back(job_of(one));
    }
    tell(words);
    app::store_together(doors_->writer, std::move(jobs));
    settle(all);
}

void Run::take_snapshot() {
    if (!snapshot_) snapshot_ = std::make_shared<const Book>(book_);
}

/// After the snapshot was taken and before it is read from.
app::QueuedJob Run::somebody_writes_between() {
    app::QueuedJob between;
    between.job.act = [this](app::House& house) {
        take_snapshot();
        app::has_accounts(house);  // only what is read opens it
        try {
            if (dice_.one_in(3)) fold();
            else write_together();
        } catch (const Violation&) {
            violation_ = std::current_exception();
        }
    };
    between.job.done = [this](const std::exception_ptr& failure) {
        if (failure) snapshot_.reset();
    };
    return between;
}

app::QueuedJob Run::question_of(const std::shared_ptr<Played>& played) {
    auto queued = job_of(played);
    queued.job.act = [this, played, act = std::move(queued.job.act)](app::House& house) {
        take_snapshot();
        played->snapshot = snapshot_;
        try {
            act(house);
        } catch (const store::StoreFailure&) {
            snapshot_.reset();
            throw;
        }
    };
    return queued;
}

/// Some questions from one snapshot; somebody may write between two of them. Their looks are stored with what
/// others write.
void Run::read_together() {
    std::vector<std::shared_ptr<Played>> all;
    std::string words = "read:";
    std::vector<app::QueuedJob> jobs;
    for (std::size_t i = dice_.below(4) + 1; i > 0; --i) {
        all.push_back(played(deeds_.reading()));
        words += fmt::format("\n    {} ({})", all.back()->deed.words, all.back()->deed.staff);
        jobs.push_back(question_of(all.back()));
    }
    tell(words);
    snapshot_.reset();
    if (dice_.one_in(3)) jobs.insert(jobs.begin(), somebody_writes_between());
    auto looked = app::read_together(doors_->readers[dice_.below(readers)], std::move(jobs));
    if (violation_) std::rethrow_exception(violation_);
    if (dice_.one_in(2)) {
        for (const auto& one : some_writing()) {
            tell(fmt::format("with it: {} ({})", one->deed.words, one->deed.staff));
            looked.push_back(job_of(one));
            all.push_back(one);
        }
    }
    if (!looked.empty()) app::store_together(doors_->writer, std::move(looked));
    settle(all);
}

std::optional<ErrorCode> Run::due_refusal(const Played& played, const Book& seen) const {
    if (played.signs_in) return std::nullopt;
    const auto& deed = played.deed;
    if (!played.session || played.session->ends_at <= now_) return ErrorCode::forbidden;
    if (played.outcome.is_again) return std::nullopt;
    const std::array roles{Scene::only().staff()[deed.staff].role};
    if (!domain::may(roles, deed.right)) return ErrorCode::forbidden;
    return deed.refusal ? deed.refusal(seen) : std::nullopt;
}

void Run::apply(const Played& played, Book& book) const {
    if (played.outcome.effect) played.outcome.effect(book);
    if (played.deed.key && !played.outcome.refused && !played.outcome.is_again)
        book.keep(*played.deed.key, {played.deed.request, played.outcome.answer, now_});
}

void Run::settle_one(Played& played, const Book& seen) {
    const auto& deed = played.deed;
    auto& outcome = played.outcome;
    if (outcome.failure) {
        ++tally_.failed;
        return tell(fmt::format("  failed: {}: {}", deed.words, words_of(outcome.failure)));
    }
    if (!outcome.is_finished) fail("acknowledged without having been done: " + deed.words);
    const auto due = due_refusal(played, seen);
    if (due && !outcome.refused) fail("not refused: " + deed.words);
    if (outcome.refused && (!due || *due != outcome.refused->code))
        fail(fmt::format("refused: {}: {}", deed.words, outcome.refused->what.en));
    const auto kept = deed.key ? book_.keys.find(*deed.key) : book_.keys.end();
    if (!outcome.refused && outcome.is_again != (kept != book_.keys.end()))
        fail(fmt::format("{} under its key: {}", outcome.is_again ? "not done" : "done twice", deed.words));
    if (outcome.is_again && kept->second.answer != outcome.answer) fail("another answer: " + deed.words);
    if (outcome.wrong) {
        if (const auto wrong = outcome.wrong(seen); !wrong.empty()) fail(wrong);
    }
    if (outcome.refused) {
        ++tally_.refused;
        return;
    }
    outcome.is_again ? ++tally_.again : ++tally_.acknowledged;
    if (outcome.is_again) return;
    apply(played, book_);
    if (played.signs_in) signed_[deed.staff] = Signed{outcome.answer, now_ + app::session_longest_us};
    const bool is_id = outcome.answer.size() >= uuid_text({}).size();
    if (is_id && !ids_.insert(outcome.answer).second) fail("an id is given twice: " + outcome.answer);
    others_.clear();
}

void Run::settle(const std::vector<std::shared_ptr<Played>>& all) {
    const bool is_any_failed =
        std::ranges::any_of(all, [](const auto& one) { return one->outcome.failure != nullptr; });
    for (const auto& one : all) settle_one(*one, one->snapshot ? *one->snapshot : book_);
    if (is_any_failed) may_come_back(all);
    if (disk_.is_over()) return;
    if (is_any_failed || !book_.newcomers.empty() || dice_.one_in(8)) return compare({book_});
    // Contact points got ids that nobody was told.
    const bool has_new = std::ranges::any_of(
        all, [](const auto& one) { return one->deed.words.starts_with("create") && one->outcome.effect; });
    if (has_new) compare({book_});
}

bool Run::may_be_stored(const Outcome& outcome) const {
    if (!outcome.failure || !outcome.is_finished || outcome.refused || outcome.is_again) return false;
    if (disk_.is_over()) return true;  // nobody was told anything
    try {
        std::rethrow_exception(outcome.failure);
    } catch (const store::StoreFailure& failure) {
        return failure.kind() == store::FailureKind::commit_unknown;
    } catch (const std::exception&) {
        return false;
    }
}

void Run::may_come_back(const std::vector<std::shared_ptr<Played>>& all) {
    Book with = book_;
    bool is_any = false;
    for (const auto& one : all) {
        if (!may_be_stored(one->outcome)) continue;
        apply(*one, with);
        is_any = true;
    }
    if (is_any) others_.push_back(std::move(with));
}

Observed Run::observe() {
    disk_.set_watched(true);
    auto observed = simulation::observe(doors_->observer, Scene::only().tenant());
    disk_.set_watched(false);
    return observed;
}

void Run::compare(std::vector<Book> books) {
    const auto observed = observe();
    check_log(observed);
    std::string differences;
    for (std::size_t i = 0; i < books.size(); ++i) {
        const auto difference = books[i].difference(observed);
        if (!difference.empty()) {
            differences += "\n  " + difference;
            continue;
        }
        if (i > 0) {
            ++tally_.come_back;
            tell("what had failed is there");
        }
        book_ = std::move(books[i]);
        book_.learn(observed);
        return;
    }
    fail("the house holds something else:" + differences);
}

/// What was in the log stays there, and what comes stands behind it.
void Run::check_log(const Observed& observed) {
    const std::size_t known = std::min(log_.size(), observed.log.size());
    if (known < log_.size() || !std::equal(log_.begin(), log_.end(), observed.log.begin()))
        fail("the log has lost an entry or got one in between");
    log_ = observed.log;
}

void Run::verify() {
    disk_.set_watched(true);
    const auto report = must(app::verify(doors_->worker, {}));
    disk_.set_watched(false);
    if (report.passed()) return;
    const auto& first = report.findings.front();
    fail(fmt::format("verification: {}: {}", first.where, first.what.en));
}

}  // namespace kartei::simulation
