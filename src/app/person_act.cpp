#include "app/person_act.h"

#include "app/find.h"
#include "base/text.h"

#include <fmt/format.h>

namespace kartei::app {

std::unexpected<Error> refuse_member(std::string_view field, Message what, Message next) {
    return fail(ErrorCode::invalid, std::move(what), std::string(field), std::move(next));
}

Result<void> check_text(std::string_view field, std::string_view text, std::size_t max_bytes) {
    if (text.size() <= max_bytes && is_utf8(text) && !has_control_characters(text, LineBreaks::allowed))
        return {};
    return refuse_member(field,
                         {fmt::format("Zu lang (höchstens {} Bytes) oder mit Steuerzeichen.", max_bytes),
                          fmt::format("Too long (at most {} bytes) or with control characters.", max_bytes)},
                         {"Kürzen Sie den Text, oder lassen Sie die Steuerzeichen weg.",
                          "Shorten the text, or leave out the control characters."});
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

void PersonAct::commit(std::string_view action) {
    write.log({.action = action,
               .record_kind = "person",
               .record_id = file.person.person_id.bytes,
               .purpose = file.person.purpose});
    write.commit();
}

Result<void> PersonAct::refresh_and_commit(const domain::PersonFile& before, std::string_view action) {
    store::load_foreign_prohibitions(write.connection(), keyring, write.tenant(), file);
    TRY(store::refresh_derived(write, before, file));
    commit(action);
    return {};
}

}  // namespace kartei::app
