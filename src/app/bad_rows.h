// The error file of an import: opened with the first bad row, never over a file that is there, and given up
// again where it says the same as one before it.
#pragma once

#include "app/import.h"
#include "app/row_feed.h"
#include "formats/error_file.h"

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace kartei::app {

class BadRows {
public:
    BadRows(std::filesystem::path wanted, std::vector<std::string> header, formats::Language language)
        : wanted_(std::move(wanted)), header_(std::move(header)), language_(language) {}
    /// An import that is broken off makes the file anew when it goes on: half of one would only mislead.
    ~BadRows();
    BadRows(const BadRows&) = delete;
    BadRows& operator=(const BadRows&) = delete;

    /// Fails with `unavailable` where no file can be written, with `conflict` where there is no free name.
    Result<void> add(const FedRow& row, ImportReport& report);

    Result<void> finish(ImportReport& report);

private:
    Result<void> open(ImportReport& report);
    std::unexpected<Error> not_written() const;

    std::filesystem::path wanted_;
    std::vector<std::string> header_;
    formats::Language language_;
    std::filesystem::path path_;
    std::vector<std::filesystem::path> earlier_;  ///< that lie at the names before it
    std::ofstream stream_;
    std::optional<formats::ErrorFile> writer_;
    bool is_unfinished_ = false;
};

}  // namespace kartei::app
