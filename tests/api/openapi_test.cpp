// The description of the API that the pages are built against is the one that is served.
#include "api/openapi.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace kartei::api {
namespace {

TEST(OpenApi, is_what_the_pages_are_built_against) {
    const std::ifstream file(KARTEI_SOURCE_DIR "/web/src/api/openapi.json");
    std::ostringstream text;
    text << file.rdbuf();
    EXPECT_TRUE(boost::json::parse(text.str()) == boost::json::parse(openapi_json()))
        << "`make openapi` renews web/src/api/openapi.json and its types";
}

}  // namespace
}  // namespace kartei::api
