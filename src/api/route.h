// What a route is: method, path, who may call it, where its work is done, what goes in and out, and the
// handler. The table of all routes (api/routes.cpp) is the API: dispatch, OpenAPI and tests come out of it.
#pragma once

#include "api/schema.h"
#include "api/services.h"
#include "app/sign_in.h"
#include "base/json.h"
#include "http/message.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kartei::api {

/// Where a route's work is done, and whether it needs somebody signed in.
enum class Work : std::uint8_t {
    open,       ///< nobody is signed in; reads
    look,       ///< reads, with what it showed in the log before the answer goes out
    write,      ///< one transaction
    objection,  ///< the same, before all others and never refused for load
    own,        ///< the route sees to it itself (passwords)
};

/// For routes that demand no right: anybody who is signed in may call them, and open ones anybody.
struct NoRight {};
inline constexpr NoRight no_right{};

/// The right that a route's act demands. It has no default: a route that does not name one does not compile.
class Demand {
public:
    // NOLINTBEGIN(google-explicit-constructor): the table of routes reads as words
    constexpr Demand(domain::Right right) : right_(right) {}
    constexpr Demand(NoRight /*unused*/) {}
    // NOLINTEND(google-explicit-constructor)

    explicit operator bool() const { return right_.has_value(); }
    domain::Right operator*() const { return right_.value(); }

private:
    std::optional<domain::Right> right_;
};

/// One request on its way through a handler.
struct Call {
    app::House& house;
    Services& services;
    http::Request& request;
    const std::vector<std::pair<std::string_view, std::string>>& path;  ///< parameters of the path by name
    const app::SignedIn* signed_in = nullptr;                           ///< nobody on open routes
    std::shared_ptr<void> prepared = {};                                ///< what Route::prepare made

    const app::Session& session() const { return signed_in->session; }
    std::string_view language() const;

    /// A parameter of the path; `not_found` where it has not the form, as for an id that nobody has.
    template <class T>
    Result<T> at(std::string_view name) const;
    Result<domain::AreaNo> area_at(std::string_view name) const;
    /// A parameter of the query; nothing where it is absent. `invalid` for one that is given twice or no
    /// number.
    Result<std::optional<std::string>> query(std::string_view name) const;
    Result<std::optional<std::int64_t>> number(std::string_view name) const;
    /// The version that the caller saw, from `If-Match`; the door has seen to it that there is one.
    Result<std::int64_t> version() const;
};

/// The `ETag` of a record: its version.
http::Header etag(std::int64_t version);

struct Reply {
    int status = 200;
    std::string json = {};  ///< empty: no body
    std::vector<http::Header> headers = {};
    std::optional<std::string> text = {};  ///< instead of JSON; the content type stands in `headers`
};

using Handle = std::function<Result<Reply>(Call& call)>;
/// Work of a route that writes, done before it comes to the thread that writes; its result is kept for the
/// handler, which does that work itself where it finds none.
using Prepare = std::function<Result<std::shared_ptr<void>>(Call& call)>;
using StartOwn = void (*)(Services& services, http::Request request, http::Answer answer);
using SchemaOf = boost::json::object (*)(Schemas& schemas);

struct Route {
    http::Method method;
    std::string_view path;  ///< below /api/v1, parameters in braces
    std::string_view id;    ///< operationId
    Work work;
    Demand right;
    Message summary;
    int status = 200;  ///< of success
    SchemaOf request = nullptr;
    SchemaOf response = nullptr;
    std::vector<std::string_view> query = {};  ///< parameters it knows; the door refuses others
    Handle handle = {};
    Prepare prepare = {};
    StartOwn own = nullptr;
    std::size_t max_body_bytes = 1U << 20U;
    bool spooled = false;     ///< the body is a file, not JSON
    bool takes_long = false;  ///< reads so much that others shall not wait for it
    bool always = false;      ///< however many requests the account has had: to end sessions
    bool versioned = false;  ///< changes what has a version: `If-Match` is demanded (RFC 9110 section 13.1.1)
};

/// All routes.
const std::vector<Route>& routes();

std::unexpected<Error> nothing_here();

// --- making handlers ---------------------------------------------------------------------------------------

template <class T>
boost::json::object schema_for(Schemas& schemas) {
    return schema_of<T>(schemas);
}

/// The request's body as T; bodies are JSON and nothing else.
template <class T>
Result<T> body_of(const Call& call) {
    const auto value = TRY(parse_json(call.request.body));
    return read_wire<T>(value, "");
}

template <class Out>
Handle answers(Result<Out> (*act)(Call& call), int status = 200) {
    return [act, status](Call& call) -> Result<Reply> {
        const auto out = TRY(act(call));
        return Reply{.status = status, .json = wire_json(out)};
    };
}

/// An answer that tells a version has it as ETag, too.
template <class In, class Out>
Handle takes(Result<Out> (*act)(Call& call, const In& in), int status) {
    return [act, status](Call& call) -> Result<Reply> {
        const auto in = TRY(body_of<In>(call));
        const auto out = act(call, in);
        if (!out) return std::unexpected(as_sent<In>(out.error()));
        Reply reply{.status = status, .json = wire_json(*out)};
        if constexpr (requires { out->version; }) reply.headers.push_back(etag(out->version));
        return reply;
    };
}

/// The first of two steps, for `Route::prepare`.
template <class In, class Prepared>
Prepare prepares(Result<Prepared> (*first)(Call& call, const In& in)) {
    return [first](Call& call) -> Result<std::shared_ptr<void>> {
        const auto in = TRY(body_of<In>(call));
        auto prepared = first(call, in);
        if (!prepared) return std::unexpected(as_sent<In>(prepared.error()));
        return std::make_shared<Prepared>(std::move(*prepared));
    };
}

/// Both steps; the first only where it has not been done beforehand.
template <class In, class Prepared, class Out>
Handle takes_prepared(Result<Prepared> (*first)(Call& call, const In& in),
                      Result<Out> (*second)(Call& call, Prepared prepared)) {
    return [prepare = prepares(first), second](Call& call) -> Result<Reply> {
        auto prepared = std::exchange(call.prepared, nullptr);
        if (!prepared) prepared = TRY(prepare(call));
        const auto out = TRY(second(call, std::move(*static_cast<Prepared*>(prepared.get()))));
        return Reply{.json = wire_json(out)};
    };
}

template <class T>
Result<T> Call::at(std::string_view name) const {
    for (const auto& [key, value] : path) {
        if (key != name) continue;
        auto read = read_wire<T>(boost::json::value(value), std::string(name));
        if (!read) return nothing_here();
        return read;
    }
    return nothing_here();
}

}  // namespace kartei::api
