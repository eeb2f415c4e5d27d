// TLS 1.3 with certificates that the test makes.
#include "tests/http/test_server.h"
#include "tests/http/tls_client.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace kartei::http {
namespace {

namespace files = std::filesystem;

class TlsTest : public testing::Test {
protected:
    TlsTest() {
        std::string name = (files::temp_directory_path() / "kartei-tls-XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) directory_ = name;
        write(make_certificate("first.example"));
    }
    ~TlsTest() override { files::remove_all(directory_); }

    void write(const Certificate& certificate) const {
        write_file(tls().certificate, certificate.certificate_pem);
        write_file(tls().key, certificate.key_pem);
    }

    static void write_file(const files::path& path, const std::string& content) {
        std::ofstream(path, std::ios::binary) << content;
        ::chmod(path.c_str(), 0600);
    }

    TlsFiles tls() const { return {directory_ / "cert.pem", directory_ / "key.pem"}; }

    ServerOptions options() const {
        ServerOptions options;
        options.tls = tls();
        return options;
    }

    files::path directory_;
};

TEST_F(TlsTest, serves_tls_1_3_and_says_so) {
    Mailbox<bool> secure;
    TestServer server(options(), [&](const Request& request, const Answer& answer) {
        secure.put(request.secure);
        answer(text(std::string(100'000, 'x')));
    });
    TlsClient client(server.port());
    ASSERT_TRUE(client.connected());
    EXPECT_EQ(client.protocol(), "TLSv1.3");
    EXPECT_EQ(client.name(), "first.example");
    EXPECT_EQ(client.alpn(), "http/1.1");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(client.ask(get("/")).body, std::string(100'000, 'x'));
    EXPECT_EQ(secure.take(), true);
}

TEST_F(TlsTest, refuses_older_versions_and_other_protocols) {
    TestServer server(options());
    EXPECT_FALSE(TlsClient(server.port(), {.max_version_1_2 = true}).connected());
    EXPECT_FALSE(TlsClient(server.port(), {.alpn = "\x02h2"}).connected());
    EXPECT_TRUE(TlsClient(server.port(), {.alpn = ""}).connected());
}

TEST_F(TlsTest, plain_bytes_on_a_tls_port_are_no_request) {
    TestServer server(options());
    RawClient client(server.port());
    client.send(get("/"));
    EXPECT_EQ(client.answer().status, 0);
}

TEST_F(TlsTest, a_handshake_that_does_not_come_is_given_up) {
    auto changed = options();
    changed.limits.head_ms = 200;
    TestServer server(std::move(changed));
    RawClient client(server.port());
    EXPECT_TRUE(client.is_closed());
}

TEST_F(TlsTest, handshakes_that_do_not_come_keep_nobody_waiting) {
    TestServer server(options());
    std::vector<RawClient> silent;
    for (int i = 0; i < 100; ++i) {
        silent.emplace_back(server.port());
        silent.back().send("\x16\x03\x01");
    }
    EXPECT_EQ(TlsClient(server.port()).ask(get("/a")).status, 200);
}

TEST_F(TlsTest, new_connections_get_the_new_certificate_and_old_ones_live_on) {
    TestServer server(options());
    TlsClient old(server.port());
    EXPECT_EQ(old.ask(get("/a")).body, "GET /a ");
    write(make_certificate("second.example"));
    EXPECT_TRUE(server.server().reload_certificates());
    EXPECT_EQ(TlsClient(server.port()).name(), "second.example");
    EXPECT_EQ(old.ask(get("/b")).body, "GET /b ");
    write_file(tls().certificate, "nonsense");
    const auto failed = server.server().reload_certificates();
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::invalid);
    EXPECT_EQ(TlsClient(server.port()).name(), "second.example");
    EXPECT_EQ(old.ask(get("/c")).body, "GET /c ");
}

TEST_F(TlsTest, a_close_is_announced) {
    TestServer server(options());
    TlsClient client(server.port());
    const auto answer = client.ask("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(answer.header("connection"), "close");
    EXPECT_TRUE(client.ended_cleanly());
}

TEST_F(TlsTest, a_body_that_is_too_long_is_refused) {
    TestServer server(options());
    TlsClient client(server.port());
    EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\nabc").status, 413);
}

TEST_F(TlsTest, files_that_are_no_good_are_refused_with_a_way_out) {
    const auto refused = [&](ErrorCode code) {
        const auto server = Server::start(options(), echo);
        ASSERT_FALSE(server);
        EXPECT_EQ(server.error().code, code) << server.error().what.en;
        EXPECT_FALSE(server.error().next.de.empty());
        EXPECT_FALSE(server.error().next.en.empty());
        EXPECT_FALSE(server.error().where.empty());
    };
    const auto good = make_certificate("good.example");
    ::chmod(tls().key.c_str(), 0644);
    refused(ErrorCode::forbidden);
    write(good);
    write_file(tls().key, make_certificate("other.example").key_pem);
    refused(ErrorCode::invalid);
    write_file(tls().key, "nonsense");
    refused(ErrorCode::invalid);
    write_file(tls().key, good.encrypted_key_pem);
    refused(ErrorCode::invalid);
    write(good);
    write_file(tls().certificate, "nonsense");
    refused(ErrorCode::invalid);
    files::remove(tls().certificate);
    refused(ErrorCode::not_found);
}

}  // namespace
}  // namespace kartei::http
