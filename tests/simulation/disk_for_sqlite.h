// The disk in memory as SQLite sees it: its interface to a system (sqlite3_vfs). Locks and the shared index
// of the log hold between the connections of one process.
#pragma once

namespace kartei::simulation {

class Disk;

/// Every connection that is opened from now on works on this disk.
void register_with_sqlite(Disk& disk);

}  // namespace kartei::simulation
