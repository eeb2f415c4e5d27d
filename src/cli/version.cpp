// `kartei version`.
#include "cli/version.h"

#include "cli/command.h"

#include <fmt/format.h>

namespace kartei::cli {

namespace {

Result<Exit> run_version(const Call& call) {
    if (call.output.is_json()) {
        call.output.json({{"name", "kartei"}, {"version", version()}});
    } else {
        call.output.write(fmt::format("kartei {}\n", version()));
    }
    return Exit::done;
}

}  // namespace

std::string_view version() {
    return KARTEI_VERSION;
}

const Command version_command{
    .name = "version",
    .purpose = {"die Version nennen", "tell the version"},
    .page = {},
    .parameters = {},
    .examples = {},
    .run = run_version,
};

}  // namespace kartei::cli
