#include "formats/xml_reader.h"

#include "formats/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace kartei::formats {

namespace {

constexpr std::size_t xml_chunk_bytes = 16 * 1024;
constexpr std::size_t max_attributes = 64;

std::unexpected<Error> not_well_formed(std::string_view why_de, std::string_view why_en) {
    return fail(
        ErrorCode::invalid,
        {"Der Inhalt der Datei ist beschädigt: " + std::string(why_de) + ".",
         "The content of the file is damaged: " + std::string(why_en) + "."},
        {},
        {"Speichern Sie die Liste noch einmal als .xlsx oder CSV.", "Save the list again as .xlsx or CSV."});
}

std::unexpected<Error> too_large() {
    return fail(
        ErrorCode::limit,
        {"Ein Teil der Arbeitsmappe ist unmäßig groß.", "A part of the workbook is excessively large."}, {},
        {"Speichern Sie die Liste als CSV.", "Save the list as CSV."});
}

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view without_prefix(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

/// Code point of "#65" or "#x41"; 0 where it is none.
std::uint32_t numbered(std::string_view entity) {
    entity.remove_prefix(1);
    const bool hexadecimal = entity.starts_with('x');
    if (hexadecimal) entity.remove_prefix(1);
    std::uint32_t code_point = 0;
    const auto read =
        std::from_chars(entity.data(), entity.data() + entity.size(), code_point, hexadecimal ? 16 : 10);
    const bool whole = read.ec == std::errc() && read.ptr == entity.data() + entity.size();
    if (!whole || code_point > 0x10FFFF) return 0;
    return code_point;
}

/// Appends text with its entities resolved; false where one is unknown.
bool append_resolved(std::string_view raw, std::string& out) {
    struct Entity {
        std::string_view name;
        char character;
    };
    constexpr std::array<Entity, 5> entities{
        {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};
    for (;;) {
        const std::size_t ampersand = std::min(raw.find('&'), raw.size());
        out += raw.substr(0, ampersand);
        if (ampersand == raw.size()) return true;
        const std::size_t semicolon = raw.find(';', ampersand);
        if (semicolon == std::string_view::npos || semicolon == ampersand + 1) return false;
        const auto name = raw.substr(ampersand + 1, semicolon - ampersand - 1);
        const auto known = std::ranges::find(entities, name, &Entity::name);
        if (known != entities.end()) out.push_back(known->character);
        else if (const auto code_point = name[0] == '#' ? numbered(name) : 0; code_point != 0)
            append_raw_utf8(code_point, out);
        else return false;
        raw.remove_prefix(semicolon + 1);
    }
}

}  // namespace

Result<bool> XmlReader::refill() {
    if (ended_) return false;
    window_.erase(0, at_);
    at_ = 0;
    if (window_.size() > max_xml_token_bytes) return too_large();
    const std::size_t before = window_.size();
    window_.resize(before + xml_chunk_bytes);
    auto got = read_(std::span(window_).subspan(before));
    window_.resize(before + got.value_or(0));
    if (!got) return std::unexpected(std::move(got).error());
    ended_ = *got == 0;
    return !ended_;
}

/// Offset behind at_ of `what`, reading on as needed.
Result<std::size_t> XmlReader::find(std::string_view what, std::size_t from) {
    for (;;) {
        const std::size_t found = window_.find(what, at_ + from);
        if (found != std::string::npos) return found - at_;
        from =
            std::max(from, window_.size() - at_ < what.size() ? 0 : window_.size() - at_ - what.size() + 1);
        const auto more = TRY(refill());
        if (!more) return not_well_formed("sie endet mitten im Satz", "it ends in the middle");
    }
}

/// Offset behind at_ of the `>` that ends a tag; one inside an attribute's quotes does not.
Result<std::size_t> XmlReader::find_tag_end() {
    char quote = 0;
    for (std::size_t i = 1;; ++i) {
        while (at_ + i >= window_.size()) {
            const auto more = TRY(refill());
            if (!more) return not_well_formed("sie endet mitten im Satz", "it ends in the middle");
        }
        const char c = window_[at_ + i];
        if (quote != 0) quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'') quote = c;
        else if (c == '>') return i;
    }
}

std::string_view XmlReader::attribute(std::string_view name) const {
    for (std::size_t i = 0; i < attribute_count_; ++i) {
        if (attributes_[i].name == name) return attributes_[i].value;
    }
    for (std::size_t i = 0; i < attribute_count_; ++i) {
        if (without_prefix(attributes_[i].name) == name) return attributes_[i].value;
    }
    return {};
}

Result<XmlReader::Event> XmlReader::read_text() {
    // Up to the next tag; very long text comes in pieces that never divide an entity.
    std::size_t end = window_.find('<', at_);
    while (end == std::string::npos && window_.size() - at_ < xml_chunk_bytes) {
        const auto more = TRY(refill());
        end = window_.find('<', at_);
        if (!more) break;
    }
    if (end == std::string::npos) {
        const std::size_t ampersand = window_.rfind('&');
        const bool cut = !ended_ && ampersand != std::string::npos && ampersand > at_ &&
                         window_.find(';', ampersand) == std::string::npos;
        end = cut ? ampersand : window_.size();
    }
    text_.clear();
    if (!append_resolved(std::string_view(window_).substr(at_, end - at_), text_)) {
        return not_well_formed("unbekanntes Zeichen nach &", "unknown character after &");
    }
    at_ = end;
    return Event::text;
}

/// Skips a comment or processing instruction; false where neither stands here.
Result<bool> XmlReader::skip_markup() {
    const std::string_view rest = std::string_view(window_).substr(at_);
    const bool instruction = rest.starts_with("<?");
    const bool comment = rest.starts_with("<!--");
    if (!instruction && !comment) return false;
    const std::string_view end = comment ? "-->" : "?>";
    const auto found = TRY(find(end, comment ? 4 : 2));
    at_ += found + end.size();
    return true;
}

Result<bool> XmlReader::read_cdata() {
    constexpr std::string_view begin = "<![CDATA[";
    if (!std::string_view(window_).substr(at_).starts_with(begin)) return false;
    const auto end = TRY(find("]]>", begin.size()));
    text_.assign(window_, at_ + begin.size(), end - begin.size());
    at_ += end + 3;
    return true;
}

Result<void> XmlReader::read_attributes(std::string_view rest) {
    attribute_count_ = 0;
    for (rest = trimmed(rest); !rest.empty(); rest = trimmed(rest)) {
        const std::size_t equals = rest.find('=');
        if (equals == std::string_view::npos)
            return not_well_formed("Attribut ohne Wert", "attribute without a value");
        const auto name = trimmed(rest.substr(0, equals));
        rest = trimmed(rest.substr(equals + 1));
        const char quote = rest.empty() ? '\0' : rest.front();
        const std::size_t end = quote == '"' || quote == '\'' ? rest.find(quote, 1) : std::string_view::npos;
        if (end == std::string_view::npos)
            return not_well_formed("Attribut ohne Wert", "attribute without a value");
        if (attribute_count_ == max_attributes) return too_large();
        if (attribute_count_ == attributes_.size()) attributes_.emplace_back();
        Attribute& attribute = attributes_[attribute_count_++];
        attribute.name = name;
        attribute.value.clear();
        if (!append_resolved(rest.substr(1, end - 1), attribute.value)) {
            return not_well_formed("unbekanntes Zeichen nach &", "unknown character after &");
        }
        rest.remove_prefix(end + 1);
    }
    return {};
}

Result<XmlReader::Event> XmlReader::read_open_tag(std::string_view tag) {
    close_follows_ = tag.ends_with('/');
    if (close_follows_) tag.remove_suffix(1);
    const std::size_t end = std::min(tag.find_first_of(" \t\r\n"), tag.size());
    const auto full_name = tag.substr(0, end);
    if (full_name.empty()) return not_well_formed("Element ohne Namen", "element without a name");
    TRY(read_attributes(tag.substr(end)));
    if (open_.size() == max_xml_depth) return too_large();
    open_.emplace_back(full_name);
    name_ = without_prefix(full_name);
    return Event::open;
}

Result<XmlReader::Event> XmlReader::read_tag() {
    const auto end = TRY(find_tag_end());
    const std::string_view tag = std::string_view(window_).substr(at_ + 1, end - 1);
    at_ += end + 1;
    if (tag.starts_with('!')) {
        return not_well_formed("sie enthält eine Dokumenttyp-Angabe", "it contains a document type");
    }
    if (!tag.starts_with('/')) return read_open_tag(tag);
    const auto name = trimmed(tag.substr(1));
    if (open_.empty() || open_.back() != name) {
        return not_well_formed("Elemente sind verschränkt", "elements overlap");
    }
    open_.pop_back();
    name_ = without_prefix(name);
    return Event::close;
}

Result<XmlReader::Event> XmlReader::next() {
    if (close_follows_) {
        close_follows_ = false;
        open_.pop_back();
        return Event::close;
    }
    for (;;) {
        // Nine bytes decide what begins here ("<![CDATA[").
        while (window_.size() - at_ < 9 && !ended_) TRY(refill());
        if (!std::exchange(started_, true) && window_.starts_with("\xEF\xBB\xBF")) at_ = 3;
        if (at_ == window_.size()) break;
        if (window_[at_] != '<') return read_text();
        const auto skipped = TRY(skip_markup());
        if (skipped) continue;
        const auto cdata = TRY(read_cdata());
        if (cdata) return Event::text;
        return read_tag();
    }
    if (!open_.empty()) return not_well_formed("sie endet mitten im Satz", "it ends in the middle");
    return Event::end;
}

}  // namespace kartei::formats
