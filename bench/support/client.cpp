#include "bench/support/client.h"

#include "bench/support/place.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <utility>

namespace kartei::bench {

namespace {

constexpr std::string_view end_of_head = "\r\n\r\n";
constexpr std::string_view length_header = "\r\nContent-Length: ";

}  // namespace

bool Client::reaches() {
    if (socket_ >= 0) return true;
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address{.sin_family = AF_INET,
                              .sin_port = htons(port_),
                              .sin_addr = {htonl(INADDR_LOOPBACK)},
                              .sin_zero = {}};
    if (connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        close(socket);
        return false;
    }
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    socket_ = socket;
    return true;
}

Received Client::ask(std::string_view method, std::string_view path, std::string_view json) {
    must(reaches(), "nobody listens");
    std::string request =
        fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\nKartei-Request: 1\r\n", method, path);
    if (!cookie_.empty()) request += fmt::format("Cookie: {}\r\n", cookie_);
    if (method == "POST") {
        request += fmt::format("Content-Type: application/json\r\nContent-Length: {}\r\n", json.size());
    }
    send(fmt::format("{}\r\n{}", request, json));
    auto received = receive();
    if (received.head.find("\r\nConnection: close") != std::string::npos) hang_up();
    return received;
}

void Client::send(std::string_view bytes) const {
    const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    must(count == static_cast<ssize_t>(bytes.size()), "a request could not be sent");
}

Received Client::receive() {
    std::size_t end = std::string::npos;
    while ((end = buffer_.find(end_of_head)) == std::string::npos) read_more();
    Received received{.head = buffer_.substr(0, end), .body = {}};
    buffer_.erase(0, end + end_of_head.size());
    received.status = std::atoi(received.head.c_str() + std::string_view("HTTP/1.1 ").size());
    std::size_t length = 0;
    if (const auto at = received.head.find(length_header); at != std::string::npos)
        length = std::strtoull(received.head.c_str() + at + length_header.size(), nullptr, 10);
    while (buffer_.size() < length) read_more();
    received.body = buffer_.substr(0, length);
    buffer_.erase(0, length);
    return received;
}

void Client::read_more() {
    const std::size_t before = buffer_.size();
    buffer_.resize(before + 64 * 1'024);
    const ssize_t count = recv(socket_, buffer_.data() + before, buffer_.size() - before, 0);
    must(count > 0, "the server hung up");
    buffer_.resize(before + static_cast<std::size_t>(count));
}

void Client::hang_up() {
    if (const int socket = std::exchange(socket_, -1); socket >= 0) close(socket);
    buffer_.clear();
}

}  // namespace kartei::bench
