// `kartei version`. The version itself stands in CMakeLists.txt.
#include "cli/command.h"

namespace kartei::cli {

namespace {

Result<Exit> run_version(const Call& call) {
    if (call.output.is_json()) {
        call.output.json({{"name", "kartei"}, {"version", KARTEI_VERSION}});
    } else {
        call.output.write("kartei " KARTEI_VERSION "\n");
    }
    return Exit::done;
}

}  // namespace

const Command version_command{
    .name = "version",
    .purpose = {"die Version nennen", "tell the version"},
    .page = {},
    .parameters = {},
    .examples = {},
    .run = run_version,
};

}  // namespace kartei::cli
