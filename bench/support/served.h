// `kartei serve` on an imported list, as people run it.
#pragma once

#include "bench/support/client.h"
#include "bench/support/process.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::bench {

/// Who `set_up` lets sign in.
inline constexpr std::string_view login = "bench@kartei.example";

/// An account to sign in with, and as many areas as a company with several lines of business has.
void set_up(const std::filesystem::path& data);

/// Ids of persons from all over the list, ten thousand at the most.
std::vector<std::string> persons_of(const std::filesystem::path& data);

class Kartei {
public:
    /// Starts it and waits until it is ready. `environment`: words of env(1) before the program.
    explicit Kartei(const std::filesystem::path& data, const std::vector<std::string>& environment = {});

    void sign_in();

    std::uint16_t port() const { return port_; }
    Client& client() { return client_; }
    Process& process() { return process_; }
    const std::string& cookie() const { return cookie_; }
    double ready_after_ms() const { return ready_after_ms_; }

private:
    std::uint16_t port_ = free_port();
    double begun_;
    Process process_;
    Client client_;
    double ready_after_ms_ = 0;
    std::string cookie_;
};

}  // namespace kartei::bench
