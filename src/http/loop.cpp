#include "http/loop.h"

#include "base/crypto.h"
#include "http/as_result.h"
#include "http/connection.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <array>
#include <exception>
#include <new>
#include <utility>

namespace kartei::http {

namespace {

namespace asio = boost::asio;

using asio::ip::tcp;

/// Between two looks at the deadlines.
constexpr std::int64_t sweep_ms = 100;
/// Where the system is out of descriptors.
constexpr std::int64_t pause_ms = 100;
/// Who waits that long may be closed for somebody new.
constexpr std::int64_t patience_ms = 1000;
/// So many of them are found at once: looking at all connections for each new one would take the time of
/// those who are served.
constexpr std::size_t slowest_at_once = 256;

Address address_of(const tcp::socket& socket) {
    boost::system::error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    Address address;
    if (error) return address;
    const auto v6 = endpoint.address().is_v4()
                        ? asio::ip::make_address_v6(asio::ip::v4_mapped, endpoint.address().to_v4())
                        : endpoint.address().to_v6();
    std::ranges::copy(v6.to_bytes(), address.bytes.begin());
    return address;
}

}  // namespace

Loop::Loop(std::shared_ptr<Service> service, Descriptor listener, const Address& address)
    : service_(std::move(service)), context_(1), acceptor_(context_), pause_(context_), sweeper_(context_) {
    acceptor_.assign(address.is_v4() ? tcp::v4() : tcp::v6(), listener.release());
}

Loop::~Loop() = default;

void Loop::run() {
    asio::co_spawn(context_, accept(), [](const std::exception_ptr&) {});
    context_.run();
}

asio::awaitable<void> Loop::accept() {
    while (!stopping_) {
        auto [error, socket] = co_await acceptor_.async_accept(as_result);
        if (stopping_) co_return;
        if (!error) {
            admit(std::move(socket));
            continue;
        }
        pause_.expires_after(asio::chrono::milliseconds(pause_ms));
        co_await pause_.async_wait(as_result);
    }
}

void Loop::admit(tcp::socket socket) {
    const auto& limits = service_->options.limits;
    const std::size_t together = ++service_->connections;
    Reception reception = Reception::serve;
    if (together > limits.connections && !make_room()) {
        reception = Reception::turn_away;
        if (together > limits.connections + limits.connections_beyond) {
            --service_->connections;  // closed without a word
            return;
        }
    }
    const std::uint64_t number = ++last_connection_;
    try {
        begin(number, std::move(socket), reception);
    } catch (const std::exception&) {
        forget(number);  // accepting goes on
    }
}

void Loop::begin(std::uint64_t number, tcp::socket socket, Reception reception) {
    ssl_st* const tls = service_->tls ? service_->tls->new_connection() : nullptr;
    if (service_->tls && tls == nullptr) throw std::bad_alloc();
    const Origin origin{.peer = address_of(socket),
                        .tls = tls != nullptr,
                        .trusted_proxies = service_->options.trusted_proxies,
                        .host_names = service_->options.host_names};
    auto connection = std::make_shared<Connection>(*this, number, std::move(socket), tls, origin, reception);
    connections_.emplace(number, connection);
    asio::co_spawn(context_, connection->run(),
                   [this, number](const std::exception_ptr&) { forget(number); });
    arm_sweep();
}

/// Closes the connection that has been waiting longest for a request to be complete, so that slow and idle
/// ones cannot keep everybody else out.
bool Loop::make_room() {
    for (;;) {
        if (slowest_.empty()) {
            if (monotonic_ms() < slowest_found_at_ms_ + sweep_ms) return false;
            find_slowest();
            if (slowest_.empty()) return false;
        }
        const auto [since, number] = slowest_.back();
        slowest_.pop_back();
        const auto found = connections_.find(number);
        if (found == connections_.end() || found->second->waiting_since_ms() != since) continue;
        found->second->abort();
        return true;
    }
}

void Loop::find_slowest() {
    slowest_found_at_ms_ = monotonic_ms();
    for (const auto& [number, connection] : connections_) {
        const auto since = connection->waiting_since_ms();
        if (since && *since <= slowest_found_at_ms_ - patience_ms) slowest_.emplace_back(*since, number);
    }
    const std::size_t kept = std::min(slowest_.size(), slowest_at_once);
    std::ranges::partial_sort(slowest_, slowest_.begin() + static_cast<std::ptrdiff_t>(kept));
    slowest_.resize(kept);
    std::ranges::reverse(slowest_);
}

void Loop::forget(std::uint64_t connection) {
    connections_.erase(connection);
    --service_->connections;
    if (stopping_ && connections_.empty()) sweeper_.cancel();
}

void Loop::arm_sweep() {
    if (std::exchange(sweeping_, true)) return;
    sweeper_.expires_after(asio::chrono::milliseconds(sweep_ms));
    sweeper_.async_wait([this](const boost::system::error_code&) {
        sweeping_ = false;
        sweep();
    });
}

void Loop::sweep() {
    const std::int64_t now_ms = monotonic_ms();
    const bool close_all = stopping_ && now_ms >= close_all_at_ms_;
    for (const auto& [number, connection] : connections_) {
        if (close_all) connection->abort();
        else if (connection->deadline_ms() <= now_ms) connection->expire();
    }
    if (!connections_.empty()) arm_sweep();
}

void Loop::begin_stop(std::int64_t grace_ms) {
    asio::post(context_, [this, grace_ms] { stop_now(grace_ms); });
}

void Loop::stop_now(std::int64_t grace_ms) {
    if (std::exchange(stopping_, true)) return;
    close_all_at_ms_ = monotonic_ms() + grace_ms;
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    pause_.cancel();
    for (const auto& [number, connection] : connections_) {
        if (grace_ms <= 0) connection->abort();
        else connection->close_if_idle();
    }
    if (connections_.empty()) sweeper_.cancel();
}

void Loop::deliver(std::uint64_t connection, std::uint64_t request, Response response) {
    if (context_.get_executor().running_in_this_thread()) {
        hand_over(connection, request, std::move(response));
        return;
    }
    asio::post(context_, [this, connection, request, response = std::move(response)]() mutable {
        hand_over(connection, request, std::move(response));
    });
}

void Loop::hand_over(std::uint64_t connection, std::uint64_t request, Response response) {
    const auto found = connections_.find(connection);
    if (found != connections_.end()) found->second->deliver(request, std::move(response));
}

const std::string& Loop::date() {
    const auto& clock = service_->options.clock;
    const Instant now = clock ? clock() : system_instant();
    if (now.us / us_per_second != date_second_) {
        date_second_ = now.us / us_per_second;
        date_ = http_date(now);
    }
    return date_;
}

std::string Loop::new_id() {
    std::array<std::uint8_t, 16> bytes{};
    service_->options.random(bytes);
    return hex(bytes);
}

}  // namespace kartei::http
