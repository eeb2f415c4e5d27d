// Requests that are refused, whatever stands behind the server: forms that two readers may read differently,
// bodies in bad chunks, bad first lines and headers, bad targets.
#pragma once

#include <string>
#include <vector>

namespace kartei::http {

struct Refused {
    const char* name;
    std::string bytes;  ///< to the host `a`
    int status;
};

const std::vector<Refused>& refused_smuggling();
const std::vector<Refused>& refused_chunks();
const std::vector<Refused>& refused_lines();
const std::vector<Refused>& refused_targets();

/// Requests to the host `a`, out of some of their parts.
std::string headed(const std::string& headers);
std::string line(const std::string& request_line);
std::string chunked(const std::string& chunks);

}  // namespace kartei::http
