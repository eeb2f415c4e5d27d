// A client that sends one request after the other over a connection that stays, and waits for each answer as
// a page does.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kartei::bench {

struct Received {
    int status = 0;
    std::string head;
    std::string body;
};

class Client {
public:
    explicit Client(std::uint16_t port) : port_(port) {}
    ~Client() { hang_up(); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// Whether somebody listens; connects then.
    bool reaches();

    /// Sent with every request from now on.
    void set_cookie(std::string cookie) { cookie_ = std::move(cookie); }

    Received get(std::string_view path) { return ask("GET", path, {}); }
    Received post(std::string_view path, std::string_view json) { return ask("POST", path, json); }

private:
    Received ask(std::string_view method, std::string_view path, std::string_view json);
    void send(std::string_view bytes) const;
    Received receive();
    void read_more();
    void hang_up();

    std::uint16_t port_;
    int socket_ = -1;
    std::string cookie_;
    std::string buffer_;
};

}  // namespace kartei::bench
