// Which role may do what: one table, default no. Roles are those of domain/tenant.h, rights those the acts
// demand.
#pragma once

#include "base/result.h"
#include "domain/tenant.h"

#include <span>

namespace kartei::domain {

/// What an act demands. Every act names exactly one.
enum class Right : std::uint8_t {
    import_list,
    undo_import,
    search_person,
    read_person,
    create_person,
    edit_person,
    ask_permission,
    record_consent,
    record_objection,
    record_interest,
    verify_log,
    manage_lists,
};
BOOST_DESCRIBE_ENUM(Right, import_list, undo_import, search_person, read_person, create_person, edit_person,
                    ask_permission, record_consent, record_objection, record_interest, verify_log,
                    manage_lists)

/// True where one of the roles carries the right.
bool may(std::span<const Role> roles, Right right);

/// The refusal in words, or nothing.
Result<void> require(std::span<const Role> roles, Right right);

}  // namespace kartei::domain
