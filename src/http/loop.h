// One I/O thread: its listening socket, its connections, their deadlines. Whatever belongs to a connection
// runs on its thread, so nothing is locked; only deliver and begin_stop come from elsewhere.
#pragma once

#include "http/listener.h"
#include "http/service.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kartei::http {

class Connection;

/// Whether a connection is served, or told that there are too many unless it asks for what is always served.
enum class Reception : std::uint8_t { serve, turn_away };

class Loop : public std::enable_shared_from_this<Loop> {
public:
    Loop(std::shared_ptr<Service> service, Descriptor listener, const Address& address);
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    /// Serves on the calling thread until stopped and every connection is gone.
    void run();
    /// Takes no more connections, closes those that wait, and after `grace_ms` all. From any thread.
    void begin_stop(std::int64_t grace_ms);
    /// Hands the answer to the request of that number on that connection, if it still waits. From any thread;
    /// on the loop's own at once.
    void deliver(std::uint64_t connection, std::uint64_t request, Response response);

    boost::asio::io_context& context() { return context_; }
    Service& service() { return *service_; }
    bool stopping() const { return stopping_; }
    const std::string& date();
    std::string new_id();

private:
    boost::asio::awaitable<void> accept();
    void admit(boost::asio::ip::tcp::socket socket);
    void begin(std::uint64_t number, boost::asio::ip::tcp::socket socket, Reception reception);
    bool make_room();
    void find_slowest();
    void forget(std::uint64_t connection);
    void arm_sweep();
    void sweep();
    void stop_now(std::int64_t grace_ms);
    void hand_over(std::uint64_t connection, std::uint64_t request, Response response);

    std::shared_ptr<Service> service_;
    boost::asio::io_context context_;
    boost::asio::ip::tcp::acceptor acceptor_;
    boost::asio::steady_timer pause_;
    boost::asio::steady_timer sweeper_;
    std::unordered_map<std::uint64_t, std::shared_ptr<Connection>> connections_;
    std::vector<std::pair<std::int64_t, std::uint64_t>>
        slowest_;  ///< waiting since, number; the first is last
    std::int64_t slowest_found_at_ms_ = 0;
    std::uint64_t last_connection_ = 0;
    std::int64_t close_all_at_ms_ = 0;
    std::int64_t date_second_ = -1;
    std::string date_;
    bool sweeping_ = false;
    bool stopping_ = false;
};

}  // namespace kartei::http
