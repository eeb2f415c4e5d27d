#include "api/openapi.h"

#include "api/door.h"
#include "base/text.h"

namespace kartei::api {

namespace {

using boost::json::array;
using boost::json::object;

object problem_schema(Schemas& schemas) {
    const object text{{"type", "string"}};
    return {{"type", "object"},
            {"properties",
             {{"type", text},
              {"title", text},
              {"status", {{"type", "integer"}}},
              {"code", text},
              {"detail", text},
              {"where", text},
              {"what", schema_of<Message>(schemas)},
              {"next", schema_of<Message>(schemas)},
              {"request_id", text}}},
            {"required", {"type", "title", "status", "code", "detail", "what", "next", "request_id"}},
            {"additionalProperties", false}};
}

object json_content(object schema) {
    return {{"application/json", {{"schema", std::move(schema)}}}};
}

/// Names in braces.
array path_parameters(std::string_view path) {
    array parameters;
    for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1)) {
        const auto name = path.substr(open + 1, path.find('}', open) - open - 1);
        parameters.push_back(
            object{{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
    }
    return parameters;
}

array parameters_of(const Route& route) {
    array parameters = path_parameters(route.path);
    for (const auto name : route.query) {
        const char* type = name == "after" ? "string" : "integer";
        parameters.push_back(object{{"name", name}, {"in", "query"}, {"schema", {{"type", type}}}});
    }
    if (route.method == http::Method::get) return parameters;
    parameters.push_back(object{{"name", "Kartei-Request"},
                                {"in", "header"},
                                {"required", true},
                                {"schema", {{"type", "string"}, {"const", "1"}}}});
    if (route.versioned) {
        parameters.push_back(object{{"name", "If-Match"},
                                    {"in", "header"},
                                    {"required", true},
                                    {"schema", {{"type", "string"}, {"pattern", "^\"[1-9][0-9]*\"$"}}}});
    }
    if (route.work == Work::write || route.work == Work::objection) {
        parameters.push_back(object{{"name", "Idempotency-Key"},
                                    {"in", "header"},
                                    {"schema", {{"type", "string"}, {"format", "uuid"}}}});
    }
    return parameters;
}

object responses_of(const Route& route, Schemas& schemas) {
    object success{{"description", route.summary.en}};
    if (route.response != nullptr) success["content"] = json_content(route.response(schemas));
    const object problem{
        {"description", "a problem"},
        {"content",
         {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
    return {{std::to_string(route.status), std::move(success)}, {"default", problem}};
}

object operation_of(const Route& route, Schemas& schemas) {
    object operation{{"operationId", route.id},
                     {"summary", route.summary.en},
                     {"x-summary-de", route.summary.de},
                     {"responses", responses_of(route, schemas)}};
    if (auto parameters = parameters_of(route); !parameters.empty())
        operation["parameters"] = std::move(parameters);
    if (route.request != nullptr) {
        operation["requestBody"] =
            object{{"required", true}, {"content", json_content(route.request(schemas))}};
    }
    if (route.spooled) {
        operation["requestBody"] = object{
            {"required", true},
            {"content",
             {{"application/octet-stream", {{"schema", {{"type", "string"}, {"format", "binary"}}}}}}}};
    }
    if (route.right) operation["x-right"] = enum_word(*route.right);
    const bool is_open = route.work == Work::open || route.id == "signIn" || route.id == "setUp";
    operation["security"] = is_open ? array{} : array{object{{"session", array{}}}};
    return operation;
}

std::string make_openapi() {
    Schemas schemas;
    object paths;
    for (const auto& route : routes()) {
        auto& path = paths[route.path];
        if (!path.is_object()) path = object{};
        std::string method(http::method_name(route.method));
        for (char& c : method) c = ascii_lower(c);
        path.as_object()[method] = operation_of(route, schemas);
    }
    schemas["Problem"] = problem_schema(schemas);
    object components;
    for (auto& [name, schema] : schemas) components[name] = std::move(schema);
    const object document{
        {"openapi", "3.1.0"},
        {"info", {{"title", "kartei"}, {"version", "1"}, {"license", {{"name", "AGPL-3.0-or-later"}}}}},
        {"servers", {object{{"url", base_path}}}},
        {"paths", std::move(paths)},
        {"components",
         {{"schemas", std::move(components)},
          {"securitySchemes",
           {{"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", session_cookie}}}}}}}};
    return boost::json::serialize(document);
}

Result<Reply> get_openapi(Call&) {
    return Reply{.json = openapi_json()};
}

}  // namespace

const std::string& openapi_json() {
    static const std::string document = make_openapi();
    return document;
}

std::vector<Route> openapi_routes() {
    return {{.method = http::Method::get,
             .path = "/openapi.json",
             .id = "getOpenApi",
             .work = Work::open,
             .right = no_right,
             .summary = {"diese Beschreibung", "this description"},
             .handle = get_openapi}};
}

}  // namespace kartei::api
