#include "tests/http/raw_client.h"

#include "http/syntax.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <utility>

namespace kartei::http {

std::string RawAnswer::header(const std::string& lower_case_name) const {
    const auto found = headers.find(lower_case_name);
    return found == headers.end() ? std::string() : found->second;
}

std::optional<RawAnswer> take_answer(std::string& bytes, Expected expected) {
    const auto blank = bytes.find("\r\n\r\n");
    if (blank == std::string::npos) return std::nullopt;
    RawAnswer answer;
    answer.head = bytes.substr(0, blank + 2);
    std::from_chars(bytes.data() + 9, bytes.data() + 12, answer.status);
    std::string_view rest = answer.head;
    rest.remove_prefix(rest.find("\r\n") + 2);
    while (!rest.empty()) {
        const auto line = rest.substr(0, rest.find("\r\n"));
        const auto colon = line.find(": ");
        answer.headers.emplace(lower_case(line.substr(0, colon)), line.substr(colon + 2));
        rest.remove_prefix(line.size() + 2);
    }
    const auto length = decimal(answer.header("content-length")).value_or(0);
    const std::size_t body = expected == Expected::head_only ? 0 : static_cast<std::size_t>(length);
    if (bytes.size() < blank + 4 + body) return std::nullopt;
    answer.body = bytes.substr(blank + 4, body);
    bytes.erase(0, blank + 4 + body);
    return answer;
}

RawClient::RawClient(std::uint16_t port, std::string_view from)
    : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in name{};
    name.sin_family = AF_INET;
    if (from != "127.0.0.1") {
        ::inet_pton(AF_INET, std::string(from).c_str(), &name.sin_addr);
        ::bind(descriptor_, reinterpret_cast<const sockaddr*>(&name), sizeof name);
    }
    name.sin_port = htons(port);
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&name), sizeof name) == 0) return;
    ::close(descriptor_);
    descriptor_ = -1;
}

RawClient::RawClient(RawClient&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), received_(std::move(other.received_)) {}

RawClient& RawClient::operator=(RawClient&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(received_, other.received_);
    return *this;
}

RawClient::~RawClient() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool RawClient::fill() {
    if (descriptor_ < 0) return false;  // nobody was there
    pollfd waiting{.fd = descriptor_, .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, patience_ms) <= 0) return false;
    std::array<char, 65'536> buffer;
    const ssize_t count = ::recv(descriptor_, buffer.data(), buffer.size(), 0);
    if (count <= 0) return false;
    received_.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
}

RawAnswer RawClient::answer(Expected expected) {
    for (;;) {
        if (auto answer = take_answer(received_, expected)) return *answer;
        if (!fill()) return {};
    }
}

RawAnswer RawClient::ask(std::string_view bytes) {
    send(bytes);
    return answer();
}

std::string RawClient::rest() {
    while (fill()) {
    }
    return std::exchange(received_, {});
}

bool RawClient::is_closed() {
    if (!received_.empty()) return false;
    pollfd waiting{.fd = descriptor_, .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, patience_ms) <= 0) return false;
    char byte = 0;
    const ssize_t count = ::recv(descriptor_, &byte, 1, 0);
    return count == 0 || (count < 0 && errno == ECONNRESET);
}

void RawClient::end_sending() {
    ::shutdown(descriptor_, SHUT_WR);
}

void RawClient::reset() {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(std::exchange(descriptor_, -1));
}

std::string get(std::string_view path) {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: kartei.example\r\n\r\n";
}

}  // namespace kartei::http
