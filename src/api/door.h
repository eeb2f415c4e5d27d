// The REST door: finds the route, the person signed in and the thread, and turns what comes back into an
// answer. Nothing here knows what a route does.
#pragma once

#include "api/route.h"
#include "http/server.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

namespace kartei::api {

inline constexpr std::string_view base_path = "/api/v1";
inline constexpr std::string_view session_cookie = "__Host-kartei";

class Door {
public:
    explicit Door(Services& services);

    /// Whether a path belongs to the API.
    static bool is_meant(std::string_view path);

    /// The route of that method and path by its place in `routes()`; nothing where there is none.
    static std::optional<std::size_t> route_at(http::Method method, std::string_view path);

    /// For http::Handler: never blocks.
    void handle(http::Request request, http::Answer answer);

    /// For http::ServerOptions::gate: whether whoever sends a file may send one, before it is taken from him.
    void ask_before_body(http::Request request, http::Answer answer);

    /// How long a body may be, whether it goes to a file, and whether there is time for any of it. Objections
    /// are always served.
    http::Admission admission(const http::Head& head) const;

private:
    Services& services_;
};

/// The cookie that carries a session's token.
std::string cookie_of(const app::SignedIn& signed_in, Instant now);
std::string cookie_that_ends();
/// The token a request carries; empty where there is none.
std::string token_of(const http::Head& head);

}  // namespace kartei::api
