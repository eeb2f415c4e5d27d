// One snapshot to read from: opened, and ended on every way out.
#pragma once

#include "store/connection.h"

namespace kartei::store {

class Reading {
public:
    Reading(Connection& connection, TenantId tenant) : connection_(connection) {
        connection_.begin_read(tenant);
    }
    ~Reading() { connection_.rollback(); }
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;

private:
    Connection& connection_;
};

}  // namespace kartei::store
