// A server for one test, on a free port, with a handler of the test's; and a condition to wait for.
#pragma once

#include "http/server.h"
#include "tests/http/raw_client.h"

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace kartei::http {

/// Answers with what it was asked: method, path, and the body.
inline void echo(Request request, const Answer& answer) {
    Response response;
    response.headers.push_back({"Content-Type", "text/plain"});
    response.body = Body(std::string(method_name(request.method)) + " " + request.path + " " + request.body);
    answer(std::move(response));
}

inline Response text(std::string words) {
    Response response;
    response.body = Body(std::move(words));
    return response;
}

class TestServer {
public:
    explicit TestServer(ServerOptions options = {}, Handler handler = echo) {
        auto started = Server::start(std::move(options), std::move(handler));
        EXPECT_TRUE(started) << (started ? "" : started.error().what.en);
        if (started) server_ = std::move(*started);
    }

    RawClient client() const { return RawClient(server_->port()); }
    Server& server() { return *server_; }
    std::uint16_t port() const { return server_->port(); }

private:
    std::unique_ptr<Server> server_;
};

/// Something one thread puts and another waits for.
template <class T>
class Mailbox {
public:
    void put(T value) {
        const std::scoped_lock lock(guard_);
        values_.push_back(std::move(value));
        changed_.notify_all();
    }

    /// The oldest one; nothing where none comes.
    std::optional<T> take() {
        std::unique_lock lock(guard_);
        const auto patience = std::chrono::milliseconds(patience_ms);
        if (!changed_.wait_for(lock, patience, [this] { return !values_.empty(); })) return std::nullopt;
        std::optional<T> value(std::move(values_.front()));
        values_.erase(values_.begin());
        return value;
    }

private:
    std::mutex guard_;
    std::condition_variable changed_;
    std::vector<T> values_;
};

/// Whether the condition becomes true within patience.
inline bool becomes_true(const std::function<bool()>& condition) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience_ms);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::yield();
    }
    return true;
}

}  // namespace kartei::http
