#include "app/person_act.h"

#include "app/find.h"
#include "app/replay.h"
#include "base/text.h"
#include "store/log_reader.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::app {

namespace {

/// Whether what his companies forbid reaches him (law.md section 2).
bool acts_for_companies(const domain::PersonFile& file) {
    return file.person.kind != domain::RecipientKind::consumer;
}

bool has_objection(const domain::PersonFile& file, const domain::Objection& wanted) {
    return std::ranges::any_of(file.objections, [&](const domain::Objection& own) {
        return own.state == domain::ObjectionState::active && own.areas == wanted.areas &&
               own.channels == wanted.channels && own.objected_at == wanted.objected_at;
    });
}

}  // namespace

std::unexpected<Error> refuse_member(std::string_view field, Message what, Message next) {
    return fail(ErrorCode::invalid, std::move(what), std::string(field), std::move(next));
}

Result<void> check_source(std::string_view source) {
    if (source_key(source).empty()) {
        return refuse_member(
            "source", {"Es fehlt die Herkunft.", "The source is missing."},
            {"Sagen Sie, woher die Angaben sind, zum Beispiel „Messe 2025“ oder „Anruf der "
             "Person“.",
             "Say where the data come from, for example 'fair 2025' or 'call of the person'."});
    }
    return check_text("source", source, max_bytes_of<domain::Source>("name"));
}

std::unexpected<Error> outdated() {
    return fail(ErrorCode::outdated,
                {"Inzwischen hat jemand anderes das geändert.", "Somebody else has changed this meanwhile."},
                {},
                {"Laden Sie die Person neu, sehen Sie nach, was sich geändert hat, und ändern Sie dann.",
                 "Load the person again, look at what has changed, and change it then."});
}

Result<std::unique_ptr<PersonAct>> PersonAct::open(House& house, const Session& session,
                                                   domain::PersonId person) {
    auto keyring = TRY(house.keyring(session));
    auto act = std::make_unique<PersonAct>(house, session, std::move(keyring));
    auto loaded = store::load_person_file(act->write.connection(), act->keyring, session.tenant, person,
                                          store::Lock::update);
    if (!loaded) return no_such_person();
    act->file = std::move(*loaded);
    return act;
}

Result<std::int64_t> first_version_of_job(store::Write& write, const domain::Employment& employment) {
    const std::string key = employment.company_id.text();
    std::int64_t last = 0;
    for (const auto& value :
         store::values_of_person(write.connection(), write.tenant(), employment.person_id)) {
        const auto json = store::open_value(write.connection(), write.keyring(), write.tenant(), value);
        if (!json) continue;  // what cannot be read any more nobody has before him
        const auto changes = TRY(read_changes(*json, value.entry.text()));
        for (const auto& change : changes) {
            if (change.record == Description<domain::Employment>::kind.name && change.key == key)
                last = std::max(last, change.version);
        }
    }
    return last + 1;
}

void PersonAct::keep_prohibitions(const domain::PersonFile& before) {
    if (!acts_for_companies(before)) return;
    for (const auto& forbidden : before.company_objections) {
        const bool still_reaches_him =
            acts_for_companies(file) &&
            std::ranges::find(file.company_objections, forbidden.objection_id,
                              &domain::CompanyObjection::objection_id) != file.company_objections.end();
        if (still_reaches_him || forbidden.state == domain::ObjectionState::revoked) continue;
        const auto job = std::ranges::find_if(before.jobs, [&](const domain::Job& one) {
            return one.company.company_id == forbidden.company_id;
        });
        domain::Objection own{.tenant_id = write.tenant(),
                              .person_id = file.person.person_id,
                              .objection_id = write.next_id<domain::ObjectionId>(),
                              .areas = forbidden.areas,
                              .channels = forbidden.channels,
                              .objected_at = forbidden.objected_at,
                              .way = std::string(cut(forbidden.way, max_bytes_of<domain::Objection>("way")))};
        if (has_objection(file, own)) continue;
        const std::string source = fmt::format("Widerspruch der Firma {}", job->company.name);
        own.source_id =
            lists.source(write, std::string(cut(source, max_bytes_of<domain::Source>("name")))).source_id;
        own.created_at = write.now();
        write.insert(own);
        file.objections.push_back(std::move(own));
    }
}

void PersonAct::commit(std::string_view action) {
    write.log({.action = action,
               .record_kind = "person",
               .record_id = file.person.person_id.bytes,
               .purpose = file.person.purpose});
    write.commit();
}

Result<void> PersonAct::refresh_and_commit(const domain::PersonFile& before, std::string_view action) {
    store::load_foreign_prohibitions(write.connection(), keyring, write.tenant(), file);
    keep_prohibitions(before);
    TRY(store::refresh_derived(write, before, file));
    commit(action);
    return {};
}

}  // namespace kartei::app
