// A small HTTP/1.1 server: sockets, TLS 1.3, limits. It knows no customer, logs nothing, and leaves HTTP/2
// and the like to a proxy in front. Every answer, its own refusals included, carries the common headers.
#pragma once

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "http/address.h"
#include "http/message.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kartei::http {

/// Bounds of what clients may cost. What passes one is answered with the status beside it.
struct Limits {
    std::size_t target_bytes = 8 * 1024;         ///< 414
    std::size_t header_bytes = 16 * 1024;        ///< 431; request line and all headers together
    std::size_t header_count = 100;              ///< 431
    std::size_t connections = 20'000;            ///< 503; in total, slow and idle ones are closed first
    std::size_t connections_beyond = 256;        ///< for what is always served, and to tell others so
    std::size_t requests_per_client = 256;       ///< 429; at work at once, counted once the body is there
    std::size_t requests_per_connection = 1000;  ///< then it is closed after the answer
    std::size_t body_bytes_in_memory = 256 * 1024 * 1024;   ///< 503; of all requests on their way together
    std::size_t body_bytes_beyond = 16 * 1024 * 1024;       ///< for what is always served
    std::uint64_t spool_reserve_bytes = 512 * 1024 * 1024;  ///< 507; free space that files of bodies leave
    std::int64_t head_ms = 10'000;   ///< 408; TLS handshake and head, from the first byte or the connection
    std::int64_t idle_ms = 60'000;   ///< between two requests; closed without a word
    std::int64_t write_ms = 30'000;  ///< for each 64 KiB of an answer
    std::int64_t body_ms = 10'000;   ///< 408; a body may stand still that long
    std::int64_t body_bytes_per_second = 1024;  ///< 408; on the average, after the first `body_ms`
    std::int64_t linger_ms = 2'000;             ///< for what a refused client is still sending
};

/// What becomes of a request, by its head alone.
struct Admission {
    std::size_t max_bytes = 1024 * 1024;  ///< of its body; 413
    bool to_file = false;                 ///< where the body goes
    bool asks_first = false;              ///< ServerOptions::gate, before a body is read
    /// Whatever bound there is on connections, on bodies in memory and on the requests of a client.
    bool is_always_served = false;
    /// The answer, without asking the handler; the body is read over.
    std::optional<Response> refusal = {};
};

/// PEM files: the chain, the server's own certificate first, and its key, not encrypted.
struct TlsFiles {
    std::filesystem::path certificate;
    std::filesystem::path key;
};

/// What an operator may know of an answered request. Path and client are the caller's to leave out of logs.
struct RequestRecord {
    std::optional<Method> method;  ///< nothing where the request was not understood
    std::string path;              ///< empty where it was not understood
    int status = 0;
    std::uint64_t bytes = 0;  ///< sent, with the head
    std::int64_t us = 0;      ///< from the first byte of the request to the last of the answer
    std::string id;           ///< Request-Id
    bool complete = true;     ///< false where the client did not take all of it
};

struct ServerOptions {
    std::string address = "127.0.0.1";  ///< IPv4 or IPv6; `0.0.0.0` and `::` for all
    std::uint16_t port = 0;             ///< 0: any that is free
    unsigned io_threads = 2;
    std::optional<TlsFiles> tls = {};
    std::vector<Network> trusted_proxies = {};
    /// Names that are answered for, in small letters, beside localhost and addresses; others get 421 (RFC
    /// 9110 section 7.4). Nothing: every name.
    std::optional<std::vector<std::string>> host_names = {};
    Limits limits = {};
    std::vector<Header> headers_for_all = {};  ///< a header of that name in a response stands instead
    std::function<Admission(const Head&)> admission = {};  ///< on an I/O thread; none: Admission{}
    /// As the handler, and before the body has come: an answer of 100 lets it come (RFC 9110 section 15.2.1),
    /// any other one is the answer. So that what is large is not taken from just anybody.
    Handler gate = {};
    std::filesystem::path spool_directory = {};               ///< for bodies `to_file`
    std::function<void(const RequestRecord&)> observer = {};  ///< on an I/O thread, must not block
    RandomBytes random = system_random();
    std::function<Instant()> clock = {};  ///< for `Date`; none: the system's
};

class Server {
public:
    /// Binds, and serves from then on. `invalid` for options that cannot be, `conflict` where the port is
    /// taken, `forbidden` where the system does not let us, `not_found` for missing files.
    static Result<std::unique_ptr<Server>> start(ServerOptions options, Handler handler);

    /// As `stop(0)`.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;

    /// Reads certificate and key anew. Connections there are keep theirs; where the files are no good, new
    /// ones get the old ones too. May be called from any thread.
    Result<void> reload_certificates();

    /// No new connections; idle ones are closed, requests that have begun are answered within `grace_ms`,
    /// then everything is closed. Returns when no thread runs any more. Not from a handler. A second call
    /// does nothing.
    void stop(std::int64_t grace_ms);

    /// Connections open right now.
    std::size_t connections() const;

    /// Of bodies in memory right now, until they are answered.
    std::size_t body_bytes() const;

private:
    struct State;
    explicit Server(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

}  // namespace kartei::http
