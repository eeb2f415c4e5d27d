// What an operation gives back when its caller can cause it to fail: a value or an Error.
// Breakage that nobody at the screen can mend is an exception instead and is caught once per door.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace kartei {

/// One sentence in the two languages kartei speaks. Both are always filled.
struct Message {
    std::string de;
    std::string en;

    bool operator==(const Message&) const = default;
};

/// What kind of refusal this is. Doors translate it: exit code on the command line, status in HTTP.
enum class ErrorCode {
    invalid,      ///< the input is wrong and would be wrong again
    forbidden,    ///< the right is missing, or a rule says no
    not_found,    ///< there is no such thing, or the caller may not know of it
    conflict,     ///< someone else was faster, or the state does not allow it
    outdated,     ///< it has another version than the caller saw
    limit,        ///< a named bound was passed
    unavailable,  ///< not now; the same call may succeed later
};

/// A refusal: what happened, where, and what to do next.
struct Error {
    ErrorCode code = ErrorCode::invalid;
    Message what;
    std::string where = {};  ///< field, file:line or record concerned; may be empty
    Message next = {};       ///< the way out; may be empty where `what` already says it
    /// Of the command line, where it does what `next` says; other doors leave it out.
    std::string command = {};

    bool operator==(const Error&) const = default;
};

/// A value or a refusal. `Result<void>` carries nothing but success.
template <class T>
class [[nodiscard]] Result : public std::expected<T, Error> {
public:
    using std::expected<T, Error>::expected;
};

/// Shorthand for `return fail(...)`.
inline std::unexpected<Error> fail(ErrorCode code, Message what, std::string where = {}, Message next = {},
                                   std::string command = {}) {
    return std::unexpected<Error>(
        Error{code, std::move(what), std::move(where), std::move(next), std::move(command)});
}

}  // namespace kartei

/// Yields the value of a Result or returns its error from the enclosing function.
/// Stands alone in its statement (`auto x = TRY(f());`): inside an aggregate initialiser g++ 12 leaks.
#define TRY(expression)                                                         \
    __extension__({                                                             \
        auto&& try_result = (expression);                                       \
        if (!try_result) return std::unexpected(std::move(try_result).error()); \
        std::move(try_result).value();                                          \
    })
