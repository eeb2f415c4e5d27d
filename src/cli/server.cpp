#include "cli/server.h"

#include "api/door.h"
#include "app/sign_in.h"
#include "cli/operations.h"
#include "cli/version.h"
#include "cli/web_files.h"
#include "http/server.h"
#include "http/static_files.h"
#include "http/target.h"

#include <fmt/format.h>

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

namespace kartei::cli {

namespace {

constexpr std::size_t readers = 4;
constexpr int attempts_at_once = 10;
constexpr std::int64_t attempt_every_us = 6 * us_per_second;
constexpr std::int64_t grace_ms = 10'000;
/// Database, lists that are taken in, error files, pages: beside the connections.
constexpr std::uint64_t other_descriptors = 1'000;

/// Nothing but our own files runs, is shown or is asked for; no page of others frames ours.
std::vector<http::Header> headers_for_all(bool is_secure) {
    std::vector<http::Header> headers{
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
         "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
         "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()"},
        {"Cache-Control", "no-store"},
    };
    if (is_secure) headers.push_back({"Strict-Transport-Security", "max-age=31536000"});
    return headers;
}

Result<std::vector<http::Network>> networks_of(const std::vector<std::string>& texts) {
    std::vector<http::Network> networks;
    for (const auto& text : texts) {
        const auto network = http::Network::parse(text);
        if (!network) {
            return fail(ErrorCode::invalid, {"Das ist kein Netz.", "This is no network."}, "--trusted-proxy",
                        {"Nennen Sie eine Adresse oder ein Netz wie 10.0.0.0/8.",
                         "Give an address or a network such as 10.0.0.0/8."});
        }
        networks.push_back(*network);
    }
    return networks;
}

/// Names the server answers for. Without any named it is known by a proxy's name or by one of the network;
/// but who listens to his own machine alone has no other name than localhost, and a name that leads there
/// is somebody's trick. Over TLS the certificate shows that trick.
Result<std::optional<std::vector<std::string>>> host_names_of(const ServeOptions& options) {
    std::optional<std::vector<std::string>> names;
    for (const auto& text : options.host_names) {
        const auto host = http::parse_host(text);
        if (!host || host->find(':') != std::string::npos) {
            return fail(ErrorCode::invalid, {"Das ist kein Name eines Rechners.", "This is no host name."},
                        "--host",
                        {"Nennen Sie ihn ohne Port, zum Beispiel kartei.example.de.",
                         "Give it without a port, such as kartei.example.de."});
        }
        if (!names) names.emplace();
        names->push_back(*host);
    }
    const auto address = http::Address::parse(options.address);
    const bool is_plain = options.certificate.empty() && options.trusted_proxies.empty();
    if (!names && is_plain && address && address->is_loopback()) names.emplace();
    return names;
}

/// Signals are taken by `wait_for_signal` alone: blocked before any thread is made, so that all have it so.
sigset_t served_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
    return signals;
}

/// Systems let a program have 1,024 descriptors until it asks for more; each connection takes one. Where the
/// system's own limit is lower there are fewer connections: who waits for a descriptor would not even be
/// told, and nobody would make room for him.
void allow_descriptors(http::Limits& limits) {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    const rlim_t wanted = descriptors_wanted(limits);
    files.rlim_cur = std::max(files.rlim_cur, std::min(wanted, files.rlim_max));
    ::setrlimit(RLIMIT_NOFILE, &files);
    const rlim_t others = wanted - limits.connections;
    const rlim_t left = files.rlim_cur - std::min(others, files.rlim_cur / 2);
    limits.connections = std::min<std::size_t>(limits.connections, left);
}

/// A reader drops its pages (4 MiB) whenever somebody has written, and takes as much again for the next
/// request. The C library would give them back to the system each time and fetch them page by page.
void keep_freed_memory() {
    constexpr int most_kept_per_arena = 8 * 1024 * 1024;
    ::mallopt(M_TRIM_THRESHOLD, most_kept_per_arena);
}

}  // namespace

std::uint64_t descriptors_wanted(const http::Limits& limits) {
    return limits.connections + limits.connections_beyond + other_descriptors;
}

/// In the order in which they are made.
struct RunningServer::Parts {
    Parts(std::unique_ptr<app::Executor> threads, const std::string& token, app::Clock clock,
          RandomBytes random, const ServeOptions& options)
        : operations(telemetry::standard_error(), clock, least_severity()),
          executor(std::move(threads)),
          throttle(attempts_at_once, attempt_every_us),
          requests(requests_of(options)),
          setup(token),
          services{.executor = *executor,
                   .uploads = uploads,
                   .imports = imports,
                   .throttle = throttle,
                   .requests = requests,
                   .idle = idle,
                   .setup = setup,
                   .clock = std::move(clock),
                   .random = std::move(random),
                   .is_demo = options.is_demo,
                   .broken = [this](const api::Breakdown& breakdown) { operations.broke(breakdown); }},
          door(services),
          files(web_files()) {}
    ~Parts() {
        operations.close_door();
        if (server) server->stop(grace_ms);
        // Jobs answer requests of the server, so they end before it goes.
        executor.reset();
    }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    /// Who looks on at a terminal reads what is wrong; the rest is for programs.
    static telemetry::Severity least_severity() {
        return ::isatty(STDERR_FILENO) == 1 ? telemetry::Severity::warning : telemetry::Severity::info;
    }

    static std::optional<api::Throttle> requests_of(const ServeOptions& options) {
        if (options.requests_per_minute == 0) return std::nullopt;
        return std::optional<api::Throttle>(std::in_place, options.requests_per_minute,
                                            60 * us_per_second / options.requests_per_minute);
    }

    void handle(http::Request request, http::Answer answer) {
        if (api::Door::is_meant(request.path)) return door.handle(std::move(request), std::move(answer));
        if (request.path == "/healthz") return answer({.status = 200, .body = http::Body("ok\n")});
        if (request.path == "/readyz") return tell_readiness(answer);
        if (request.method != http::Method::get && request.method != http::Method::head)
            return answer(http::problem(405));
        answer(files.answer(request));
    }

    /// Ready is whose database answers, and soon enough to be worth asking.
    void tell_readiness(const http::Answer& answer) {
        const bool taken = executor->read({.act = [](app::House& house) { app::has_accounts(house); },
                                           .done =
                                               [answer](const std::exception_ptr& failure) {
                                                   answer(failure ? http::problem(503) : ready());
                                               }});
        if (!taken) answer(http::problem(503));
    }
    static http::Response ready() { return {.status = 200, .body = http::Body("ready\n")}; }

    Operations operations;
    std::unique_ptr<app::Executor> executor;
    api::Uploads uploads;
    api::ImportsAtWork imports;
    api::Throttle throttle;
    std::optional<api::Throttle> requests;
    api::IdleClock idle;
    api::SetupToken setup;
    api::Services services;
    api::Door door;
    http::StaticFiles files;
    std::string scheme;
    std::string host;
    std::unique_ptr<http::Server> server;
};

RunningServer::RunningServer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

RunningServer::~RunningServer() {
    parts_->operations.log().tell(telemetry::Event::stopping);
}

Result<std::unique_ptr<RunningServer>> RunningServer::start(app::House house, const ServeOptions& options,
                                                            const std::string& setup_token,
                                                            const app::Clock& clock,
                                                            const RandomBytes& random) {
    const sigset_t signals = served_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    keep_freed_memory();
    const auto proxies = TRY(networks_of(options.trusted_proxies));
    auto host_names = TRY(host_names_of(options));
    const auto spool = TRY(house.make_folder_for_uploads());
    const bool is_sqlite = house.connection().engine() == store::Engine::sqlite;
    auto executor = TRY(app::Executor::start(std::move(house), {.readers = readers}));
    executor->hash({.act = [](app::House& /*none*/) { app::prepare_sign_in(); }});
    auto parts = std::make_unique<Parts>(std::move(executor), setup_token, clock, random, options);
    http::ServerOptions server{.address = options.address, .port = options.port};
    const bool is_secure = !options.certificate.empty();
    if (is_secure) server.tls = http::TlsFiles{options.certificate, options.key};
    server.trusted_proxies = proxies;
    server.host_names = std::move(host_names);
    server.headers_for_all = headers_for_all(is_secure);
    server.admission = [raw = parts.get()](const http::Head& head) { return raw->door.admission(head); };
    server.gate = [raw = parts.get()](http::Request request, http::Answer answer) {
        raw->door.ask_before_body(std::move(request), std::move(answer));
    };
    server.spool_directory = spool;
    server.observer = [raw = parts.get()](const http::RequestRecord& request) {
        raw->operations.answered(request);
    };
    server.random = random;
    server.clock = clock;
    allow_descriptors(server.limits);
    parts->server =
        TRY(http::Server::start(std::move(server), [raw = parts.get()](auto request, auto answer) {
            raw->handle(std::move(request), std::move(answer));
        }));
    if (!options.metrics.empty()) {
        TRY(parts->operations.open_door(
            options.metrics,
            {.executor = *parts->executor, .server = *parts->server, .data = spool.parent_path()}));
    }
    parts->operations.log().tell(telemetry::Event::started, {{"version", version()},
                                                             {"engine", is_sqlite ? "sqlite" : "postgresql"},
                                                             {"tls", is_secure ? "yes" : "no"},
                                                             {"sandbox", options.sandbox.text()},
                                                             {"process", ::getpid()}});
    parts->scheme = is_secure ? "https" : "http";
    parts->host = options.address == "127.0.0.1" || options.address == "::" || options.address == "0.0.0.0"
                      ? "localhost"
                      : options.address;
    return std::unique_ptr<RunningServer>(new RunningServer(std::move(parts)));
}

std::string RunningServer::address() const {
    return fmt::format("{}://{}:{}", parts_->scheme, parts_->host, parts_->server->port());
}

std::optional<std::uint16_t> RunningServer::metrics_port() const {
    return parts_->operations.port();
}

void RunningServer::wait_for_signal() {
    const sigset_t signals = served_signals();
    for (int signal = SIGHUP; signal == SIGHUP;) {
        sigwait(&signals, &signal);
        if (signal != SIGHUP) break;
        // Files that are no good change nothing: the old certificate stays.
        const auto read = parts_->server->reload_certificates();
        parts_->operations.log().tell(read ? telemetry::Event::certificates_read
                                           : telemetry::Event::certificates_kept);
    }
}

}  // namespace kartei::cli
