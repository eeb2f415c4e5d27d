// `kartei serve` from start to signal, over real sockets.
#include "tests/cli/kartei_process.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <regex>
#include <stdexcept>
#include <thread>

namespace kartei::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// Sends one request and gives everything that comes back until the server closes.
std::string ask(int port, const std::string& request) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::string answer;
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
        ::send(socket, request.data(), request.size(), MSG_NOSIGNAL) == std::ssize(request)) {
        std::string part(4096, '\0');
        for (ssize_t size = 1; size > 0;) {
            size = ::recv(socket, part.data(), part.size(), 0);
            if (size > 0) answer.append(part, 0, static_cast<std::size_t>(size));
        }
    }
    ::close(socket);
    return answer;
}

std::string get(int port, const std::string& path) {
    return ask(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
}

std::string post(int port, const std::string& path, const std::string& body) {
    return ask(port, "POST " + path +
                         " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nKartei-Request: 1\r\n"
                         "Content-Type: application/json\r\nContent-Length: " +
                         std::to_string(body.size()) + "\r\n\r\n" + body);
}

class Serve : public testing::Test {
protected:
    TestDirectory directory_;

    std::unique_ptr<RunningKartei> start(std::vector<std::string> words = {}) {
        words.insert(words.begin(), {"serve", "--port", "0", "--lang", "en"});
        auto running = std::make_unique<RunningKartei>(
            directory_, words, std::map<std::string, std::string>{{"KARTEI_DATA", directory_ / "data"}});
        said_ = running->said(std::regex("Stop with"));
        return running;
    }

    /// What stands behind a word in the output.
    std::string behind(const std::string& words) const {
        std::smatch match;
        if (!std::regex_search(said_, match, std::regex(words + "(\\S+)"))) throw std::runtime_error(said_);
        return match[1];
    }

    int port() const { return std::stoi(behind("localhost:")); }

    std::string said_;
};

TEST_F(Serve, makes_the_first_account_by_its_code_once_and_ends_by_a_signal) {
    const auto running = start();
    EXPECT_THAT(get(port(), "/healthz"), StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(get(port(), "/readyz"), StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(get(port(), "/api/v1/setup"), HasSubstr(R"({"needed":true})"));
    const std::string body =
        R"(","company":"Muster GmbH","display_name":"Eva Meier","login":"eva@example.de",)"
        R"("password":"vier rote Karteikarten","areas":["Dach"]})";
    EXPECT_THAT(post(port(), "/api/v1/setup", R"({"token":"wrong)" + body), StartsWith("HTTP/1.1 403"));
    const std::string right = R"({"token":")" + behind("valid once: ") + body;
    EXPECT_THAT(post(port(), "/api/v1/setup", right), StartsWith("HTTP/1.1 201"));
    EXPECT_THAT(post(port(), "/api/v1/setup", right), StartsWith("HTTP/1.1 403"));
    EXPECT_THAT(
        post(port(), "/api/v1/session", R"({"login":"eva@example.de","password":"vier rote Karteikarten"})"),
        testing::AllOf(StartsWith("HTTP/1.1 201"), HasSubstr("Muster GmbH")));
    running->end();
    EXPECT_EQ(running->wait().exit, 0);
    const auto again = start();
    EXPECT_THAT(said_, testing::Not(HasSubstr("Setup code")));
}

TEST_F(Serve, answers_for_the_names_it_was_told_and_for_its_own_machine) {
    const auto for_host = [&](const std::string& host) {
        return ask(port(), "GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    };
    auto running = start();
    EXPECT_THAT(for_host("127.0.0.1"), StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(for_host("attacker.example"), StartsWith("HTTP/1.1 421"));
    running->end();
    running->wait();
    // A proxy hands on the name that it is known by.
    running = start({"--trusted-proxy", "127.0.0.1"});
    EXPECT_THAT(for_host("kartei.example.de"), StartsWith("HTTP/1.1 200"));
    running->end();
    running->wait();
    running = start({"--trusted-proxy", "127.0.0.1", "--host", "Kartei.example.de"});
    EXPECT_THAT(for_host("kartei.example.de:443"), StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(for_host("attacker.example"), StartsWith("HTTP/1.1 421"));
    running->end();
    running->wait();
    const auto refused = run_kartei(directory_, {"serve", "--host", "kartei.example.de:8080", "--lang", "en"},
                                    {{"KARTEI_DATA", directory_ / "data"}});
    EXPECT_THAT(refused.err, HasSubstr("This is no host name"));
}

TEST_F(Serve, shows_the_example_company_under_headers_that_keep_others_out) {
    const auto running = start({"--demo"});
    const std::string answer =
        post(port(), "/api/v1/session",
             R"({"login":"demo@kartei.example","password":")" + behind("password ") + R"("})");
    EXPECT_THAT(answer, testing::AllOf(StartsWith("HTTP/1.1 201"), HasSubstr(R"("demo":true)")));
    for (const auto* header : {"Content-Security-Policy: default-src 'none'",
                               "X-Content-Type-Options: nosniff", "Cache-Control: no-store"})
        EXPECT_THAT(answer, HasSubstr(header));
    EXPECT_THAT(get(port(), "/api/v1/persons"), StartsWith("HTTP/1.1 401"));
    // One process works in a data directory.
    const auto second =
        run_kartei(directory_, {"find", "oezd", "--lang", "en"}, {{"KARTEI_DATA", directory_ / "data"}});
    EXPECT_THAT(second.err, HasSubstr("Another kartei process"));
}

}  // namespace
}  // namespace kartei::cli
