// A house behind its REST door, without sockets: requests go in as the server would hand them over, answers
// come back from whichever thread gives them. On either engine.
#pragma once

#include "api/door.h"
#include "app/sign_in.h"
#include "tests/support/test_database.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <future>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace kartei::api {

struct Sent {
    http::Method method = http::Method::get;
    std::string path;  ///< below /api/v1, with its query
    std::string body = {};
    std::vector<http::Header> headers = {};
    std::string client = "192.0.2.1";
};

struct Received {
    int status = 0;
    std::string text;         ///< the body as it came
    boost::json::value json;  ///< the same read, where it is JSON
    std::vector<http::Header> headers;

    std::string header(std::string_view name) const;
    const boost::json::value& operator[](std::string_view name) const { return json.at(name); }
};

class ServedHouse {
public:
    static constexpr std::string_view login = "manager@example.de";
    static constexpr std::string_view password = "vier rote Karteikarten";
    static constexpr std::string_view setup_token = "wald-wiese-fluss";

    /// With the example company and a manager. Unless told otherwise nobody is refused for load.
    explicit ServedHouse(store::Engine engine,
                         const app::ExecutorOptions& options = {.longest_wait_us = 3'600 * us_per_second});

    /// Another company with the same persons. From then on whoever signs in signs in there.
    void enter_second_company();
    /// The session of the console, in the company that was entered last.
    const app::Session& company() const { return company_; }

    /// Waits for the answer.
    Received send(const Sent& sent);
    /// Sends it and goes on.
    std::future<http::Response> begin(const Sent& sent);
    /// Sends all at once.
    std::vector<Received> send_all(const std::vector<Sent>& all);

    Received get(const std::string& path) { return send({.path = path}); }
    Received post(const std::string& path, const boost::json::value& body,
                  std::vector<http::Header> headers = {});

    /// Signs in; from then on every request carries the session.
    Received sign_in(std::string_view with = password);
    /// The same with a new account of these roles, past the password.
    void sign_in_as(const std::vector<domain::Role>& roles);
    void forget_session() { cookie_.clear(); }
    /// What the header Cookie says from now on; empty: there is none.
    void set_cookie(std::string cookie) { cookie_ = std::move(cookie); }
    const std::string& cookie() const { return cookie_; }
    void pass(std::int64_t us) { *offset_ += us; }

    /// The id of the only person with this customer number.
    std::string person(const std::string& customer_number);

    /// From then on every account has so many requests a minute.
    void allow_per_minute(std::int64_t requests) {
        requests_.emplace(requests, 60 * us_per_second / requests);
    }

    /// How many rows every table holds, as the company sees it: that a refused request changed nothing, not
    /// even the log.
    std::map<std::string, std::int64_t> rows();

    /// A way in of the test's own.
    app::House& house() { return *own_; }
    app::Executor& executor() { return *executor_; }
    Services& services() { return *services_; }

private:
    http::Request request_of(const Sent& sent) const;

    store::TestDirectory directory_;
    std::unique_ptr<store::TestDatabase> server_database_;
    std::shared_ptr<std::atomic<std::int64_t>> offset_ = std::make_shared<std::atomic<std::int64_t>>(0);
    std::unique_ptr<app::House> own_;
    app::Session company_;  ///< of its console
    std::unique_ptr<app::Executor> executor_;
    Uploads uploads_;
    ImportsAtWork imports_;
    Throttle throttle_{5, 60 * us_per_second};
    std::optional<Throttle> requests_;
    IdleClock idle_;
    SetupToken setup_{std::string(setup_token)};
    std::unique_ptr<Services> services_;
    std::unique_ptr<Door> door_;
    std::string cookie_;
    int accounts_ = 0;  ///< that sign_in_as made
};

}  // namespace kartei::api
