// What an import says at its end, to people and to programs.
#pragma once

#include "app/import.h"
#include "cli/output.h"

namespace kartei::cli {

enum class RemarkCount : std::uint8_t { few, all };

/// How the file was read, counts, remarks, error file and what to do next.
void print(Output& output, const app::ImportReport& report, app::ImportMode mode, RemarkCount remarks);

/// The same as one JSON object with every remark.
void print_json(Output& output, const app::ImportReport& report, app::ImportMode mode);

}  // namespace kartei::cli
