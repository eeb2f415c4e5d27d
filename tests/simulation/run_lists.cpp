// Lists of persons within a run: taken in, again after a failure, and taken back.
#include "app/import.h"
#include "app/sign_in.h"
#include "app/undo.h"
#include "base/crypto.h"
#include "base/text.h"
#include "domain/origin.h"
#include "domain/written_point.h"
#include "store/import_runs.h"
#include "store/reading.h"
#include "tests/simulation/run.h"
#include "tests/simulation/scene.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace kartei::simulation {

namespace {

using domain::ContactPoint;

constexpr std::string_view heading = "Vorname;Nachname;Telefon;E-Mail;Widerspruch\n";
constexpr std::string_view list_source = "Messe 2025";

ContactPoint listed(domain::WrittenPoint written) {
    auto point = std::move(written.point);
    point.purposes = domain::PurposeKeys::of({"advertising"});
    point.source_id = {UuidBytes{2}};
    return point;
}

ContactPoint listed_email(const std::string& value) {
    return listed(domain::written_email(value));
}

domain::Source source_of_lists() {
    return {.source_id = {UuidBytes{2}},
            .kind = domain::origin_kind(list_source),
            .name = std::string(list_source)};
}

domain::Objection listed_objection(Instant at) {
    return {.areas = domain::every_area(),
            .channels = domain::ChannelSet::every(),
            .objected_at = at,
            .way = "list"};
}

}  // namespace

Run::List Run::new_list() {
    List list{.text = std::string(heading), .merged = {}, .newcomers = {}};
    for (std::size_t i = dice_.below(4) + 1; i > 0; --i) {
        KnownPerson known;
        auto& file = known.file;
        file.person = {.first_name = deeds_.new_name(), .last_name = deeds_.new_name()};
        file.person.purpose = "advertising";
        file.person.source_id = {UuidBytes{2}};
        file.sources = {source_of_lists()};
        const auto phone = deeds_.new_phone();
        const auto email = deeds_.new_email();
        file.contact_points = {
            listed(domain::written_number(domain::PointKind::phone, phone, *domain::Country::of("DE"))),
            listed_email(email)};
        const bool objects = dice_.one_in(4);
        if (objects) {
            known.wills.push_back(
                {.forbids = true, .areas = domain::every_area(), .channels = domain::ChannelSet::every()});
        }
        list.text += fmt::format("{};{};{};{};{}\n", *file.person.first_name, *file.person.last_name, phone,
                                 email, objects ? "ja" : "");
        list.newcomers.push_back(std::move(known));
    }
    for (const auto& [id, known] : book_.persons) {
        const auto& points = known.file.contact_points;
        const auto phone = std::ranges::find(points, domain::PointKind::phone, &ContactPoint::kind);
        const bool fits = !known.import && !known.file.person.deceased && phone != points.end() &&
                          phone->status == domain::PointStatus::valid;
        if (!fits || !dice_.one_in(4)) continue;
        const auto email = deeds_.new_email();
        list.text += fmt::format("{};{};{};{};\n", *known.file.person.first_name,
                                 *known.file.person.last_name, phone->value, email);
        list.merged.emplace_back(known, email);
    }
    return list;
}

void Run::take_in(const List& list, std::size_t number, Book& book) const {
    for (auto newcomer : list.newcomers) {
        newcomer.import = number;
        if (!newcomer.wills.empty()) newcomer.file.objections.push_back(listed_objection(now_));
        book.newcomers.push_back(std::move(newcomer));
    }
    for (const auto& [before, email] : list.merged) {
        auto& known = *book.find(before.file.person.person_id);
        known.import = number;
        known.before_import = known.file;
        known.is_touched_since = false;
        known.file.contact_points.push_back(listed_email(email));
        // What is left as a consumer reaches a business in private.
        if (known.file.person.kind != domain::RecipientKind::consumer)
            known.file.contact_points.back().capacity = domain::Capacity::personal;
        known.file.sources.push_back(source_of_lists());
    }
}

void Run::take_back(std::size_t number, Book& book) const {
    std::erase_if(book.persons, [&](const auto& one) {
        const auto& known = one.second;
        return known.import == number && !known.is_touched_since && !known.before_import;
    });
    for (auto& [id, known] : book.persons) {
        if (known.import != number || known.is_touched_since) continue;
        known.file = *std::exchange(known.before_import, std::nullopt);
        known.import.reset();
    }
}

/// Work that stores in transactions of its own.
Run::Work Run::do_work(const std::string& words,
                       const std::function<std::string(app::House&, const app::Session&)>& act) {
    tell(words);
    Work work;
    const auto& manager = Scene::only().staff()[6];
    const app::Session session{
        .tenant = Scene::only().tenant(), .account = manager.account, .roles = {manager.role}};
    app::QueuedJob queued;
    queued.job.act = [&](app::House& house) { work.refused = act(house, session); };
    queued.job.done = [&](const std::exception_ptr& failure) { work.has_failed = failure != nullptr; };
    std::vector<app::QueuedJob> jobs;
    jobs.push_back(std::move(queued));
    app::do_each(doors_->worker, std::move(jobs));
    if (!work.has_failed) return work;
    ++tally_.failed;
    tell("  failed: " + words);
    return work;
}

/// A list is stored in one transaction with its end: what was said to have failed and is there is done.
void Run::find_what_is_done() {
    disk_.set_watched(true);
    const auto tenant = Scene::only().tenant();
    auto keyring = must(doors_->observer.keyring(tenant));
    const store::Reading reading(doors_->observer.connection(), tenant);
    for (auto& list : lists_) {
        for (const auto& run : store::import_runs_of_file(doors_->observer.connection(), keyring, tenant,
                                                          sha256(bytes_of(list.text)))) {
            if (run.state == domain::ImportState::done && !list.id) list.id = run.import_id;
        }
    }
    disk_.set_watched(false);
}

/// Whether those whom the list meets are as it left them, or as they were before it.
bool Run::can_come_again(std::size_t list) const {
    if (lists_[list].is_undone) return false;
    if (lists_[list].id) {
        const auto met = std::ranges::count_if(book_.persons, [&](const auto& one) {
            return one.second.import == list && !one.second.is_touched_since;
        });
        return static_cast<std::size_t>(met) == lists_[list].newcomers.size() + lists_[list].merged.size();
    }
    return std::ranges::all_of(lists_[list].merged, [&](const auto& one) {
        const auto* known = book_.find(one.first.file.person.person_id);
        return known != nullptr && !known->import && lines_of(known->file) == lines_of(one.first.file);
    });
}

void Run::import() {
    find_what_is_done();
    for (std::size_t i = 0; i < lists_.size(); ++i) {
        if (can_come_again(i) && dice_.one_in(lists_[i].id ? 8 : 2)) return import_list(i);
    }
    lists_.push_back(new_list());
    import_list(lists_.size() - 1);
}

void Run::import_list(std::size_t number) {
    auto& list = lists_[number];
    const bool is_there = list.id.has_value();
    const auto path = Scene::only().folder() / "liste.csv";
    std::ofstream(path, std::ios::binary | std::ios::trunc) << list.text;
    const app::ImportRequest request{.file = path,
                                     .source = std::string(list_source),
                                     .purpose = "advertising",
                                     .shown_name = "liste.csv"};
    std::optional<app::ImportReport> report;
    const auto work = do_work(fmt::format("import list {}: {} new, {} known{}", number, list.newcomers.size(),
                                          list.merged.size(), is_there ? ", again" : ""),
                              [&](app::House& house, const app::Session& session) -> std::string {
                                  auto imported = app::import_list(house, session, request, {});
                                  if (!imported) return imported.error().what.en;
                                  report = std::move(*imported);
                                  return {};
                              });
    Book with = book_;
    if (!is_there) take_in(list, number, with);
    if (!work.refused.empty()) fail("the list is refused: " + work.refused);
    if (work.has_failed) {
        others_.push_back(with);
        if (!disk_.is_over()) compare({book_, std::move(with)});
        return;
    }
    const std::size_t rows = list.newcomers.size() + list.merged.size();
    const auto persons = report->persons_created + report->persons_merged;
    if (persons != static_cast<std::int64_t>(is_there ? 0 : rows))
        fail(fmt::format("the import of list {} tells of {} persons", number, persons));
    book_ = std::move(with);
    others_.clear();
    if (!is_there) list.id = report->import_id;
    ++tally_.acknowledged;
    if (!disk_.is_over()) compare({book_});
}

void Run::undo() {
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < lists_.size(); ++i) {
        if (lists_[i].id && !lists_[i].is_undone) numbers.push_back(i);
    }
    if (numbers.empty()) return;
    const std::size_t number = dice_.one_of(numbers);
    auto& list = lists_[number];
    Book without = book_;
    take_back(number, without);
    const auto work = do_work(fmt::format("take list {} back", number),
                              [&](app::House& house, const app::Session& session) -> std::string {
                                  auto undone = app::undo_import(house, session, *list.id, {});
                                  return undone ? "" : undone.error().what.en;
                              });
    // Its end may have been stored, and the answer lost.
    if (!work.refused.empty() && !list.has_undo_failed) fail("the undoing is refused: " + work.refused);
    if (work.has_failed) {
        list.has_undo_failed = true;
        others_.push_back(without);
        if (!disk_.is_over()) compare({book_, std::move(without)});
        return;
    }
    book_ = std::move(without);
    others_.clear();
    list.is_undone = true;
    ++tally_.acknowledged;
    if (!disk_.is_over()) compare({book_});
}

}  // namespace kartei::simulation
