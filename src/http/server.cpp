#include "http/server.h"

#include "http/listener.h"
#include "http/loop.h"
#include "http/response_head.h"
#include "http/service.h"

#include <algorithm>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace kartei::http {

namespace {

constexpr unsigned max_io_threads = 64;

std::unexpected<Error> bad_option(std::string where, Message what, Message next) {
    return fail(ErrorCode::invalid, std::move(what), std::move(where), std::move(next));
}

Result<void> check_options(const ServerOptions& options) {
    if (options.io_threads < 1 || options.io_threads > max_io_threads) {
        return bad_option("io_threads", {"So viele Threads gibt es nicht.", "There are no so many threads."},
                          {"Wählen Sie 1 bis 64, etwa so viele wie Kerne.",
                           "Choose 1 to 64, about as many as there are cores."});
    }
    const auto sound = [](const Header& header) { return is_sound(header); };
    if (!std::ranges::all_of(options.headers_for_all, sound)) {
        return bad_option(
            "headers_for_all",
            {"Ein Kopffeld für alle Antworten ist keines.", "A header for all answers is none."},
            {"Namen sind Wörter aus ASCII, Werte haben keine Steuerzeichen.",
             "Names are words of ASCII, values have no controls."});
    }
    std::error_code ignored;
    if (!options.spool_directory.empty() &&
        !std::filesystem::is_directory(options.spool_directory, ignored)) {
        return fail(ErrorCode::not_found,
                    {"Das Verzeichnis für hochgeladene Dateien fehlt.",
                     "The directory for uploaded files is missing."},
                    options.spool_directory.string(), {"Legen Sie es an.", "Make it."});
    }
    return {};
}

Result<Address> listening_address(const std::string& text) {
    if (const auto address = Address::parse(text)) return *address;
    return bad_option(text, {"Das ist keine IP-Adresse.", "This is no IP address."},
                      {"Zum Beispiel 127.0.0.1 nur für diesen Rechner, 0.0.0.0 oder :: für alle.",
                       "For example 127.0.0.1 for this machine alone, 0.0.0.0 or :: for all."});
}

}  // namespace

struct Server::State {
    std::shared_ptr<Service> service = std::make_shared<Service>();
    std::vector<std::shared_ptr<Loop>> loops;
    std::vector<std::thread> threads;
    std::uint16_t port = 0;
    std::mutex stopping;

    Result<void> listen(const Address& address) {
        port = service->options.port;
        if (port != 0) TRY(check_free(address, port));
        for (unsigned i = 0; i < service->options.io_threads; ++i) {
            auto listener = TRY(listen_on(address, port));
            if (port == 0) port = bound_port(listener);
            loops.push_back(std::make_shared<Loop>(service, std::move(listener), address));
        }
        return {};
    }

    void run() {
        for (const auto& loop : loops) {
            threads.emplace_back([kept = loop] { kept->run(); });
        }
    }

    void stop(std::int64_t grace_ms) {
        const std::scoped_lock lock(stopping);
        for (const auto& loop : loops) loop->begin_stop(grace_ms);
        for (auto& thread : threads) thread.join();
        threads.clear();
        loops.clear();
    }
};

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, Handler handler) {
    TRY(check_options(options));
    const auto address = TRY(listening_address(options.address));
    auto state = std::make_unique<State>();
    if (options.tls) state->service->tls = TRY(TlsContext::load(*options.tls));
    state->service->options = std::move(options);
    state->service->handler = std::move(handler);
    TRY(state->listen(address));
    state->run();
    return std::unique_ptr<Server>(new Server(std::move(state)));
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

Server::~Server() {
    stop(0);
}

std::uint16_t Server::port() const {
    return state_->port;
}

Result<void> Server::reload_certificates() {
    if (!state_->service->tls) return {};
    return state_->service->tls->reload();
}

void Server::stop(std::int64_t grace_ms) {
    state_->stop(grace_ms);
}

std::size_t Server::connections() const {
    return state_->service->connections;
}

std::size_t Server::body_bytes() const {
    return state_->service->body_bytes;
}

}  // namespace kartei::http
