// Deeds that only show something, and the check before a contact.
#include "app/contact.h"
#include "app/decisions.h"
#include "app/find.h"
#include "app/persons.h"
#include "tests/simulation/deeds.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::simulation {

namespace {

using domain::PersonId;

std::optional<ErrorCode> refusal_without(const Book& book, PersonId person) {
    if (book.find(person) == nullptr) return ErrorCode::not_found;
    return std::nullopt;
}

template <class T>
bool answered(Result<T>& result, Outcome& outcome, const char* action) {
    outcome.is_finished = true;
    if (!result) {
        outcome.refused = result.error();
        return false;
    }
    outcome.effect = [action](Book& book) { ++book.entries[action]; };
    return true;
}

}  // namespace

std::string wrong_verdict(const Book& book, PersonId person, domain::AreaNo area, domain::Channel channel,
                          const domain::Decision& given, Instant now) {
    const auto* known = book.find(person);
    if (known == nullptr) return "a verdict about nobody";
    const auto due = book.cell(*known, area, channel, now).decision;
    const std::string about =
        fmt::format("{} area {} {}: {} by {}, due is {} by {}", person.text(), area.value, enum_word(channel),
                    enum_word(given.verdict), domain::code_of(given.ground), enum_word(due.verdict),
                    domain::code_of(due.ground));
    if (domain::is_allowed(given) && book.is_objected(*known, area, channel))
        return "a yes against an objection: " + about;
    if (domain::is_allowed(given) && !domain::is_allowed(due)) return "a yes that the rules deny: " + about;
    if (given.verdict != due.verdict || given.ground != due.ground || given.rule != due.rule)
        return "another verdict: " + about;
    return {};
}

Deed Deeds::check() {
    const auto person = any_person();
    const auto area = any_area();
    const auto channel = any_channel();
    Deed deed{.words = fmt::format("check {} area {} {}", person.text(), area.value, enum_word(channel)),
              .staff = any_staff(),
              .right = domain::Right::ask_permission};
    deed.act = [=](app::House& house, const app::Session& session, Outcome& outcome) {
        auto checked = app::check_contact(house, session, person, area, channel);
        if (!answered(checked, outcome, "contact.check")) return;
        outcome.answer = checked->id.text();
        const auto decision = checked->permission.decision;
        outcome.wrong = [=, at = checked->at](const Book& book) {
            return wrong_verdict(book, person, area, channel, decision, at);
        };
        outcome.effect = [=, at = checked->at](Book& book) {
            ++book.entries["contact.check"];
            auto& known = *book.find(person);
            known.is_touched_since = true;
            known.file.checks.push_back({.area_no = area,
                                         .channel = channel,
                                         .status = std::string(domain::word_of(domain::status_of(decision))),
                                         .ground = std::string(domain::code_of(decision.ground)),
                                         .checked_at = at});
        };
    };
    deed.refusal = [person](const Book& book) { return refusal_without(book, person); };
    return deed;
}

Deed Deeds::reading() {
    switch (dice_.below(10)) {
        case 0: return matrix();
        case 1: return batch();
        case 2: return find();
        case 3: return read();
        case 4: return list();
        default: return ask();
    }
}

Deed Deeds::ask() {
    const auto person = any_person();
    const auto area = any_area();
    const auto channel = any_channel();
    Deed deed{.words = fmt::format("ask {} area {} {}", person.text(), area.value, enum_word(channel)),
              .staff = any_staff(),
              .right = domain::Right::ask_permission};
    deed.act = [=](app::House& house, const app::Session& session, Outcome& outcome) {
        auto permission = app::ask_permission(house, session, person, area, channel);
        if (!answered(permission, outcome, "permission.ask")) return;
        outcome.wrong = [=, decision = permission->decision, now = house.now()](const Book& book) {
            return wrong_verdict(book, person, area, channel, decision, now);
        };
    };
    deed.refusal = [person](const Book& book) { return refusal_without(book, person); };
    return deed;
}

Deed Deeds::matrix() {
    const auto person = any_person();
    Deed deed{.words = fmt::format("matrix of {}", person.text()),
              .staff = any_staff(),
              .right = domain::Right::ask_permission};
    deed.act = [=](app::House& house, const app::Session& session, Outcome& outcome) {
        auto matrix = app::permission_matrix(house, session, person);
        if (!answered(matrix, outcome, "permission.ask")) return;
        outcome.wrong = [=, answer = *matrix, now = house.now()](const Book& book) -> std::string {
            if (answer.permissions.size() != Scene::only().areas().size() * domain::channel_count)
                return "the matrix has holes";
            for (const auto& cell : answer.permissions) {
                auto wrong = wrong_verdict(book, person, cell.area.area_no, cell.channel, cell.decision, now);
                if (!wrong.empty()) return wrong;
            }
            return {};
        };
    };
    deed.refusal = [person](const Book& book) { return refusal_without(book, person); };
    return deed;
}

Deed Deeds::batch() {
    std::vector<PersonId> persons;
    for (const auto& [id, known] : book_.persons) persons.push_back(id);
    const auto area = any_area();
    const auto channel = any_channel();
    Deed deed{.words = fmt::format("batch over area {} {}", area.value, enum_word(channel)),
              .staff = any_staff(),
              .right = domain::Right::ask_permission};
    deed.act = [=](app::House& house, const app::Session& session, Outcome& outcome) {
        auto verdicts = app::decide_many(house, session, area, channel, persons);
        if (!answered(verdicts, outcome, "permission.batch")) return;
        outcome.wrong = [=, verdicts = *verdicts, now = house.now()](const Book& book) -> std::string {
            std::size_t there = 0;
            for (const auto person : persons) there += book.find(person) == nullptr ? 0U : 1U;
            if (verdicts.size() != there) return "the batch leaves somebody out";
            for (const auto& verdict : verdicts) {
                auto wrong = wrong_verdict(book, verdict.person, area, channel, verdict.decision, now);
                if (!wrong.empty()) return wrong;
            }
            return {};
        };
    };
    return deed;
}

Deed Deeds::find() {
    const auto person = any_person();
    const auto* known = book_.find(person);
    const std::string name = known == nullptr ? "Niemand" : known->file.person.last_name.value_or("Niemand");
    Deed deed{.words = "find " + name, .staff = any_staff(), .right = domain::Right::search_person};
    deed.act = [=](app::House& house, const app::Session& session, Outcome& outcome) {
        auto found = app::find(house, session, name, app::max_found);
        if (!answered(found, outcome, "person.find")) return;
        outcome.wrong = [=, answer = *found](const Book& book) -> std::string {
            for (const auto& [id, somebody] : book.persons) {
                const bool is_meant = somebody.file.person.last_name == name;
                const bool is_found =
                    std::ranges::find(answer.persons, id, &app::PersonRow::id) != answer.persons.end();
                if (is_meant && !is_found) return fmt::format("{} is not found by his name", id.text());
            }
            return {};
        };
    };
    return deed;
}

Deed Deeds::read() {
    const auto person = any_person();
    Deed deed{.words = fmt::format("read {}", person.text()),
              .staff = any_staff(),
              .right = domain::Right::read_person};
    deed.act = [=](app::House& house, const app::Session& session, Outcome& outcome) {
        auto card = app::read_person(house, session, person);
        if (!answered(card, outcome, "person.read")) return;
        outcome.wrong = [=, lines = lines_of(card->file)](const Book& book) -> std::string {
            const auto* known = book.find(person);
            if (known != nullptr && lines_of(known->file) == lines) return {};
            return fmt::format("the card of {} shows something else", person.text());
        };
    };
    deed.refusal = [person](const Book& book) { return refusal_without(book, person); };
    return deed;
}

Deed Deeds::list() {
    Deed deed{.words = "list everybody", .staff = any_staff(), .right = domain::Right::search_person};
    deed.act = [](app::House& house, const app::Session& session, Outcome& outcome) {
        auto page = app::list_persons(house, session, std::nullopt, app::max_page, std::nullopt);
        if (!answered(page, outcome, "person.list")) return;
        outcome.wrong = [answer = *page](const Book& book) -> std::string {
            const bool is_whole = answer.rows.size() == book.persons.size() &&
                                  std::ranges::all_of(answer.rows, [&](const app::PersonRow& row) {
                                      return book.find(row.id) != nullptr;
                                  });
            return is_whole ? "" : "the list leaves somebody out or shows somebody else";
        };
    };
    return deed;
}

}  // namespace kartei::simulation
