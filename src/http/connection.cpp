#include "http/connection.h"

#include "http/as_result.h"

#include <algorithm>
#include <utility>

namespace kartei::http {

namespace {

namespace asio = boost::asio;

constexpr std::size_t head_read_bytes = 2 * 1024;
constexpr std::size_t body_read_bytes = 64 * 1024;
constexpr std::size_t small_buffer_bytes = 8 * 1024;
constexpr std::size_t write_step_bytes = 64 * 1024;  ///< what a client has Limits::write_ms for
constexpr std::size_t write_piece_bytes = 512 * 1024;
/// A body up to here is sent in one go with its head.
constexpr std::size_t joined_body_bytes = 16 * 1024;
/// As much of a request that was refused is read over.
constexpr std::size_t scrap_bytes = 16 * 1024 * 1024;
/// Up to here the connection stays afterwards.
constexpr std::size_t small_scrap_bytes = 64 * 1024;

/// To a client that has as many requests at work as one may have.
Response too_many() {
    Response response = problem(429);
    response.headers.push_back({"Retry-After", "1"});
    return response;
}

}  // namespace

Connection::Connection(Loop& loop, std::uint64_t number, asio::ip::tcp::socket socket, ssl_st* tls,
                       const Origin& origin, Reception reception)
    : loop_(&loop),
      number_(number),
      origin_(origin),
      reception_(reception),
      wire_(std::move(socket), tls),
      answered_(loop.context()) {
    enter(Phase::handshake, patience_ms(limits().head_ms));
}

asio::awaitable<void> Connection::run() {
    const bool shaken = co_await wire_.handshake();
    if (!shaken) co_return;
    bool more = true;
    while (more) more = co_await serve_one();
    if (phase_ != Phase::farewell) co_return;
    co_await wire_.finish(scrap_bytes);
}

/// Whether another request may follow. In the end the phase says whether the other side hears a farewell.
asio::awaitable<bool> Connection::serve_one() {
    Status status = co_await read_head();
    if (status == 0 && asks_first()) {
        const bool may_come = co_await ask_gate();
        if (!may_come) co_return co_await finish_exchange();
    }
    if (status == 0) status = co_await read_body();
    if (status == gone) {
        enter(Phase::idle, never);
        co_return false;
    }
    if (status != 0) co_return co_await refuse(status);
    co_await ask_handler();
    const bool more = co_await finish_exchange();
    co_return more;
}

asio::awaitable<bool> Connection::finish_exchange() {
    if (aborted_) {
        end_exchange(false);
        co_return false;
    }
    const bool more = co_await write_answer();
    co_return more;
}

asio::awaitable<Connection::Status> Connection::read_head() {
    if (buffer_.empty()) {
        if (loop_->stopping()) co_return gone;  // it was still being answered when idle ones were closed
        buffer_ = std::string();                // idle connections keep nothing
    }
    enter(Phase::idle, requests_ == 0 ? patience_ms(limits().head_ms) : limits().idle_ms);
    HeadScanner scanner(limits());
    for (;;) {
        // RFC 9112 section 2.2: empty lines in front are read over.
        while (phase_ == Phase::idle && buffer_.starts_with("\r\n")) buffer_.erase(0, 2);
        if (phase_ == Phase::idle && !buffer_.empty() && buffer_ != "\r") {
            enter(Phase::head, patience_ms(limits().head_ms));
            begin_exchange();
        }
        if (phase_ == Phase::head) {
            const auto found = scanner.scan(buffer_);
            if (found.status != 0) co_return found.status;
            if (found.end != 0) co_return understand_head(found.end);
        }
        const std::size_t count = co_await fill(head_read_bytes);
        if (expired_ && phase_ == Phase::head) co_return 408;
        if (count == 0 || expired_) co_return gone;
    }
}

Connection::Status Connection::understand_head(std::size_t head_bytes) {
    Exchange& exchange = *exchange_;
    if (const Status status = exchange.parser.read_head(std::string_view(buffer_).substr(0, head_bytes))) {
        return status;
    }
    buffer_.erase(0, head_bytes);
    auto checked = check_head(std::move(exchange.parser.head()), origin_);
    if (!checked) return checked.error();
    exchange.understood = true;
    exchange.keep_alive = checked->keep_alive;
    exchange.expects_continue = checked->expects_continue;
    exchange.minor_version = checked->minor_version;
    exchange.framing = checked->framing;
    exchange.length = checked->length;
    exchange.method = checked->head.method;
    exchange.path = checked->head.path;
    static_cast<Head&>(exchange.request) = std::move(checked->head);
    exchange.request.id = exchange.id;
    const auto& options = loop_->service().options;
    if (options.admission) exchange.admission = options.admission(exchange.request);
    if (reception_ == Reception::turn_away && !exchange.admission.is_always_served) return 503;
    return 0;
}

Connection::Status Connection::prepare_body() {
    Exchange& exchange = *exchange_;
    if (exchange.length > exchange.admission.max_bytes) return 413;
    if (exchange.admission.to_file && !exchange.admission.refusal) {
        auto file =
            SpooledBody::create(loop_->service().options.spool_directory, limits().spool_reserve_bytes);
        if (!file || !file->has_room(exchange.length)) return 507;
        exchange.request.file = std::move(*file);
    }
    exchange.body_begun_ms = monotonic_ms();
    enter(Phase::body, patience_ms(limits().body_ms));
    return 0;
}

asio::awaitable<Connection::Status> Connection::read_body() {
    Exchange& exchange = *exchange_;
    if (exchange.framing == Framing::no_body) co_return 0;
    if (leaves_body()) {
        exchange.keep_alive = false;
        co_return 0;
    }
    if (const Status status = prepare_body()) co_return status;
    const bool invited = co_await invite_body();
    if (!invited) co_return gone;
    for (;;) {
        const auto step = exchange.parser.read_body(buffer_, exchange.sink);
        buffer_.erase(0, step.used);
        if (step.status != 0) co_return step.status;
        if (step.done) co_return 0;
        const std::size_t count = co_await fill(exchange.length == 0 ? body_read_bytes / 4 : body_read_bytes);
        if (expired_) co_return 408;
        if (count == 0) co_return gone;
        extend_body_deadline(count);
    }
}

/// Whether the body of a request that is refused is not worth waiting for.
bool Connection::leaves_body() const {
    const Exchange& exchange = *exchange_;
    if (!exchange.admission.refusal) return false;
    return exchange.expects_continue || exchange.framing == Framing::chunked ||
           exchange.length > small_scrap_bytes;
}

/// A client that asked whether it may send its body is told to (RFC 9110 section 10.1.1).
asio::awaitable<bool> Connection::invite_body() {
    if (!exchange_->expects_continue || !buffer_.empty()) co_return true;
    const bool sent = co_await send("HTTP/1.1 100 Continue\r\n\r\n", {});
    enter(Phase::body, patience_ms(limits().body_ms));
    co_return sent;
}

/// So long as bytes come at the least rate on the average and never stand still, a body may take its time.
void Connection::extend_body_deadline(std::size_t received) {
    if (reception_ == Reception::turn_away) return;
    Exchange& exchange = *exchange_;
    exchange.body_received += received;
    const auto rate = static_cast<std::uint64_t>(std::max<std::int64_t>(limits().body_bytes_per_second, 1));
    const auto earned_ms = static_cast<std::int64_t>(exchange.body_received * 1000 / rate);
    const std::int64_t by_rate_ms = exchange.body_begun_ms + limits().body_ms + earned_ms;
    deadline_ms_ = std::min(by_rate_ms, monotonic_ms() + limits().body_ms);
}

bool Connection::asks_first() const {
    return exchange_->admission.asks_first && !exchange_->admission.refusal &&
           exchange_->framing != Framing::no_body;
}

/// Whether the body may come; otherwise the answer stands.
asio::awaitable<bool> Connection::ask_gate() {
    Exchange& exchange = *exchange_;
    if (!exchange.enter_client()) {
        exchange.response = too_many();
        exchange.keep_alive = false;
        co_return false;
    }
    Request request;
    static_cast<Head&>(request) = static_cast<const Head&>(exchange.request);
    co_await ask(loop_->service().options.gate, std::move(request));
    if (aborted_) co_return false;
    exchange.release();
    if (exchange.response->status == 100) {
        exchange.response.reset();
        co_return true;
    }
    exchange.keep_alive = false;
    co_return false;
}

asio::awaitable<void> Connection::ask_handler() {
    Exchange& exchange = *exchange_;
    ++requests_;
    if (exchange.admission.refusal) {
        exchange.response = std::move(exchange.admission.refusal);
        co_return;
    }
    if (!exchange.enter_client()) {
        exchange.response = too_many();
        co_return;
    }
    Request request = std::move(exchange.request);
    co_await ask(loop_->service().handler, std::move(request));
}

/// Returns with an answer, or where the connection is given up.
asio::awaitable<void> Connection::ask(const Handler& handler, Request request) {
    enter(Phase::at_work, never);
    try {
        handler(std::move(request), make_answer(loop_->shared_from_this(), number_, ++questions_));
    } catch (...) {
        // The answer went with the handler: it is a 500 by now, unless somebody else holds it.
    }
    while (!exchange_->response && !aborted_) {
        answered_.expires_at(asio::steady_timer::time_point::max());
        co_await answered_.async_wait(as_result);
    }
}

void Connection::deliver(std::uint64_t question, Response response) {
    if (phase_ != Phase::at_work || question != questions_ || exchange_->response) return;
    exchange_->response = std::move(response);
    answered_.cancel();
}

asio::awaitable<bool> Connection::refuse(Status status) {
    exchange_->response = problem(status);
    exchange_->keep_alive = false;
    if (status == 405) {
        exchange_->response->headers.push_back({"Allow", "GET, HEAD, POST, PUT, PATCH, DELETE"});
    }
    if (status == 503) exchange_->response->headers.push_back({"Retry-After", "1"});
    const bool more = co_await write_answer();
    co_return more;
}

asio::awaitable<bool> Connection::write_answer() {
    Exchange& exchange = *exchange_;
    exchange.release();  // who reads slowly is none of the next request's concern
    if (!is_sound(*exchange.response)) exchange.response = problem(500);
    if (is_last_request()) exchange.keep_alive = false;
    std::string head = answer_head();
    const bool with_body = exchange.method != Method::head && may_have_body(exchange.response->status);
    std::string_view body = with_body ? exchange.response->body.bytes() : std::string_view();
    if (body.size() <= joined_body_bytes) {
        head += body;
        body = {};
    }
    phase_ = Phase::answer;
    const bool sent = co_await send(head, body);
    const bool keep_alive = sent && exchange.keep_alive;
    end_exchange(sent);
    if (sent && !keep_alive) enter(Phase::farewell, limits().linger_ms);
    co_return keep_alive;
}

std::string Connection::answer_head() {
    const Exchange& exchange = *exchange_;
    Afterwards afterwards = Afterwards::close;
    if (exchange.keep_alive) {
        afterwards = exchange.minor_version == 0 ? Afterwards::keep_and_say_so : Afterwards::keep;
    }
    const ResponseFrame frame{.date = loop_->date(),
                              .id = exchange.id,
                              .afterwards = afterwards,
                              .headers_for_all = loop_->service().options.headers_for_all};
    return response_head(*exchange.response, frame);
}

/// Piece by piece, each with a deadline after its size: a client that reads slowly is borne, one that does
/// not read is not. The head goes out with the first piece, so that the client wakes up once.
asio::awaitable<bool> Connection::send(std::string_view head, std::string_view body) {
    while (!head.empty() || !body.empty()) {
        const auto piece = body.substr(0, write_piece_bytes);
        const std::size_t bytes = head.size() + piece.size();
        const auto steps = static_cast<std::int64_t>((bytes + write_step_bytes - 1) / write_step_bytes);
        enter(phase_, limits().write_ms * steps);
        const bool written = co_await wire_.write(head, piece);
        if (!written) co_return false;
        exchange_->sent += bytes;
        head = {};
        body.remove_prefix(piece.size());
    }
    co_return true;
}

/// Where bytes lie ready all the time, nothing is pending that expire() could cancel: who calls asks for
/// `expired_` also where some came.
asio::awaitable<std::size_t> Connection::fill(std::size_t wanted) {
    // Who waits keeps a little room, and gets more when there is something to put there.
    if (buffer_.empty() && buffer_.capacity() > small_buffer_bytes) buffer_ = std::string();
    const std::size_t before = buffer_.size();
    const std::size_t first = std::min(wanted, head_read_bytes);
    buffer_.resize(before + first);
    std::size_t count = co_await wire_.read(buffer_.data() + before, first);
    if (count == first && wanted > first) {
        buffer_.resize(before + wanted);
        count += wire_.read_what_is_there(buffer_.data() + before + first, wanted - first);
    }
    buffer_.resize(before + count);
    co_return count;
}

void Connection::begin_exchange() {
    exchange_ = std::make_unique<Exchange>(loop_->service(), loop_->new_id());
    exchange_->begun_us = monotonic_us();
}

void Connection::end_exchange(bool complete) {
    const auto& observer = loop_->service().options.observer;
    if (observer) {
        RequestRecord record;
        if (exchange_->understood) record.method = exchange_->method;
        record.path = std::move(exchange_->path);
        record.status = exchange_->response ? exchange_->response->status : 0;
        record.bytes = exchange_->sent;
        record.us = monotonic_us() - exchange_->begun_us;
        record.id = exchange_->id;
        record.complete = complete;
        observer(record);
    }
    exchange_.reset();
}

void Connection::enter(Phase phase, std::int64_t within_ms) {
    const std::int64_t now_ms = monotonic_ms();
    phase_ = phase;
    phase_since_ms_ = now_ms;
    deadline_ms_ = within_ms == never ? never : now_ms + within_ms;
    expired_ = false;
}

void Connection::expire() {
    expired_ = true;
    deadline_ms_ = never;
    if (phase_ == Phase::farewell) wire_.close();  // of several steps none may wait on
    else wire_.cancel();
}

std::optional<std::int64_t> Connection::waiting_since_ms() const {
    const bool waits = phase_ == Phase::handshake || phase_ == Phase::idle || phase_ == Phase::head;
    if (aborted_ || !waits) return std::nullopt;
    return phase_since_ms_;
}

void Connection::close_if_idle() {
    if (phase_ == Phase::handshake || phase_ == Phase::idle) abort();
}

void Connection::abort() {
    aborted_ = true;
    wire_.close();
    answered_.cancel();
}

const Limits& Connection::limits() const {
    return loop_->service().options.limits;
}

/// Beyond the limit there is no time for anybody who is slow.
std::int64_t Connection::patience_ms(std::int64_t usual_ms) const {
    if (reception_ == Reception::serve) return usual_ms;
    return std::min(usual_ms, limits().linger_ms);
}

bool Connection::is_last_request() const {
    return loop_->stopping() || reception_ == Reception::turn_away ||
           requests_ >= limits().requests_per_connection;
}

}  // namespace kartei::http
