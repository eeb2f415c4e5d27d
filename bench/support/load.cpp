#include "bench/support/load.h"

#include "bench/support/place.h"
#include "bench/support/process.h"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>

namespace kartei::bench {

namespace {

/// Requests are made once, so that making them is not measured. The two threads begin apart from each other.
constexpr std::string_view script = R"(
local threads, requests = 0, {}
function setup(thread)
    thread:set("at", threads * 997)
    threads = threads + 1
end
function init(arguments)
    wrk.headers["Cookie"] = arguments[2]
    wrk.headers["Kartei-Request"] = "1"
    wrk.headers["Content-Type"] = "application/json"
    for body in io.lines(arguments[1]) do
        requests[#requests + 1] = wrk.format("POST", nil, nil, body)
    end
end
function request()
    at = at % #requests + 1
    return requests[at]
end
)";

double number_after(const std::string& text, std::string_view words) {
    const auto at = text.find(words);
    must(at != std::string::npos, "wrk says something else: " + text);
    return std::strtod(text.c_str() + at + words.size(), nullptr);
}

}  // namespace

double requests_per_s(std::uint16_t port, const Asked& asked, const std::filesystem::path& folder) {
    std::vector<std::string> words{"wrk", "--threads=2", "--connections=64", "--duration=3s",
                                   fmt::format("http://127.0.0.1:{}{}", port, asked.path)};
    if (!asked.json.empty()) {
        std::ofstream bodies(folder / "bodies");
        for (const auto& body : asked.json) bodies << body << '\n';
        std::ofstream(folder / "requests.lua") << script;
        words.insert(words.begin() + 1, "--script=" + (folder / "requests.lua").string());
        for (const auto& word : {std::string("--"), (folder / "bodies").string(), asked.cookie})
            words.push_back(word);
    }
    const std::string said = Process(words).output();
    must(said.find("Non-2xx") == std::string::npos, "answers were no success: " + said);
    return number_after(said, "Requests/sec:");
}

}  // namespace kartei::bench
