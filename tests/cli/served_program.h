// `kartei serve` with the example company as a process of its own, on either engine, and requests to it over
// real sockets.
#pragma once

#include "tests/cli/kartei_process.h"
#include "tests/http/raw_client.h"
#include "tests/support/test_database.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::cli {

class ServedProgram {
public:
    /// `environment`: more variables of the process; `words`: more words of the command.
    explicit ServedProgram(store::Engine engine, std::map<std::string, std::string> environment = {},
                           std::vector<std::string> words = {});

    /// Starts it, also again, and signs in as a manager.
    void start();
    void end() { running_->end(); }
    void kill() { running_->kill(); }
    Ran wait() { return running_->wait(); }
    /// `kartei verify`, while it does not run.
    Ran verify();

    http::RawClient client() const { return http::RawClient(port_); }
    /// To the door for operators; the words have `--metrics 127.0.0.1:0`.
    http::RawClient operator_client() const { return http::RawClient(metrics_port_); }
    /// A request to a path below /api/v1, with the session.
    std::string get(std::string_view path) const;
    std::string post(std::string_view path, const boost::json::value& body) const;
    /// The same with more headers, each of them a line that ends in CRLF.
    std::string request(std::string_view method, std::string_view path, const std::string& body,
                        std::string_view headers = {}) const;
    boost::json::value ask(const std::string& request) const;

    /// Ids of the first persons by name.
    std::vector<std::string> persons(std::size_t count) const;

private:
    TestDirectory directory_;
    std::optional<store::TestDatabase> database_;
    std::map<std::string, std::string> environment_;
    std::unique_ptr<RunningKartei> running_;
    std::vector<std::string> words_;
    std::uint16_t port_ = 0;
    std::uint16_t metrics_port_ = 0;
    std::string cookie_;
};

}  // namespace kartei::cli
