// Lines of the log on the wire.
#pragma once

#include "api/route.h"
#include "app/read_log.h"

namespace kartei::api {

struct ActorWire {
    static constexpr std::string_view wire_name = "Actor";
    domain::AccountId account_id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(ActorWire, (), (account_id, name))

struct ChangeWire {
    static constexpr std::string_view wire_name = "Change";
    std::string record;
    std::string field;
    std::optional<std::string> old;
    std::optional<std::string> now;
};
BOOST_DESCRIBE_STRUCT(ChangeWire, (), (record, field, old, now))

struct EntryWire {
    static constexpr std::string_view wire_name = "Entry";
    domain::EntryId entry_id;
    Instant at;
    std::string action;
    ActorWire actor;
    std::string record_kind;
    std::optional<domain::PersonId> person_id;  ///< where the entry is about one
    std::optional<std::string> purpose;
    std::vector<ChangeWire> changes;
};
BOOST_DESCRIBE_STRUCT(EntryWire, (), (entry_id, at, action, actor, record_kind, person_id, purpose, changes))

struct LogPageWire {
    static constexpr std::string_view wire_name = "LogPage";
    std::vector<EntryWire> rows;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(LogPageWire, (), (rows, next))

LogPageWire log_wire(const app::LogPage& page);

}  // namespace kartei::api
