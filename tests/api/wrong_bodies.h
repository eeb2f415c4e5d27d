// Bodies that a route must refuse, made from its schema and from a body that it takes.
#pragma once

#include <boost/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::api {

struct WrongBody {
    std::string body;
    std::optional<std::string> where;  ///< the place a refusal must name; nothing where it may be any
};

/// For every member of every request schema a value of every wrong kind, texts one byte too long, nothing
/// where something must be; unknown members at every level; a name twice; no JSON at all. Each differs from
/// the good body in one thing. `schema` may be a reference into `document`.
std::vector<WrongBody> wrong_bodies(const boost::json::object& schema, const boost::json::object& document,
                                    const boost::json::value& good);

/// Null where the pointer (RFC 6901) leads nowhere.
const boost::json::value* found_at(const boost::json::value& body, std::string_view pointer);
/// Puts a value there; the object around it must exist.
void put_at(boost::json::value& body, std::string_view pointer, boost::json::value other);

struct TextMember {
    std::string name;
    std::string pointer;  ///< as RFC 6901
};

/// Members that take text of one's own: no words of a list, no dates, no ids.
std::vector<TextMember> text_members(const boost::json::object& schema, const boost::json::object& document,
                                     const boost::json::value& good);

}  // namespace kartei::api
