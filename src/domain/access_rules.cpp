#include "domain/access_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace kartei::domain {

namespace {

/// One row per right granted. The administrator manages the installation and sees no customer; the DPO sees
/// and edits nobody, but may always record that somebody objected.
constexpr auto granted = [] {
    using enum Role;
    using enum Right;
    return std::array{
        std::pair{agent, search_person},
        std::pair{agent, read_person},
        std::pair{agent, create_person},
        std::pair{agent, edit_person},
        std::pair{agent, ask_permission},
        std::pair{agent, record_consent},
        std::pair{agent, record_objection},
        std::pair{sales, search_person},
        std::pair{sales, read_person},
        std::pair{sales, create_person},
        std::pair{sales, edit_person},
        std::pair{sales, ask_permission},
        std::pair{sales, record_consent},
        std::pair{sales, record_objection},
        std::pair{sales, record_interest},
        std::pair{marketing, search_person},
        std::pair{marketing, read_person},
        std::pair{marketing, ask_permission},
        std::pair{marketing, import_list},
        std::pair{marketing, record_objection},
        std::pair{service, search_person},
        std::pair{service, read_person},
        std::pair{service, create_person},
        std::pair{service, edit_person},
        std::pair{service, ask_permission},
        std::pair{service, record_objection},
        std::pair{manager, manage_lists},
        std::pair{manager, import_list},
        std::pair{manager, undo_import},
        std::pair{manager, search_person},
        std::pair{manager, read_person},
        std::pair{manager, create_person},
        std::pair{manager, edit_person},
        std::pair{manager, ask_permission},
        std::pair{manager, record_consent},
        std::pair{manager, record_objection},
        std::pair{manager, record_interest},
        std::pair{dpo, search_person},
        std::pair{dpo, read_person},
        std::pair{dpo, ask_permission},
        std::pair{dpo, record_objection},
        std::pair{dpo, verify_log},
        std::pair{auditor, verify_log},
        std::pair{administrator, verify_log},
        std::pair{processor_agent, record_objection},
        std::pair{processor_lead, record_objection},
    };
}();

/// A right as people call it.
Message right_words(Right right) {
    using enum Right;
    switch (right) {
        case import_list: return {"Listen einlesen", "import lists"};
        case undo_import: return {"Importe zurücknehmen", "undo imports"};
        case search_person: return {"Kunden suchen", "search customers"};
        case read_person: return {"Kunden ansehen", "view customers"};
        case create_person: return {"Kunden anlegen", "record customers"};
        case edit_person: return {"Kunden bearbeiten", "edit customers"};
        case ask_permission: return {"Erlaubnis abfragen", "ask for permission"};
        case record_consent: return {"Einwilligung erfassen", "record consent"};
        case record_objection: return {"Widerspruch eintragen", "record objection"};
        case record_interest: return {"Vermutetes Interesse festhalten", "record presumed interest"};
        case verify_log: return {"Protokoll lesen", "read the log"};
        case manage_lists: return {"Bereiche und Wortlaute pflegen", "maintain areas and wordings"};
    }
    return {};
}

}  // namespace

bool may(std::span<const Role> roles, Right right) {
    return std::ranges::any_of(roles, [right](Role role) {
        return std::ranges::find(granted, std::pair{role, right}) != granted.end();
    });
}

Result<void> require(std::span<const Role> roles, Right right) {
    if (may(roles, right)) return {};
    const Message words = right_words(right);
    return fail(ErrorCode::forbidden,
                {fmt::format("Dazu fehlt das Recht „{}“.", words.de),
                 fmt::format("The right '{}' is missing.", words.en)},
                {},
                {"Bitten Sie die Leitung um eine Rolle mit diesem Recht.",
                 "Ask the management for a role with this right."});
}

}  // namespace kartei::domain
