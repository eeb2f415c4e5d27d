#include "http/wire.h"

#include "http/as_result.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <limits>
#include <utility>

namespace kartei::http {

namespace {

namespace asio = boost::asio;

using asio::ip::tcp;

/// As much as the system takes goes to it in one call; left to itself, the library cuts every 64 KiB.
struct AllInOneCall {
    std::size_t operator()(const boost::system::error_code& error, std::size_t) const {
        return error ? 0 : std::numeric_limits<std::size_t>::max();
    }
};
constexpr AllInOneCall all_in_one_call;

}  // namespace

struct Wire::Tls {
    Tls(tcp::socket& socket, SSL* connection) : stream(socket, connection) {}

    asio::ssl::stream<tcp::socket&> stream;
};

Wire::Wire(tcp::socket socket, ssl_st* tls)
    : socket_(std::move(socket)), tls_(tls == nullptr ? nullptr : std::make_unique<Tls>(socket_, tls)) {
    boost::system::error_code ignored;
    socket_.set_option(tcp::no_delay(true), ignored);
    socket_.non_blocking(true, ignored);
}

Wire::~Wire() = default;

asio::awaitable<bool> Wire::handshake() {
    if (!tls_) co_return true;
    const auto [error] = co_await tls_->stream.async_handshake(asio::ssl::stream_base::server, as_result);
    co_return !error;
}

asio::awaitable<std::size_t> Wire::read(char* into, std::size_t size) {
    const asio::mutable_buffer buffer(into, size);
    if (tls_) {
        const auto [error, count] = co_await tls_->stream.async_read_some(buffer, as_result);
        co_return error ? 0 : count;
    }
    const auto [error, count] = co_await socket_.async_read_some(buffer, as_result);
    co_return error ? 0 : count;
}

std::size_t Wire::read_what_is_there(char* into, std::size_t size) {
    const asio::mutable_buffer buffer(into, size);
    boost::system::error_code error;
    const std::size_t count = tls_ ? tls_->stream.read_some(buffer, error) : socket_.read_some(buffer, error);
    return error ? 0 : count;
}

asio::awaitable<bool> Wire::write(std::string_view first, std::string_view second) {
    const std::array buffers{asio::const_buffer(first.data(), first.size()),
                             asio::const_buffer(second.data(), second.size())};
    if (tls_) {
        const auto [error, count] = co_await asio::async_write(tls_->stream, buffers, as_result);
        co_return !error && count == first.size() + second.size();
    }
    const auto [error, count] = co_await asio::async_write(socket_, buffers, all_in_one_call, as_result);
    co_return !error && count == first.size() + second.size();
}

asio::awaitable<void> Wire::finish(std::size_t max_bytes) {
    if (tls_) co_await tls_->stream.async_shutdown(as_result);
    boost::system::error_code error;
    socket_.shutdown(tcp::socket::shutdown_send, error);
    std::array<char, 4096> scrap;
    const asio::mutable_buffer buffer(scrap.data(), scrap.size());
    for (std::size_t total = 0; !error && total < max_bytes;) {
        const auto [read_error, count] = co_await socket_.async_read_some(buffer, as_result);
        if (read_error) break;
        total += count;
    }
    close();
}

void Wire::cancel() {
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

void Wire::close() {
    boost::system::error_code ignored;
    socket_.close(ignored);
}

}  // namespace kartei::http
