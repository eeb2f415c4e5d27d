#include "domain/written_point.h"

#include "base/text.h"
#include "domain/email_address.h"
#include "domain/phone_number.h"

#include <algorithm>

namespace kartei::domain {

namespace {

constexpr std::size_t max_value = max_bytes_of<ContactPoint>("value");
constexpr std::size_t max_normal = max_bytes_of<ContactPoint>("normal");

std::optional<std::string> filled(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(std::string(text));
}

WrittenPoint point_of(PointKind kind, std::string_view text) {
    return {.point = {.kind = kind,
                      .value = std::string(cut(collapse_blanks(text), max_value)),
                      .status = PointStatus::valid}};
}

void spoil(WrittenPoint& written, Error flaw, std::string_view where) {
    flaw.where = where;
    written.point.status = PointStatus::invalid;
    written.point.normal.clear();
    written.flaw = std::move(flaw);
}

/// Folding may lengthen what was written.
void set_normal(WrittenPoint& written, std::string normal, std::string_view where) {
    written.point.normal = std::move(normal);
    if (written.point.normal.size() <= max_normal) return;
    spoil(written,
          {.code = ErrorCode::invalid, .what = {"Die Adresse ist zu lang.", "The address is too long."}},
          where);
}

}  // namespace

WrittenPoint written_number(PointKind kind, std::string_view text, Country home) {
    WrittenPoint written = point_of(kind, text);
    auto number = parse_phone(text, home);
    if (!number) {
        spoil(written, std::move(number).error(), "value");
        return written;
    }
    if (kind == PointKind::phone && number->kind == PhoneKind::mobile) written.point.kind = PointKind::mobile;
    written.point.normal = std::move(number->e164);
    return written;
}

WrittenPoint written_email(std::string_view text) {
    WrittenPoint written = point_of(PointKind::email, text);
    auto address = parse_email(text);
    if (address) set_normal(written, std::move(address->key), "value");
    else spoil(written, std::move(address).error(), "value");
    return written;
}

WrittenPoint written_messenger(std::string_view text) {
    WrittenPoint written = point_of(PointKind::messenger, text);
    std::string name = written.point.value;
    std::ranges::transform(name, name.begin(), ascii_lower);
    set_normal(written, std::move(name), "value");
    return written;
}

WrittenPoint written_address(PostalAddress address) {
    auto code = read_postal_code(address.postal_code, address.country);
    if (code) address.postal_code = code->text;
    std::string value = address.street;
    const std::string town = address.postal_code + " " + address.city;
    for (const auto part : {trim(town), address.country.text()}) {
        if (!part.empty()) value += (value.empty() ? "" : ", ") + std::string(part);
    }
    WrittenPoint written = point_of(PointKind::post, value);
    auto& point = written.point;
    point.street = filled(address.street);
    point.postal_code = filled(cut(address.postal_code, max_bytes_of<ContactPoint>("postal_code")));
    point.city = filled(address.city);
    point.country = std::string(address.country.text());
    if (!code) {
        spoil(written, std::move(code).error(), "postal_code");
        return written;
    }
    written.hint = code->hint;
    set_normal(written, address_key(address), "street");
    if (point.normal.empty()) point.status = PointStatus::invalid;
    return written;
}

}  // namespace kartei::domain
