#include "http/target.h"

#include "base/text.h"
#include "http/syntax.h"

#include <algorithm>

namespace kartei::http {

namespace {

constexpr std::size_t max_host_bytes = 255;
constexpr std::string_view hex_digits = "0123456789ABCDEF";

constexpr bool is_visible(char c) {
    return c > ' ' && c < '\x7F';
}

constexpr bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
}

/// What `text` says with its escapes resolved, or nothing where one is broken.
std::optional<std::string> percent_decode(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded.push_back(text[i]);
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        const int high = hex_value(text[i + 1]);
        const int low = hex_value(text[i + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        decoded.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
    return decoded;
}

/// One segment, decoded; nothing where it could be taken for something else.
std::optional<std::string> segment(std::string_view raw) {
    auto decoded = percent_decode(raw);
    if (!decoded || *decoded == "." || *decoded == "..") return std::nullopt;
    if (decoded->find_first_of("/\\") != std::string::npos) return std::nullopt;
    if (std::ranges::any_of(*decoded, is_control) || !is_utf8(*decoded)) return std::nullopt;
    return decoded;
}

std::optional<std::string> parse_path(std::string_view raw) {
    if (!raw.starts_with('/')) return std::nullopt;
    std::string path;
    const auto segments = split(raw.substr(1), '/');
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (segments[i].empty() && i + 1 < segments.size()) return std::nullopt;
        const auto decoded = segment(segments[i]);
        if (!decoded) return std::nullopt;
        path += '/';
        path += *decoded;
    }
    return path;
}

/// Drops scheme and host of the absolute form and returns the host; nothing where it is broken.
std::optional<std::string> take_host(std::string_view& target) {
    const auto colon = target.find("://");
    if (colon == std::string_view::npos) return std::nullopt;
    const auto scheme = target.substr(0, colon);
    if (!equal_ignoring_case(scheme, "http") && !equal_ignoring_case(scheme, "https")) return std::nullopt;
    target.remove_prefix(colon + 3);
    const auto end = std::min(target.find_first_of("/?"), target.size());
    auto host = parse_host(target.substr(0, end));
    target.remove_prefix(end);
    return host;
}

bool is_address_literal(std::string_view text) {
    const auto belongs = [](char c) { return hex_value(c) >= 0 || c == ':' || c == '.'; };
    return text.size() > 2 && std::ranges::all_of(text, belongs);
}

bool is_host_name(std::string_view text) {
    const auto belongs = [](char c) {
        return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_';
    };
    return !text.empty() && text.front() != '.' && std::ranges::all_of(text, belongs) &&
           text.find("..") == std::string_view::npos;
}

bool is_port(std::string_view text) {
    const auto number = decimal(text);
    return number && text.size() <= 5 && *number >= 1 && *number <= 65'535;
}

std::optional<std::string> form_text(std::string_view raw) {
    std::string with_blanks(raw);
    std::ranges::replace(with_blanks, '+', ' ');
    auto text = percent_decode(with_blanks);
    const auto is_forbidden = [](char c) { return is_control(c) && c != '\t' && c != '\r' && c != '\n'; };
    if (!text || std::ranges::any_of(*text, is_forbidden) || !is_utf8(*text)) return std::nullopt;
    return text;
}

}  // namespace

std::optional<Target> parse_target(std::string_view target) {
    if (!std::ranges::all_of(target, is_visible)) return std::nullopt;
    if (target.find('#') != std::string_view::npos) return std::nullopt;
    Target parsed;
    if (!target.starts_with('/')) {
        auto host = take_host(target);
        if (!host) return std::nullopt;
        parsed.host = std::move(*host);
    }
    const auto question = std::min(target.find('?'), target.size());
    const auto raw_path = target.substr(0, question);
    auto path = parse_path(raw_path.empty() ? "/" : raw_path);
    if (!path) return std::nullopt;
    parsed.path = std::move(*path);
    if (question < target.size()) parsed.query = target.substr(question + 1);
    return parsed;
}

std::optional<std::string> parse_host(std::string_view text) {
    if (text.empty() || text.size() > max_host_bytes) return std::nullopt;
    std::size_t end = 0;
    if (text.front() == '[') {
        const auto bracket = text.find(']');
        if (bracket == std::string_view::npos || !is_address_literal(text.substr(1, bracket - 1))) {
            return std::nullopt;
        }
        end = bracket + 1;
    } else {
        end = std::min(text.find(':'), text.size());
        if (!is_host_name(text.substr(0, end))) return std::nullopt;
    }
    if (end < text.size() && (text[end] != ':' || !is_port(text.substr(end + 1)))) return std::nullopt;
    return lower_case(text);
}

std::optional<std::vector<Parameter>> parse_parameters(std::string_view text) {
    std::vector<Parameter> parameters;
    for (const auto part : split(text, '&')) {
        if (part.empty()) continue;
        if (parameters.size() == max_parameters) return std::nullopt;
        const auto equals = std::min(part.find('='), part.size());
        auto name = form_text(part.substr(0, equals));
        auto value = form_text(equals < part.size() ? part.substr(equals + 1) : std::string_view());
        if (!name || !value) return std::nullopt;
        parameters.push_back({std::move(*name), std::move(*value)});
    }
    return parameters;
}

std::string percent_encode(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        if (is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~') {
            encoded.push_back(c);
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded.push_back('%');
        encoded.push_back(hex_digits[byte >> 4U]);
        encoded.push_back(hex_digits[byte & 15U]);
    }
    return encoded;
}

}  // namespace kartei::http
