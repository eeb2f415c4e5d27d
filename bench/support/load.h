// Many clients at once: `wrk` of Debian, the same for every server that is measured.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace kartei::bench {

/// What the clients ask for, one after the other and then from the beginning.
struct Asked {
    std::string path;
    std::string cookie = {};
    std::vector<std::string> json = {};  ///< bodies of POST; none: GET
};

/// Requests per second of 64 clients whose connections stay, for some seconds. Fails where an answer was no
/// success. `folder` is for what is asked.
double requests_per_s(std::uint16_t port, const Asked& asked, const std::filesystem::path& folder);

}  // namespace kartei::bench
