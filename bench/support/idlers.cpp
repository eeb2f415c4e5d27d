#include "bench/support/idlers.h"

#include "bench/support/crowd.h"
#include "bench/support/place.h"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string_view>
#include <utility>

namespace kartei::bench {

namespace {

constexpr std::string_view question = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
constexpr std::string_view endless_head = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
constexpr std::size_t addresses = 500;
constexpr std::size_t first_address = 10'000;  ///< not those of clients with more to ask
constexpr int round_ms = 20;
/// Every idler says something once in so many rounds: a server may close who has been silent for a minute.
constexpr std::size_t rounds_per_word = 500;

bool send_all(int socket, std::string_view bytes) {
    return ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

}  // namespace

Idlers::Idlers(std::uint16_t port, std::size_t count)
    : port_(port), poll_(epoll_create1(EPOLL_CLOEXEC)), idlers_(count), thread_([this] { run(); }) {}

Idlers::~Idlers() {
    ends_ = true;
    thread_.join();
    for (const auto& idler : idlers_) {
        if (idler.socket >= 0) close(idler.socket);
    }
    close(poll_);
}

void Idlers::run() {
    const std::size_t per_round = idlers_.size() / rounds_per_word + 1;
    std::size_t next = 0;
    for (std::size_t i = 0; i < idlers_.size() && !ends_; ++i) {
        begin(i);
        if (i % 64 == 0) listen(1);
    }
    while (!ends_) {
        for (std::size_t i = 0; i < per_round; ++i) speak(next++ % idlers_.size());
        const double until = seconds() + round_ms / 1e3;
        while (seconds() < until) listen(round_ms / 2);
    }
}

void Idlers::begin(std::size_t number) {
    auto& idler = idlers_[number];
    idler.socket = connect_from(first_address + number % addresses, port_);
    if (idler.socket < 0) return;
    epoll_event event{.events = EPOLLIN | EPOLLOUT, .data = {.u64 = number}};
    epoll_ctl(poll_, EPOLL_CTL_ADD, idler.socket, &event);
}

void Idlers::lose(std::size_t number) {
    auto& idler = idlers_[number];
    close(std::exchange(idler.socket, -1));
    if (!std::exchange(idler.is_held, false)) return;
    const std::size_t left = --held_;
    if (left < least_) least_ = left;
}

void Idlers::speak(std::size_t number) {
    auto& idler = idlers_[number];
    if (idler.socket < 0) begin(number);
    else if (idler.is_held && !send_all(idler.socket, is_slow(number) ? "x" : question)) lose(number);
}

void Idlers::listen(int most_ms) {
    std::array<epoll_event, 256> events;
    const int count = epoll_wait(poll_, events.data(), static_cast<int>(events.size()), most_ms);
    for (int i = 0; i < count; ++i) {
        const auto& event = events[static_cast<std::size_t>(i)];
        const auto number = static_cast<std::size_t>(event.data.u64);
        auto& idler = idlers_[number];
        if ((event.events & EPOLLOUT) != 0) {
            epoll_event from_now{.events = EPOLLIN, .data = {.u64 = number}};
            epoll_ctl(poll_, EPOLL_CTL_MOD, idler.socket, &from_now);
            if (!send_all(idler.socket, is_slow(number) ? endless_head : question)) {
                lose(number);
                continue;
            }
            // A slow one is served as long as nobody closes it.
            if (is_slow(number)) idler.is_held = true, ++held_;
        }
        if ((event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) == 0) continue;
        std::array<char, 4'096> answer;
        const ssize_t received = recv(idler.socket, answer.data(), answer.size(), 0);
        const bool is_served =
            received > 0 && std::string_view(answer.data(), 12) == "HTTP/1.1 200" && !is_slow(number);
        if (is_served && !std::exchange(idler.is_held, true)) ++held_;
        if (is_served) continue;
        lose(number);
        begin(number);
    }
}

}  // namespace kartei::bench
