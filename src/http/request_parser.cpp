#include "http/request_parser.h"

#include "http/syntax.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>

namespace kartei::http {

namespace {

namespace beast = boost::beast;

/// `METHOD ` and ` HTTP/1.1` around the target.
constexpr std::size_t around_target_bytes = 32;

/// Whether the request line names a version of HTTP, only none of ours (RFC 9110 section 15.6.6).
bool names_other_version(std::string_view head) {
    const auto line = head.substr(0, head.find("\r\n"));
    const auto version = line.substr(line.rfind(' ') + 1);
    return version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) && version[6] == '.' &&
           is_digit(version[7]) && version[5] != '1';
}

}  // namespace

HeadScanner::Found HeadScanner::scan(std::string_view bytes) {
    for (; seen_ < bytes.size(); ++seen_) {
        const char c = bytes[seen_];
        if (c == '\0') return {.status = 400};
        if (seen_ == line_start_ && (c == ' ' || c == '\t')) return {.status = 400};
        if (c == '\r') {
            if (seen_ + 1 == bytes.size()) break;  // what follows is judged when it is there
            if (bytes[seen_ + 1] != '\n') return {.status = 400};
        }
        if (c != '\n') continue;
        if (seen_ == 0 || bytes[seen_ - 1] != '\r') return {.status = 400};
        const bool blank = seen_ == line_start_ + 1;
        line_start_ = seen_ + 1;
        if (blank && lines_ == 0) return {.status = 400};
        if (blank && line_start_ > limits_->header_bytes) return {.status = 431};
        if (blank) return {.end = line_start_};
        ++lines_;
        if (lines_ > limits_->header_count + 1) return {.status = 431};
    }
    return {.status = line_status(bytes)};
}

int HeadScanner::line_status(std::string_view bytes) const {
    if (lines_ == 0 && bytes.size() > limits_->target_bytes + around_target_bytes) return 414;
    return bytes.size() >= limits_->header_bytes ? 431 : 0;
}

/// The library's parser, with what it lets through and we do not.
class RequestParser::Work : public beast::http::basic_parser<true> {
public:
    explicit Work(const Limits& limits) : limits_(&limits) {
        header_limit(static_cast<std::uint32_t>(limits.header_bytes));
        body_limit(boost::none);  // the sink's to judge, piece by piece
    }

    int read_head(std::string_view bytes) {
        beast::error_code error;
        const std::size_t used = put(boost::asio::buffer(bytes.data(), bytes.size()), error);
        if (error == beast::http::error::bad_version && names_other_version(bytes)) return 505;
        if (error) return status_ != 0 ? status_ : 400;
        in_head_ = false;
        return used == bytes.size() && is_header_done() ? 0 : 400;
    }

    Step read_body(std::string_view bytes, const BodySink& sink) {
        Step step;
        sink_ = &sink;
        eager(true);
        beast::error_code error;
        while (!is_done() && step.used < bytes.size()) {
            const auto rest = bytes.substr(step.used);
            const std::size_t used = put(boost::asio::buffer(rest.data(), rest.size()), error);
            step.used += used;
            if (error || used == 0) break;
        }
        step.done = is_done();
        if (error && error != beast::http::error::need_more) {
            step.status = status_ != 0 ? status_ : 400;
        } else if (!step.done && bytes.size() - step.used >= limits_->header_bytes) {
            step.status = 431;  // an endless line between chunks, or endless trailers
        }
        return step;
    }

    RawHead& head() { return head_; }

private:
    using View = beast::string_view;
    using ErrorSlot = beast::error_code;

    void refuse(int status, ErrorSlot& error) {
        status_ = status;
        error = beast::http::error::bad_value;
    }

    std::size_t hand_on(View piece, ErrorSlot& error) {
        const int status = (*sink_)({piece.data(), piece.size()});
        if (status != 0) refuse(status, error);
        return piece.size();
    }

    void on_request_impl(beast::http::verb /*verb*/, View method, View target, int version,
                         ErrorSlot& error) override {
        if (target.size() > limits_->target_bytes) return refuse(414, error);
        head_.method.assign(method.data(), method.size());
        head_.target.assign(target.data(), target.size());
        head_.minor_version = version % 10;
    }

    void on_response_impl(int /*status*/, View /*reason*/, int /*version*/, ErrorSlot& /*error*/) override {}

    /// Also called for trailers, which are read over (RFC 9110 section 6.5.1).
    void on_field_impl(beast::http::field /*field*/, View name, View value, ErrorSlot& error) override {
        if (!in_head_) return;
        if (head_.headers.size() == limits_->header_count) return refuse(431, error);
        if (!is_header_value({value.data(), value.size()})) return refuse(400, error);
        head_.headers.push_back(
            {lower_case({name.data(), name.size()}), std::string(value.data(), value.size())});
    }

    void on_header_impl(ErrorSlot& /*error*/) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>& /*length*/, ErrorSlot& /*error*/) override {}
    std::size_t on_body_impl(View piece, ErrorSlot& error) override { return hand_on(piece, error); }

    /// Extensions of chunks are read over, unless a line break or the like hides in their quotes.
    void on_chunk_header_impl(std::uint64_t /*size*/, View extensions, ErrorSlot& error) override {
        if (!is_header_value({extensions.data(), extensions.size()})) refuse(400, error);
    }

    std::size_t on_chunk_body_impl(std::uint64_t /*remains*/, View piece, ErrorSlot& error) override {
        return hand_on(piece, error);
    }

    void on_finish_impl(ErrorSlot& /*error*/) override {}

    RawHead head_;
    const Limits* limits_;
    const BodySink* sink_ = nullptr;
    int status_ = 0;
    bool in_head_ = true;
};

RequestParser::RequestParser(const Limits& limits) : work_(std::make_unique<Work>(limits)) {}
RequestParser::~RequestParser() = default;

int RequestParser::read_head(std::string_view bytes) {
    return work_->read_head(bytes);
}

RawHead& RequestParser::head() {
    return work_->head();
}

RequestParser::Step RequestParser::read_body(std::string_view bytes, const BodySink& sink) {
    return work_->read_body(bytes, sink);
}

}  // namespace kartei::http
