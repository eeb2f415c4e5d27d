#include "base/json.h"

#include "base/text.h"

#include <boost/json/basic_parser_impl.hpp>
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace kartei {

namespace {

namespace json = boost::json;

std::unexpected<Error> refuse(ErrorCode code, std::string_view text, std::size_t offset,
                              const Message& reason) {
    const TextPosition at = text_position(text, offset);
    return fail(
        code,
        {fmt::format("JSON, Zeile {}, Spalte {}: {}", at.line, at.column, reason.de),
         fmt::format("JSON, line {}, column {}: {}", at.line, at.column, reason.en)},
        fmt::format("{}:{}", at.line, at.column),
        {"Bessern Sie diese Stelle und versuchen Sie es noch einmal.", "Mend this place and try again."});
}

/// Builds the value from the parser's events. The names are the parser's, which calls them.
class Builder {
public:
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }
    bool on_object_begin(json::error_code&) { return open(json::object{}); }
    bool on_object_end(std::size_t, json::error_code&) { return close(); }
    bool on_array_begin(json::error_code&) { return open(json::array{}); }
    bool on_array_end(std::size_t, json::error_code&) { return close(); }

    bool on_key_part(json::string_view part, std::size_t, json::error_code&) { return append(part); }
    bool on_key(json::string_view part, std::size_t, json::error_code& error) {
        append(part);
        open_.back().name = std::move(text_);
        text_.clear();
        if (!open_.back().container.as_object().contains(open_.back().name)) return true;
        repeated_ = open_.back().name;
        error = json::error::syntax;
        return false;
    }

    bool on_string_part(json::string_view part, std::size_t, json::error_code&) { return append(part); }
    bool on_string(json::string_view part, std::size_t, json::error_code&) {
        append(part);
        add(json::value(json::string(text_)));
        text_.clear();
        return true;
    }

    bool on_number_part(json::string_view part, json::error_code&) { return append(part); }
    bool on_int64(std::int64_t number, json::string_view, json::error_code&) { return add_number(number); }
    bool on_uint64(std::uint64_t number, json::string_view, json::error_code&) { return add_number(number); }
    bool on_double(double rough, json::string_view part, json::error_code& error) {
        // The parser's own double may be off by a bit; the digits are read again exactly.
        append(part);
        double exact = 0;
        const auto read = std::from_chars(text_.data(), text_.data() + text_.size(), exact);
        if (read.ec != std::errc::result_out_of_range) return add_number(exact);
        if (std::abs(rough) < 1) return add_number(0.0);
        error = json::error::exponent_overflow;
        return false;
    }
    bool on_bool(bool value, json::error_code&) { return add(json::value(value)); }
    bool on_null(json::error_code&) { return add(json::value(nullptr)); }
    bool on_comment_part(json::string_view, json::error_code&) { return true; }
    bool on_comment(json::string_view, json::error_code&) { return true; }

    const std::optional<std::string>& repeated() const { return repeated_; }
    json::value take() { return std::move(root_); }

private:
    struct Open {
        json::value container;
        std::string name{};  ///< of the member that comes next, in an object
    };

    template <class Number>
    bool add_number(Number number) {
        text_.clear();
        return add(json::value(number));
    }

    bool append(json::string_view part) {
        text_.append(part.data(), part.size());
        return true;
    }

    bool open(json::value container) {
        open_.push_back({std::move(container)});
        return true;
    }

    bool close() {
        json::value done = std::move(open_.back().container);
        open_.pop_back();
        return add(std::move(done));
    }

    bool add(json::value value) {
        if (open_.empty()) {
            root_ = std::move(value);
        } else if (auto* array = open_.back().container.if_array()) {
            array->push_back(std::move(value));
        } else {
            open_.back().container.as_object().emplace(open_.back().name, std::move(value));
        }
        return true;
    }

    std::vector<Open> open_{};
    std::string text_{};
    json::value root_{};
    std::optional<std::string> repeated_{};
};

std::unexpected<Error> parse_error(std::string_view text, std::size_t offset, json::error_code error,
                                   const Builder& builder, const JsonLimits& limits) {
    if (const std::optional<std::string>& repeated = builder.repeated()) {
        const std::string name = quotable(*repeated, 60);
        return refuse(ErrorCode::invalid, text, offset,
                      {fmt::format("der Name „{}“ steht zweimal in einem Objekt. Streichen Sie einen.", name),
                       fmt::format("the name '{}' stands twice in one object. Remove one.", name)});
    }
    if (error == json::error::too_deep) {
        return refuse(ErrorCode::limit, text, offset,
                      {fmt::format("mehr als {} Ebenen ineinander.", limits.max_depth),
                       fmt::format("more than {} levels inside each other.", limits.max_depth)});
    }
    if (error == json::error::extra_data) {
        return refuse(ErrorCode::invalid, text, offset,
                      {"nach dem Wert steht noch etwas.", "something follows the value."});
    }
    if (error == json::error::incomplete) {
        return refuse(ErrorCode::invalid, text, offset,
                      {"der Text endet zu früh.", "the text ends too early."});
    }
    if (error == json::error::exponent_overflow) {
        return refuse(ErrorCode::invalid, text, offset,
                      {"die Zahl ist zu groß.", "the number is too large."});
    }
    return refuse(
        ErrorCode::invalid, text, offset,
        {"das ist kein JSON nach RFC 8259.", fmt::format("no JSON after RFC 8259: {}.", error.message())});
}

}  // namespace

Result<json::value> parse_json(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.max_bytes) {
        return fail(ErrorCode::limit,
                    {fmt::format("JSON mit {} Bytes; erlaubt sind {}.", text.size(), limits.max_bytes),
                     fmt::format("JSON of {} bytes; {} are allowed.", text.size(), limits.max_bytes)},
                    {}, {"Kürzen Sie es.", "Shorten it."});
    }
    if (const auto bad = utf8_error(text)) {
        return refuse(ErrorCode::invalid, text, *bad,
                      {"das Byte ist kein UTF-8. Speichern Sie die Datei als UTF-8.",
                       "the byte is no UTF-8. Save the file as UTF-8."});
    }
    json::parse_options options;
    options.max_depth = limits.max_depth;
    json::basic_parser<Builder> parser(options);
    json::error_code error;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
    if (!error && read < text.size()) error = json::error::extra_data;
    if (error) return parse_error(text, read, error, parser.handler(), limits);
    return parser.handler().take();
}

}  // namespace kartei
