// One connection's bytes, plain or through TLS, as coroutines. One reader or writer at a time. Knows no HTTP.
// g++ 12 destroys temporaries inside a co_await expression twice where they are capturing lambdas or braced
// aggregates: none stand there.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstddef>
#include <memory>
#include <string_view>

struct ssl_st;  // OpenSSL's SSL

namespace kartei::http {

class Wire {
public:
    /// Takes `tls`; null for plain bytes.
    Wire(boost::asio::ip::tcp::socket socket, ssl_st* tls);
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    /// False where the other end does not speak as it should. True at once without TLS.
    boost::asio::awaitable<bool> handshake();
    /// Bytes read, 0 where the connection has ended, broke or was cancelled.
    boost::asio::awaitable<std::size_t> read(char* into, std::size_t size);
    /// As much of it as has come already; 0 where nothing has, or the connection broke.
    std::size_t read_what_is_there(char* into, std::size_t size);
    /// All of them; false where the connection broke or was cancelled.
    boost::asio::awaitable<bool> write(std::string_view first, std::string_view second);
    /// Says that nothing more comes, and reads what the other end is still sending until it is done, at most
    /// `max_bytes`: closing with bytes unread would take our last answer from it (RFC 9112 section 9.6).
    boost::asio::awaitable<void> finish(std::size_t max_bytes);

    /// What waits ends with nothing.
    void cancel();
    void close();

private:
    struct Tls;

    boost::asio::ip::tcp::socket socket_;
    std::unique_ptr<Tls> tls_;
};

}  // namespace kartei::http
