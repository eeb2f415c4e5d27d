// Requests out of bytes: where a head ends, what it says, and the body behind it. Stricter than the library
// that does the work: what two programs could read in two ways is refused (RFC 9112 sections 2.2, 5,
// 6, 11.2).
#pragma once

#include "http/message.h"
#include "http/server.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::http {

/// Looks for the blank line that ends a head, while the bytes come in.
class HeadScanner {
public:
    explicit HeadScanner(const Limits& limits) : limits_(&limits) {}

    struct Found {
        std::size_t end = 0;  ///< bytes of the head with its blank line; 0: not there yet
        int status = 0;       ///< not 0: refuse with it
    };
    /// `bytes` is all that came so far, more than at the call before. Refused are line breaks that are not
    /// CRLF together, continued lines, NUL, and what passes a limit.
    Found scan(std::string_view bytes);

private:
    int line_status(std::string_view bytes) const;

    const Limits* limits_;
    std::size_t seen_ = 0;
    std::size_t line_start_ = 0;
    std::size_t lines_ = 0;
};

/// A head as it stands there, names in lower case.
struct RawHead {
    std::string method;
    std::string target;
    int minor_version = 1;  ///< HTTP/1.0 or HTTP/1.1
    std::vector<Header> headers = {};
};

/// Takes a piece of a body; returns 0, or the status to refuse the request with.
using BodySink = std::function<int(std::string_view)>;

/// Reads one request.
class RequestParser {
public:
    explicit RequestParser(const Limits& limits);
    ~RequestParser();
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;

    /// `bytes` is the whole head, as HeadScanner found it. 0, or the status to refuse the request with. Only
    /// what its grammar says is checked; the rest is check_head's.
    int read_head(std::string_view bytes);
    /// May be moved from.
    RawHead& head();

    struct Step {
        std::size_t used = 0;  ///< bytes not needed any more
        int status = 0;        ///< not 0: refuse with it
        bool done = false;     ///< the request ends here
    };
    /// After a head that announced a body: the bytes behind it. Bytes that were not used come again, with
    /// more behind them.
    Step read_body(std::string_view bytes, const BodySink& sink);

private:
    class Work;
    std::unique_ptr<Work> work_;
};

}  // namespace kartei::http
