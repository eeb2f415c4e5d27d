// `kartei version`.
#include "cli/command.h"

#ifndef KARTEI_VERSION
#define KARTEI_VERSION "0.1.0"
#endif

namespace kartei::cli {

namespace {

Result<Exit> run(const Call& call) {
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
    .run = run,
};

}  // namespace kartei::cli
