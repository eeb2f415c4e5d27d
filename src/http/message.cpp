#include "http/message.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kartei::http {

namespace {

struct NamedMethod {
    std::string_view name;
    Method method;
};

constexpr std::array methods = {
    NamedMethod{"GET", Method::get}, NamedMethod{"HEAD", Method::head},   NamedMethod{"POST", Method::post},
    NamedMethod{"PUT", Method::put}, NamedMethod{"PATCH", Method::patch}, NamedMethod{"DELETE", Method::del},
};

struct Phrase {
    int status;
    std::string_view text;
};

constexpr std::array phrases = {
    Phrase{100, "Continue"},
    Phrase{200, "OK"},
    Phrase{201, "Created"},
    Phrase{202, "Accepted"},
    Phrase{204, "No Content"},
    Phrase{206, "Partial Content"},
    Phrase{301, "Moved Permanently"},
    Phrase{302, "Found"},
    Phrase{303, "See Other"},
    Phrase{304, "Not Modified"},
    Phrase{307, "Temporary Redirect"},
    Phrase{308, "Permanent Redirect"},
    Phrase{400, "Bad Request"},
    Phrase{401, "Unauthorized"},
    Phrase{402, "Payment Required"},
    Phrase{403, "Forbidden"},
    Phrase{404, "Not Found"},
    Phrase{405, "Method Not Allowed"},
    Phrase{406, "Not Acceptable"},
    Phrase{408, "Request Timeout"},
    Phrase{409, "Conflict"},
    Phrase{410, "Gone"},
    Phrase{411, "Length Required"},
    Phrase{412, "Precondition Failed"},
    Phrase{413, "Content Too Large"},
    Phrase{414, "URI Too Long"},
    Phrase{415, "Unsupported Media Type"},
    Phrase{416, "Range Not Satisfiable"},
    Phrase{417, "Expectation Failed"},
    Phrase{421, "Misdirected Request"},
    Phrase{422, "Unprocessable Content"},
    Phrase{426, "Upgrade Required"},
    Phrase{428, "Precondition Required"},
    Phrase{429, "Too Many Requests"},
    Phrase{431, "Request Header Fields Too Large"},
    Phrase{451, "Unavailable For Legal Reasons"},
    Phrase{500, "Internal Server Error"},
    Phrase{501, "Not Implemented"},
    Phrase{502, "Bad Gateway"},
    Phrase{503, "Service Unavailable"},
    Phrase{504, "Gateway Timeout"},
    Phrase{505, "HTTP Version Not Supported"},
    Phrase{507, "Insufficient Storage"},
};

}  // namespace

std::string_view method_name(Method method) {
    const auto* const found = std::ranges::find(methods, method, &NamedMethod::method);
    return found == methods.end() ? std::string_view() : found->name;
}

std::optional<Method> method_of(std::string_view name) {
    const auto* const found = std::ranges::find(methods, name, &NamedMethod::name);
    if (found == methods.end()) return std::nullopt;
    return found->method;
}

std::string_view Head::header(std::string_view lower_case_name) const {
    const auto found = std::ranges::find(headers, lower_case_name, &Header::name);
    return found == headers.end() ? std::string_view() : std::string_view(found->value);
}

bool Head::has_header(std::string_view lower_case_name) const {
    return std::ranges::find(headers, lower_case_name, &Header::name) != headers.end();
}

std::string Head::joined(std::string_view lower_case_name) const {
    std::string list;
    for (const auto& header : headers) {
        if (header.name != lower_case_name) continue;
        if (!list.empty()) list += ", ";
        list += header.value;
    }
    return list;
}

Body Body::constant(std::string_view bytes) {
    Body body;
    body.bytes_ = bytes;
    return body;
}

std::string_view Body::bytes() const {
    if (const auto* const shared = std::get_if<std::shared_ptr<const std::string>>(&bytes_)) {
        return *shared ? std::string_view(**shared) : std::string_view();
    }
    if (const auto* const constant = std::get_if<std::string_view>(&bytes_)) return *constant;
    return std::get<std::string>(bytes_);
}

std::string_view status_phrase(int status) {
    const auto* const found = std::ranges::find(phrases, status, &Phrase::status);
    return found == phrases.end() ? std::string_view("Unknown") : found->text;
}

Response problem(int status) {
    Response response;
    response.status = status;
    response.headers.push_back({"Content-Type", "application/problem+json"});
    response.headers.push_back({"Cache-Control", "no-store"});
    response.body = Body(
        fmt::format(R"({{"type":"about:blank","title":"{}","status":{}}})", status_phrase(status), status));
    return response;
}

}  // namespace kartei::http
