// Transactions that are ended on every way out.
#pragma once

#include "store/connection.h"

namespace kartei::store {

/// One snapshot to read from.
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

/// One snapshot for several acts, where the engine lets them share one.
class SharedReading {
public:
    explicit SharedReading(Connection& connection) : connection_(connection) {
        connection_.begin_shared_reading();
    }
    ~SharedReading() { connection_.end_shared_reading(); }
    SharedReading(const SharedReading&) = delete;
    SharedReading& operator=(const SharedReading&) = delete;

private:
    Connection& connection_;
};

/// Over the tables that belong to no company; undone unless it was committed.
class Installation {
public:
    explicit Installation(Connection& connection, Access access) : connection_(connection) {
        connection_.begin_installation(access);
    }
    ~Installation() { connection_.rollback(); }
    Installation(const Installation&) = delete;
    Installation& operator=(const Installation&) = delete;

private:
    Connection& connection_;
};

}  // namespace kartei::store
