// One connection: reads requests one after the other, asks the handler, writes answers. What comes in while a
// request is at work stays in the kernel, but for one buffer.
#pragma once

#include "http/exchange.h"
#include "http/loop.h"
#include "http/request_head.h"
#include "http/request_parser.h"
#include "http/response_head.h"
#include "http/wire.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kartei::http {

class Connection {
public:
    /// `number` is its name in the loop; takes `tls`, null for plain bytes.
    Connection(Loop& loop, std::uint64_t number, boost::asio::ip::tcp::socket socket, ssl_st* tls,
               const Origin& origin, Reception reception);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// From the handshake to the end. The connection must live as long.
    boost::asio::awaitable<void> run();

    /// By when something must have happened; the loop calls `expire` then.
    std::int64_t deadline_ms() const { return deadline_ms_; }
    void expire();
    /// Since when no byte of a request came, or of a head that is not complete; nothing while a request is
    /// under way.
    std::optional<std::int64_t> waiting_since_ms() const;
    /// Closes it unless a request has begun.
    void close_if_idle();
    /// Closes it in any case.
    void abort();
    /// The answer to the question of that number; too late ones are dropped.
    void deliver(std::uint64_t question, Response response);

private:
    enum class Phase : std::uint8_t { handshake, idle, head, body, at_work, answer, farewell };

    using Status = int;                 ///< 0: go on; else what to refuse with
    static constexpr Status gone = -1;  ///< nobody is there to be answered
    static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

    boost::asio::awaitable<bool> serve_one();
    boost::asio::awaitable<bool> finish_exchange();
    boost::asio::awaitable<Status> read_head();
    boost::asio::awaitable<Status> read_body();
    boost::asio::awaitable<bool> invite_body();
    boost::asio::awaitable<bool> ask_gate();
    boost::asio::awaitable<void> ask_handler();
    boost::asio::awaitable<bool> refuse(Status status);
    boost::asio::awaitable<bool> write_answer();
    boost::asio::awaitable<bool> send(std::string_view head, std::string_view body);
    boost::asio::awaitable<std::size_t> fill(std::size_t wanted);

    void begin_exchange();
    void end_exchange(bool complete);
    Status understand_head(std::size_t head_bytes);
    Status prepare_body();
    boost::asio::awaitable<void> ask(const Handler& handler, Request request);
    bool asks_first() const;
    std::string answer_head();
    void enter(Phase phase, std::int64_t within_ms);
    void extend_body_deadline(std::size_t received);
    const Limits& limits() const;
    std::int64_t patience_ms(std::int64_t usual_ms) const;
    bool leaves_body() const;
    bool is_last_request() const;

    Loop* loop_;
    std::uint64_t number_;
    Origin origin_;
    Reception reception_;
    Wire wire_;
    boost::asio::steady_timer answered_;  ///< cancelled when there is an answer: what ask() waits for
    std::string buffer_;                  ///< read and not yet used
    std::unique_ptr<Exchange> exchange_;
    Phase phase_ = Phase::handshake;
    std::int64_t deadline_ms_ = never;
    std::int64_t phase_since_ms_ = 0;
    std::uint64_t requests_ = 0;
    std::uint64_t questions_ = 0;  ///< to handler and gate
    bool expired_ = false;
    bool aborted_ = false;
};

}  // namespace kartei::http
