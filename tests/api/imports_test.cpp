// Lists over the REST door: uploads, previews, and imports that go on where they were broken off.
#include "app/import.h"
#include "tests/api/served_house.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

namespace kartei::api {
namespace {

using boost::json::object;

std::string text_at(const Received& answer, std::string_view name) {
    return std::string(answer[name].as_string());
}

class ImportsTest : public testing::TestWithParam<store::Engine> {
protected:
    Received upload(const std::string& list) {
        return served_.send({.method = http::Method::post,
                             .path = "/uploads",
                             .body = list,
                             .headers = {{"content-type", "text/csv"}}});
    }
    object order(const std::string& list) {
        const auto uploaded = upload(list);
        EXPECT_EQ(uploaded.status, 201) << uploaded.text;
        return {
            {"upload_id", text_at(uploaded, "upload_id")}, {"purpose", "advertising"}, {"source", "Messe"}};
    }
    static std::string list_of(int rows) {
        std::string list = "Vorname;Nachname;Telefon\n";
        for (int i = 0; i < rows; ++i) list += fmt::format("Anna{0};Groß{0};0541 2{0:05}\n", i);
        return list;
    }

    ServedHouse served_{GetParam()};
};
ON_BOTH_ENGINES(ImportsTest);

TEST_P(ImportsTest, a_file_is_taken_from_nobody_who_may_not_send_it) {
    EXPECT_EQ(upload("Name\nEva\n").status, 401);
    served_.sign_in_as({domain::Role::agent});
    EXPECT_EQ(upload("Name\nEva\n").status, 403);
    served_.allow_per_minute(2);
    for (const int status : {403, 403, 429}) EXPECT_EQ(upload("Name\nEva\n").status, status);
    served_.sign_in_as({domain::Role::manager});
    const auto elsewhere = served_.send({.method = http::Method::post,
                                         .path = "/uploads",
                                         .body = "Name\nEva\n",
                                         .headers = {{"sec-fetch-site", "cross-site"}}});
    EXPECT_EQ(elsewhere.status, 403);
    EXPECT_EQ(upload("Name\nEva\n").status, 201);
}

TEST_P(ImportsTest, a_preview_tells_of_the_first_rows_and_stores_nothing) {
    served_.sign_in();
    const auto list = order(list_of(2'600));
    const auto before = served_.rows();
    const auto preview = served_.post("/import-previews", list);
    ASSERT_EQ(preview.status, 200) << preview.text;
    EXPECT_EQ(preview["report"].at("rows").as_int64(), 2'000);
    EXPECT_EQ(preview["report"].at("persons_created").as_int64(), 2'000);
    EXPECT_FALSE(preview["is_whole"].as_bool());
    EXPECT_EQ(served_.rows(), before);
    auto unknown = list;
    unknown["purpose"] = "nothing";
    EXPECT_EQ(served_.post("/import-previews", unknown).status, 400);
    unknown["upload_id"] = "019ad924-f37c-7001-a846-0473c9279f32";
    EXPECT_EQ(served_.post("/import-previews", unknown).status, 404);
}

/// Broken off by the end of the process: what was stored stays, and nobody works on it.
void import_half(app::House& house, const app::Session& session, const std::string& list) {
    const store::TestDirectory directory;
    const auto file = directory.path() / "liste.csv";
    std::ofstream(file, std::ios::binary) << list;
    const app::ImportRequest request{.file = file,
                                     .source = "Messe",
                                     .purpose = "advertising",
                                     .shown_name = "liste.csv",
                                     .error_file = directory.path() / "fehler.csv",
                                     .rows_per_transaction = 500};
    EXPECT_THROW((void)app::import_list(house, session, request,
                                        [](auto, auto) { throw std::runtime_error("broken off"); }),
                 std::runtime_error);
}

TEST_P(ImportsTest, one_that_goes_on_is_told_of_under_the_id_that_was_answered) {
    served_.sign_in();
    const auto list = list_of(1'600) + "Eva;Unerreichbar;keine;zu viele Zellen\n";
    import_half(served_.house(), served_.company(), list);
    const auto begun = served_.post("/imports", order(list));
    ASSERT_EQ(begun.status, 202) << begun.text;
    Received now;
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    do {
        now = served_.get("/imports/" + text_at(begun, "import_id"));
        ASSERT_EQ(now.status, 200) << now.text;
        std::this_thread::yield();
    } while (text_at(now, "state") != "done" && std::chrono::steady_clock::now() < until);
    EXPECT_EQ(text_at(now, "state"), "done") << now.text;
    EXPECT_EQ(text_at(now, "file_name"), "liste.csv");
    EXPECT_EQ(now["report"].at("persons_created").as_int64(), 1'600);
    const auto all = served_.get("/imports");
    EXPECT_EQ(text_at(now, "import_id"), all["rows"].at(0).at("import_id").as_string());
    ASSERT_TRUE(now["report"].at("has_error_file").as_bool()) << now.text;
    for (const auto& id : {text_at(now, "import_id"), text_at(begun, "import_id")}) {
        const auto file = served_.get("/imports/" + id + "/error-file");
        EXPECT_EQ(file.status, 200);
        EXPECT_THAT(file.text, testing::HasSubstr("Unerreichbar"));
    }
}

/// As on PostgreSQL where its transaction lost against another.
TEST_P(ImportsTest, a_preview_that_is_tried_again_reads_the_list_again) {
    served_.sign_in();
    const auto list = order(list_of(3));
    const auto& route = *std::ranges::find(routes(), "previewImport", &Route::id);
    http::Request request;
    request.body = boost::json::serialize(list);
    const auto signed_in =
        app::session_of_token(served_.house(), served_.cookie().substr(served_.cookie().find('=') + 1));
    const std::vector<std::pair<std::string_view, std::string>> no_parameters;
    Call call{.house = served_.house(),
              .services = served_.services(),
              .request = request,
              .path = no_parameters,
              .signed_in = &*signed_in};
    auto prepared = route.prepare(call);
    ASSERT_TRUE(prepared);
    call.prepared = std::move(*prepared);
    for (int attempt = 0; attempt < 3; ++attempt) {
        const auto reply = route.handle(call);
        ASSERT_TRUE(reply) << reply.error().what.en;
        EXPECT_THAT(reply->json, testing::HasSubstr("\"persons_created\":3"));
        served_.house().take_looks();
    }
}

}  // namespace
}  // namespace kartei::api
