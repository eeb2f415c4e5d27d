// The cases of tests/data/json-corpus.tsv.
#pragma once

#include <charconv>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace kartei {

struct JsonCase {
    bool is_json = false;
    std::string name;
    std::string text;
};

/// Throws for a line that has not the form.
inline std::vector<JsonCase> json_corpus() {
    const auto decoded = [](std::string_view text) {
        std::string bytes;
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (text[at] != '%') {
                bytes += text[at];
                continue;
            }
            unsigned byte = 0;
            const auto hex = text.substr(at + 1, 2);
            const auto read = std::from_chars(hex.data(), hex.data() + hex.size(), byte, 16);
            if (hex.size() != 2 || read.ptr != hex.data() + 2) throw std::runtime_error(std::string(text));
            bytes += static_cast<char>(byte);
            at += 2;
        }
        return bytes;
    };
    std::vector<JsonCase> cases;
    std::ifstream file(KARTEI_SOURCE_DIR "/tests/data/json-corpus.tsv");
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#') continue;
        const auto name_end = line.find('\t', 2);
        if ((line[0] != 'y' && line[0] != 'n') || line[1] != '\t' || name_end == std::string::npos)
            throw std::runtime_error(line);
        cases.push_back({.is_json = line[0] == 'y',
                         .name = line.substr(2, name_end - 2),
                         .text = decoded(std::string_view(line).substr(name_end + 1))});
    }
    return cases;
}

}  // namespace kartei
