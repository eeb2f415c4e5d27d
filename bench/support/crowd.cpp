#include "bench/support/crowd.h"

#include "bench/support/place.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <utility>

namespace kartei::bench {

namespace {

constexpr std::string_view end_of_head = "\r\n\r\n";
constexpr std::string_view length_header = "\r\nContent-Length: ";
constexpr std::size_t buffer_bytes = 256 * 1'024;
constexpr int events_at_once = 1'024;
/// Between two looks at plan and sockets: less would make the clients cost as much as the server.
constexpr long round_ns = 300'000;
/// For what is still under way when the plan is over.
constexpr double last_answers_s = 10;

double thread_cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

void rest() {
    const timespec pause{.tv_sec = 0, .tv_nsec = round_ns};
    nanosleep(&pause, nullptr);
}

std::size_t number_at(std::string_view text, std::size_t at) {
    std::size_t number = 0;
    std::from_chars(text.data() + at, text.data() + text.size(), number);
    return number;
}

}  // namespace

std::size_t allow_descriptors() {
    rlimit files{};
    must(getrlimit(RLIMIT_NOFILE, &files) == 0, "no limit of descriptors");
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    return files.rlim_cur;
}

int connect_from(std::size_t address, std::uint16_t port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket < 0) return -1;
    const int on = 1;
    setsockopt(socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    // 127.1.0.1 and those after it.
    const auto from = static_cast<std::uint32_t>(0x7F010001 + address);
    const sockaddr_in own{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(from)}, .sin_zero = {}};
    const sockaddr_in server{
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
    if (bind(socket, reinterpret_cast<const sockaddr*>(&own), sizeof own) == 0) {
        const int failed = ::connect(socket, reinterpret_cast<const sockaddr*>(&server), sizeof server);
        if (failed == 0 || errno == EINPROGRESS) return socket;
    }
    close(socket);
    return -1;
}

Crowd::Crowd(std::uint16_t port, std::size_t clients, std::size_t addresses)
    : port_(port),
      addresses_(addresses),
      poll_(epoll_create1(EPOLL_CLOEXEC)),
      connections_(clients),
      buffer_(buffer_bytes) {
    for (std::size_t i = 0; i < clients; ++i) connect(i);
    const double until = seconds() + last_answers_s;
    while (free_.size() < clients && seconds() < until) receive(100);
    must(free_.size() == clients, "clients cannot connect");
}

Crowd::~Crowd() {
    for (auto& connection : connections_) {
        if (connection.socket >= 0) close(connection.socket);
    }
    close(poll_);
}

void Crowd::connect(std::size_t number) {
    auto& connection = connections_[number];
    if (connection.socket >= 0) close(connection.socket);
    connection = {.socket = connect_from(number % addresses_, port_), .is_connecting = true, .head = {}};
    must(connection.socket >= 0, "no socket for a client");
    epoll_event event{.events = EPOLLIN | EPOLLOUT, .data = {.u64 = number}};
    epoll_ctl(poll_, EPOLL_CTL_ADD, connection.socket, &event);
}

void Crowd::ask(const Prepared& request, double since) {
    const std::size_t number = free_.front();
    free_.pop_front();
    auto& connection = connections_[number];
    connection.kind = request.kind;
    connection.since = since;
    connection.is_asking = true;
    ++asking_;
    const ssize_t count = ::send(connection.socket, request.bytes.data(), request.bytes.size(), MSG_NOSIGNAL);
    // The server hung up a moment ago, or takes nothing from somebody who has nothing under way.
    if (count != static_cast<ssize_t>(request.bytes.size())) end_answer(number, 0);
}

void Crowd::receive(int most_ms) {
    std::array<epoll_event, events_at_once> events;
    const int count = epoll_wait(poll_, events.data(), events_at_once, most_ms);
    for (int i = 0; i < count; ++i) {
        const auto number = static_cast<std::size_t>(events[static_cast<std::size_t>(i)].data.u64);
        auto& connection = connections_[number];
        if (!connection.is_connecting) {
            read(number);
            continue;
        }
        int error = 0;
        socklen_t size = sizeof error;
        getsockopt(connection.socket, SOL_SOCKET, SO_ERROR, &error, &size);
        if (error != 0) {
            connect(number);
            continue;
        }
        connection.is_connecting = false;
        epoll_event event{.events = EPOLLIN, .data = {.u64 = number}};
        epoll_ctl(poll_, EPOLL_CTL_MOD, connection.socket, &event);
        free_.push_back(number);
    }
}

void Crowd::read(std::size_t number) {
    auto& connection = connections_[number];
    const ssize_t count = recv(connection.socket, buffer_.data(), buffer_.size(), 0);
    if (count < 0 && errno == EAGAIN) return;
    if (count > 0) {
        take(number, {buffer_.data(), static_cast<std::size_t>(count)});
        return;
    }
    if (connection.is_asking) {
        end_answer(number, 0);
        return;
    }
    std::erase(free_, number);
    connect(number);
}

void Crowd::take(std::size_t number, std::string_view bytes) {
    auto& connection = connections_[number];
    if (connection.status == 0) {
        if (!connection.head.empty()) connection.head += bytes;
        const std::string_view all = connection.head.empty() ? bytes : std::string_view(connection.head);
        const auto end = all.find(end_of_head);
        if (end == std::string_view::npos) {
            if (connection.head.empty()) connection.head = bytes;
            return;
        }
        const auto head = all.substr(0, end + 2);
        connection.status = static_cast<int>(number_at(head, std::string_view("HTTP/1.1 ").size()));
        connection.closes = head.find("\r\nConnection: close\r\n") != std::string_view::npos;
        const auto length = head.find(length_header);
        connection.body_left =
            length == std::string_view::npos ? 0 : number_at(head, length + length_header.size());
        bytes = bytes.substr(bytes.size() - (all.size() - end - end_of_head.size()));
        connection.head.clear();
    }
    connection.body_left -= std::min(connection.body_left, bytes.size());
    if (connection.body_left == 0) end_answer(number, connection.status);
}

void Crowd::end_answer(std::size_t number, int status) {
    auto& connection = connections_[number];
    answered_.push_back({.kind = connection.kind,
                         .status = static_cast<std::int16_t>(status),
                         .ms = static_cast<float>((seconds() - connection.since) * 1e3)});
    --asking_;
    const bool stays = status != 0 && !connection.closes;
    connection.is_asking = false;
    connection.status = 0;
    if (stays) free_.push_back(number);
    else connect(number);
}

std::vector<Answered> Crowd::closed_loop(std::span<const Prepared> requests, double duration) {
    answered_.clear();
    const double until = seconds() + duration;
    std::size_t next = 0;
    while (seconds() < until) {
        while (!free_.empty()) ask(requests[next++ % requests.size()], seconds());
        receive(10);
    }
    auto answered = std::exchange(answered_, {});
    while (asking_ > 0 && seconds() < until + last_answers_s) receive(10);
    return answered;
}

Offered Crowd::open_loop(std::span<const Prepared> requests, std::span<const float> plan,
                         double patience_ms) {
    answered_.clear();
    answered_.reserve(plan.size());
    Offered offered{.answered = {}, .late_ms = {}, .seconds = plan.back()};
    offered.late_ms.reserve(plan.size());
    const double cpu_begin = thread_cpu_seconds();
    const double begin = seconds();
    std::deque<std::size_t> due;
    std::deque<std::size_t> due_first;
    std::size_t next = 0;
    while (next < plan.size() || !due.empty() || !due_first.empty()) {
        const double now = seconds();
        for (; next < plan.size() && begin + plan[next] <= now; ++next)
            (requests[next % requests.size()].goes_first ? due_first : due).push_back(next);
        for (auto* queue : {&due_first, &due}) {
            for (; !queue->empty(); queue->pop_front()) {
                const double planned = begin + plan[queue->front()];
                const double late_ms = (seconds() - planned) * 1e3;
                if (free_.empty() && late_ms <= patience_ms) break;
                if (free_.empty()) {
                    ++offered.not_sent;
                    continue;
                }
                offered.late_ms.push_back(static_cast<float>(late_ms));
                ask(requests[queue->front() % requests.size()], planned);
            }
        }
        receive(0);
        rest();
    }
    offered.cpu_seconds = thread_cpu_seconds() - cpu_begin;
    const double until = seconds() + last_answers_s;
    while (asking_ > 0 && seconds() < until) receive(10);
    offered.answered = std::exchange(answered_, {});
    for (const auto& connection : connections_) {
        if (connection.is_asking)
            offered.answered.push_back({.kind = connection.kind, .status = 0, .ms = last_answers_s * 1e3});
    }
    return offered;
}

}  // namespace kartei::bench
