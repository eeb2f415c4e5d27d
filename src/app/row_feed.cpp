#include "app/row_feed.h"

#include <algorithm>

namespace kartei::app {

namespace {

formats::RowProblem nothing_usable(std::size_t line) {
    return {
        .line = line,
        .column = {},
        .value = {},
        .reason = {"In der Zeile ist niemand zu erkennen: kein Name, keine Firma, keine brauchbare Nummer "
                   "oder Adresse.",
                   "Nobody is recognisable in the row: no name, no company, no usable number or address."},
        .way_out = {"Ergänzen oder berichtigen Sie Name, Firma oder einen Kontaktweg, oder löschen Sie "
                    "die Zeile.",
                    "Add or correct a name, a company or a contact point, or delete the row."},
        .severity = formats::Severity::row_unusable};
}

}  // namespace

RowFeed::RowFeed(formats::TableReader table, formats::ContactList list, CandidateRules rules,
                 std::int64_t stored)
    : table_(std::move(table)),
      list_(std::move(list)),
      rules_(std::move(rules)),
      stored_(stored),
      thread_([this] { work(); }) {}

RowFeed::~RowFeed() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

Result<std::optional<RowFeed::Portion>> RowFeed::next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !waiting_.empty() || finished_; });
    if (!waiting_.empty()) {
        std::optional<Portion> portion(std::move(waiting_.front()));
        waiting_.erase(waiting_.begin());
        changed_.notify_all();
        return portion;
    }
    if (breakage_) std::rethrow_exception(breakage_);
    if (error_) return std::unexpected(*error_);
    return std::optional<Portion>();
}

void RowFeed::wait_for(std::size_t rows) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_.size() * rows_per_portion >= rows || finished_; });
}

void RowFeed::work() {
    // What breaks here is thrown again by next(), in the thread that can answer for it.
    try {
        const auto done = read_all();
        const std::lock_guard lock(mutex_);
        if (!done) error_ = done.error();
    } catch (...) {
        const std::lock_guard lock(mutex_);
        breakage_ = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    finished_ = true;
    changed_.notify_all();
}

Result<void> RowFeed::read_all() {
    formats::TableRow row;
    Portion portion;
    while (true) {
        const bool more = TRY(table_.next(row));
        if (!more) break;
        portion.push_back(make(row));
        portion.back().stored_before = stored_ > 0;
        if (stored_ > 0) --stored_;
        if (portion.size() < rows_per_portion) continue;
        share_read_ = table_.progress();
        if (!hand_over(std::exchange(portion, {}))) return {};
    }
    if (!portion.empty()) hand_over(std::move(portion));
    return {};
}

FedRow RowFeed::make(const formats::TableRow& row) const {
    FedRow fed{.line = static_cast<std::int64_t>(row.line)};
    auto mapped = list_.map(row);
    fed.problems = std::move(mapped.problems);
    const bool usable = std::ranges::none_of(fed.problems, [](const auto& problem) {
        return problem.severity == formats::Severity::row_unusable;
    });
    if (usable) {
        fed.candidate = make_candidate(mapped.row, rules_);
        if (is_somebody(*fed.candidate)) return fed;
        fed.candidate.reset();
        fed.problems.push_back(nothing_usable(row.line));
    }
    fed.cells.assign(row.cells.begin(), row.cells.end());
    return fed;
}

bool RowFeed::hand_over(Portion portion) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock,
                  [this] { return waiting_.size() * rows_per_portion < most_rows_waiting || stopping_; });
    if (stopping_) return false;
    waiting_.push_back(std::move(portion));
    changed_.notify_all();
    return true;
}

}  // namespace kartei::app
