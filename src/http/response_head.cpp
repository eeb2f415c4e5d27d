#include "http/response_head.h"

#include "http/syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace kartei::http {

namespace {

constexpr std::array<std::string_view, 7> own_headers = {
    "content-length", "transfer-encoding", "connection", "keep-alive", "date", "request-id", "upgrade",
};

bool is_own(std::string_view name) {
    return std::ranges::any_of(own_headers,
                               [&](std::string_view own) { return equal_ignoring_case(own, name); });
}

void append(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
}

bool has(std::span<const Header> headers, std::string_view name) {
    return std::ranges::any_of(headers,
                               [&](const Header& header) { return equal_ignoring_case(header.name, name); });
}

}  // namespace

bool is_sound(const Header& header) {
    return is_token(header.name) && is_header_value(header.value);
}

bool is_sound(const Response& response) {
    return response.status >= 200 && response.status <= 599 &&
           std::ranges::all_of(response.headers, [](const Header& header) { return is_sound(header); });
}

bool may_have_body(int status) {
    return status != 204 && status != 304;
}

std::string response_head(const Response& response, const ResponseFrame& frame) {
    std::string head = fmt::format("HTTP/1.1 {} {}\r\n", response.status, status_phrase(response.status));
    for (const auto& header : response.headers) {
        if (!is_own(header.name)) append(head, header.name, header.value);
    }
    for (const auto& header : frame.headers_for_all) {
        if (!has(response.headers, header.name)) append(head, header.name, header.value);
    }
    append(head, "Date", frame.date);
    append(head, "Request-Id", frame.id);
    if (may_have_body(response.status)) {
        fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n", response.body.bytes().size());
    }
    if (frame.afterwards == Afterwards::close) append(head, "Connection", "close");
    if (frame.afterwards == Afterwards::keep_and_say_so) append(head, "Connection", "keep-alive");
    head += "\r\n";
    return head;
}

std::string http_date(Instant at) {
    static constexpr std::array days = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::int64_t day = at.us >= 0 ? at.us / us_per_day : (at.us - us_per_day + 1) / us_per_day;
    const std::int64_t second = (at.us - day * us_per_day) / us_per_second;
    const Date date{static_cast<std::int32_t>(day)};
    const auto parts = year_month_day(date);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                       days[static_cast<std::size_t>(weekday(date))], parts.day,
                       months[static_cast<std::size_t>(parts.month - 1)], parts.year, second / 3600,
                       second / 60 % 60, second % 60);
}

}  // namespace kartei::http
