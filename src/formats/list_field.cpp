#include "formats/list_field.h"

#include <algorithm>
#include <array>

namespace kartei::formats {

namespace {

constexpr auto known_fields = std::to_array<FieldName>({
    {ListField::unknown, "unknown", "unbekannt", "unknown"},
    {ListField::ignore, "ignore", "nicht übernommen", "not taken"},
    {ListField::customer_number, "customer_number", "Kundennummer", "customer number"},
    {ListField::salutation, "salutation", "Anrede", "salutation"},
    {ListField::title, "title", "Titel", "title"},
    {ListField::first_name, "first_name", "Vorname", "first name"},
    {ListField::middle_name, "middle_name", "weitere Vornamen", "middle names"},
    {ListField::last_name, "last_name", "Nachname", "last name"},
    {ListField::name_suffix, "name_suffix", "Namenszusatz", "name suffix"},
    {ListField::full_name, "full_name", "Name", "name"},
    {ListField::company, "company", "Firma", "company"},
    {ListField::department, "department", "Abteilung", "department"},
    {ListField::position, "position", "Position", "position"},
    {ListField::street, "street", "Straße", "street"},
    {ListField::street_extra, "street_extra", "Adresszusatz", "address line 2"},
    {ListField::house_number, "house_number", "Hausnummer", "house number"},
    {ListField::postal_code, "postal_code", "PLZ", "postal code"},
    {ListField::city, "city", "Ort", "city"},
    {ListField::postal_city, "postal_city", "PLZ und Ort", "postal code and city"},
    {ListField::region, "region", "Region", "region"},
    {ListField::country, "country", "Land", "country"},
    {ListField::address, "address", "Adresse", "address"},
    {ListField::phone, "phone", "Telefon", "phone"},
    {ListField::mobile, "mobile", "Mobil", "mobile"},
    {ListField::fax, "fax", "Fax", "fax"},
    {ListField::email, "email", "E-Mail", "e-mail"},
    {ListField::birth_date, "birth_date", "Geburtsdatum", "date of birth"},
    {ListField::source, "source", "Herkunft", "source"},
    {ListField::collected_on, "collected_on", "erfasst am", "collected on"},
    {ListField::consent, "consent", "Einwilligung", "consent"},
    {ListField::consent_on, "consent_on", "Einwilligung vom", "consent given on"},
    {ListField::consent_way, "consent_way", "Weg der Einwilligung", "way of consent"},
    {ListField::areas, "areas", "Bereich", "area"},
    {ListField::objection, "objection", "Widerspruch", "objection"},
    {ListField::objection_on, "objection_on", "Widerspruch vom", "objection of"},
    {ListField::note, "note", "Bemerkung", "note"},
});

constexpr std::array<std::string_view, 4> sphere_keys{"", "_business", "_private", "_other"};
constexpr std::array<std::string_view, 7> channel_keys{"any",  "phone",     "email", "sms",
                                                       "post", "messenger", "fax"};

struct Label {
    std::string_view de;
    std::string_view en;
};
constexpr std::array<Label, 4> sphere_labels{
    Label{"", ""}, {"geschäftlich", "business"}, {"privat", "private"}, {"weitere", "other"}};
constexpr std::array<Label, 7> channel_labels{
    Label{"", ""},    {"Telefon", "phone"},       {"E-Mail", "e-mail"}, {"SMS", "text message"},
    {"Post", "post"}, {"Messenger", "messenger"}, {"Fax", "fax"}};

const FieldName& named(ListField field) {
    return known_fields[static_cast<std::size_t>(field)];
}

std::optional<ListField> field_of(std::string_view key) {
    const auto found = std::ranges::find(known_fields, key, &FieldName::key);
    if (found == known_fields.end() || found->field == ListField::unknown) return std::nullopt;
    return found->field;
}

std::optional<ColumnMeaning> with_sphere(std::string_view key) {
    for (std::size_t i = 1; i < sphere_keys.size(); ++i) {
        if (!key.ends_with(sphere_keys[i])) continue;
        const auto field = field_of(key.substr(0, key.size() - sphere_keys[i].size()));
        if (field && has_sphere(*field))
            return ColumnMeaning{*field, static_cast<Sphere>(i), ListChannel::any, 0};
    }
    return std::nullopt;
}

std::optional<ColumnMeaning> with_channel(std::string_view key) {
    for (std::size_t i = 0; i < channel_keys.size(); ++i) {
        const std::string suffix = "_" + std::string(channel_keys[i]);
        if (!key.ends_with(suffix)) continue;
        const auto field = field_of(key.substr(0, key.size() - suffix.size()));
        if (field && has_channel(*field)) {
            return ColumnMeaning{*field, Sphere::unspecified, static_cast<ListChannel>(i), 0};
        }
    }
    return std::nullopt;
}

}  // namespace

std::string field_key(const ColumnMeaning& meaning) {
    std::string key(named(meaning.field).key);
    if (has_sphere(meaning.field)) key += sphere_keys[static_cast<std::size_t>(meaning.sphere)];
    // A consent always names its channel, an objection without one is against everything.
    const bool named_channel = meaning.channel != ListChannel::any || meaning.field == ListField::consent;
    if (has_channel(meaning.field) && named_channel) key += "_" + std::string(channel_key(meaning.channel));
    return key;
}

std::optional<ColumnMeaning> meaning_of_key(std::string_view key) {
    if (const auto field = field_of(key))
        return ColumnMeaning{*field, Sphere::unspecified, ListChannel::any, 0};
    if (const auto meaning = with_sphere(key)) return meaning;
    return with_channel(key);
}

Message field_label(ListField field) {
    return {std::string(named(field).de), std::string(named(field).en)};
}

Message meaning_label(const ColumnMeaning& meaning) {
    Message label = field_label(meaning.field);
    Label more;
    if (has_sphere(meaning.field)) more = sphere_labels[static_cast<std::size_t>(meaning.sphere)];
    if (has_channel(meaning.field)) more = channel_labels[static_cast<std::size_t>(meaning.channel)];
    if (more.de.empty()) return label;
    label.de.append(" (").append(more.de).append(")");
    label.en.append(" (").append(more.en).append(")");
    return label;
}

std::string_view channel_key(ListChannel channel) {
    return channel_keys[static_cast<std::size_t>(channel)];
}

bool is_repeatable(ListField field) {
    switch (field) {
        case ListField::unknown:
        case ListField::ignore:
        case ListField::street_extra:
        case ListField::phone:
        case ListField::mobile:
        case ListField::fax:
        case ListField::email:
        case ListField::consent:
        case ListField::areas:
        case ListField::objection:
        case ListField::objection_on:
        case ListField::note: return true;
        default: return false;
    }
}

bool has_sphere(ListField field) {
    return (field >= ListField::street && field <= ListField::email);
}

bool has_channel(ListField field) {
    return field == ListField::consent || field == ListField::consent_on || field == ListField::consent_way ||
           field == ListField::objection || field == ListField::objection_on;
}

std::span<const FieldName> field_names() {
    return known_fields;
}

}  // namespace kartei::formats
