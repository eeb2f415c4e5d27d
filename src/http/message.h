// What goes through the server: a request as handlers see it, and their response. Knows no socket, and no
// type of the library that reads from them.
#pragma once

#include "http/spooled_body.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kartei::http {

/// The methods a handler can be asked for. The server answers 405 to OPTIONS, TRACE and CONNECT and 501 to
/// everything else (RFC 9110 section 15.6.2).
enum class Method : std::uint8_t { get, head, post, put, patch, del };

/// As it stands in a request: `GET`, `DELETE`.
std::string_view method_name(Method method);
/// Nothing where handlers are not asked for it. Case matters (RFC 9110 section 9.1).
std::optional<Method> method_of(std::string_view name);

/// Names are lower case in requests; in responses as the handler wrote them.
struct Header {
    std::string name;
    std::string value;

    bool operator==(const Header&) const = default;
};

/// A request without its body: what a body policy decides by.
struct Head {
    Method method = Method::get;
    std::string path;             ///< decoded, `/` in front, one form only; see http/target.h
    std::string query;            ///< raw, what follows `?`; for http/target.h's parse_parameters
    std::vector<Header> headers;  ///< UTF-8 without controls, at most Limits::header_count
    std::string client;           ///< for counting: address as trusted proxies tell it, of IPv6 the /64
    bool secure = false;          ///< came over TLS here, or as X-Forwarded-Proto of a trusted proxy says
    std::string host;             ///< lower case, with `:port` where one was given; empty only for HTTP/1.0
    std::string id;               ///< 32 hex digits, random; the answer carries it as `Request-Id`

    /// The value of the first such header, empty where there is none.
    std::string_view header(std::string_view lower_case_name) const;
    bool has_header(std::string_view lower_case_name) const;
    /// All such headers as one list, joined by `, ` (RFC 9110 section 5.3).
    std::string joined(std::string_view lower_case_name) const;
};

/// A whole request. Where the body policy said `to_file`, a body that is there lies in `file`, otherwise in
/// `body`.
struct Request : Head {
    std::string body;
    std::optional<SpooledBody> file;
};

/// The bytes of an answer: a string of its own, one that is shared, or constant memory that is not copied.
class Body {
public:
    Body() = default;
    explicit Body(std::string text) : bytes_(std::move(text)) {}
    explicit Body(std::shared_ptr<const std::string> text) : bytes_(std::move(text)) {}
    /// `bytes` must outlive the program's answers: text in the binary.
    static Body constant(std::string_view bytes);

    std::string_view bytes() const;

private:
    std::variant<std::string, std::shared_ptr<const std::string>, std::string_view> bytes_;
};

/// What a handler answers. The server itself sets Content-Length, Date, Connection, Request-Id and leaves out
/// what a handler wrote under these names and Transfer-Encoding. 204 and 304 have no body; HEAD gets the
/// length alone. A status outside 200 to 599, or a header that is none, becomes 500.
struct Response {
    int status = 200;
    std::vector<Header> headers = {};
    Body body = {};
};

/// Gives the answer: once, from any thread; every further call does nothing. When the last copy goes
/// without having been called, the client gets 500. May outlive request, connection and server.
using Answer = std::function<void(Response)>;

/// Runs on an I/O thread and must not block; whatever takes longer goes elsewhere and takes `Answer` along.
/// An exception out of it is a 500.
using Handler = std::function<void(Request, Answer)>;

/// The phrase for a status (RFC 9110 section 15), `Unknown` where there is none.
std::string_view status_phrase(int status);

/// An error answer of this room: application/problem+json with type, title and status (RFC 9457).
Response problem(int status);

}  // namespace kartei::http
