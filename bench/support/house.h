// An installation with an imported list, for benchmarks that need one.
#pragma once

#include "app/house.h"
#include "app/import.h"

#include <filesystem>
#include <optional>
#include <string>

namespace kartei::bench {

struct OpenHouse {
    app::House house;
    app::Session session;
};

/// Opens the installation in `data`, with a company; `database` as in app::Place.
OpenHouse open_house(const std::filesystem::path& data, const std::optional<std::string>& database = {});

struct Imported {
    double seconds = 0;
    double cpu_seconds = 0;  ///< of all threads
};

/// Imports the list, which must be without bad rows.
Imported import(OpenHouse& opened, const std::filesystem::path& list);

/// `folder`/imported: an installation in SQLite with that many rows imported; made where it is missing.
std::filesystem::path imported_house(const std::filesystem::path& folder, std::int64_t persons);

}  // namespace kartei::bench
