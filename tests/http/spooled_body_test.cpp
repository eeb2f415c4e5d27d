// Bodies that go to a file, and what is left of them: nothing.
#include "tests/http/test_server.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>

namespace kartei::http {
namespace {

namespace files = std::filesystem;

class SpooledBodyTest : public testing::Test {
protected:
    SpooledBodyTest() {
        std::string name = (files::temp_directory_path() / "kartei-spool-XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) directory_ = name;
    }
    ~SpooledBodyTest() override { files::remove_all(directory_); }

    ServerOptions options() const {
        ServerOptions options;
        options.spool_directory = directory_;
        options.admission = [](const Head& head) {
            return Admission{.max_bytes = 10'000'000, .to_file = head.path == "/upload"};
        };
        return options;
    }

    files::path directory_;
};

std::string content(const files::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

TEST_F(SpooledBodyTest, a_body_goes_to_a_file_where_the_policy_says_so) {
    Mailbox<Request> requests;
    TestServer server(options(), [&](Request request, const Answer& answer) {
        requests.put(std::move(request));
        answer(text("taken"));
    });
    auto client = server.client();
    std::string body;
    for (int i = 0; i < 200'000; ++i) body += std::to_string(i);
    client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) +
                "\r\n\r\n");
    EXPECT_EQ(client.ask(body).status, 200);
    const auto request = requests.take();
    ASSERT_TRUE(request && request->file);
    EXPECT_TRUE(request->body.empty());
    EXPECT_EQ(request->file->size(), body.size());
    EXPECT_EQ(content(request->file->path()), body);
    struct stat status{};
    ASSERT_EQ(::fstat(request->file->descriptor(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    EXPECT_EQ(status.st_nlink, 0U);
    EXPECT_TRUE(files::is_empty(directory_));
    EXPECT_EQ(client.ask("POST /other HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab").status, 200);
    const auto other = requests.take();
    ASSERT_TRUE(other);
    EXPECT_FALSE(other->file);
    EXPECT_EQ(other->body, "ab");
}

TEST_F(SpooledBodyTest, leaves_others_their_room) {
    ServerOptions full = options();
    full.limits.spool_reserve_bytes = std::numeric_limits<std::uint64_t>::max();
    TestServer server(std::move(full));
    const std::string head = "POST /upload HTTP/1.1\r\nHost: a\r\n";
    EXPECT_EQ(server.client().ask(head + "Content-Length: 2\r\n\r\nab").status, 507);
    EXPECT_EQ(server.client().ask(head + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n").status,
              507);
    auto body = SpooledBody::create(directory_, 1);
    ASSERT_TRUE(body);
    EXPECT_TRUE(body->has_room(1));
    EXPECT_FALSE(body->has_room(std::numeric_limits<std::uint64_t>::max()));
}

TEST_F(SpooledBodyTest, a_directory_that_went_is_507) {
    TestServer server(options());
    files::remove_all(directory_);
    auto client = server.client();
    EXPECT_EQ(client.ask("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab").status, 507);
}

TEST_F(SpooledBodyTest, moves_its_file) {
    auto made = SpooledBody::create(directory_);
    ASSERT_TRUE(made);
    EXPECT_TRUE(made->append("ab"));
    SpooledBody moved(std::move(*made));
    EXPECT_TRUE(moved.append("c"));
    EXPECT_EQ(content(moved.path()), "abc");
    EXPECT_FALSE(SpooledBody::create(directory_ / "missing"));
}

}  // namespace
}  // namespace kartei::http
