// A pull reader for XML 1.0 as office files use it: elements, attributes, text, in UTF-8, in bounded memory.
// Refuses document types, so there are no entities but the five of XML and numbers (no bombs, no foreign
// files).
#pragma once

#include "base/result.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::formats {

/// Bounds of one document.
inline constexpr std::size_t max_xml_token_bytes = 256 * 1024;
inline constexpr std::size_t max_xml_depth = 64;

class XmlReader {
public:
    /// Fills the span; 0 at the end.
    using Read = std::function<Result<std::size_t>(std::span<char>)>;

    enum class Event : std::uint8_t { open, close, text, end };

    explicit XmlReader(Read read) : read_(std::move(read)) {}

    /// The next event. An empty element gives `open` and `close`. Text may come in several pieces.
    /// Fails with `invalid` where the document is not well-formed or has a document type, `limit` past a
    /// bound.
    Result<Event> next();

    /// Name of the element opened or closed, without its prefix.
    std::string_view name() const { return name_; }

    /// Value of an attribute of the element just opened, by name with or without prefix; empty where it has
    /// none.
    std::string_view attribute(std::string_view name) const;

    /// The piece of text just read, entities resolved.
    const std::string& text() const { return text_; }

    /// Elements open after the last event.
    std::size_t depth() const { return open_.size(); }

private:
    struct Attribute {
        std::string name;
        std::string value;
    };

    Result<bool> refill();
    Result<std::size_t> find(std::string_view what, std::size_t from);
    Result<std::size_t> find_tag_end();
    Result<Event> read_text();
    Result<bool> skip_markup();
    Result<bool> read_cdata();
    Result<Event> read_tag();
    Result<Event> read_open_tag(std::string_view tag);
    Result<void> read_attributes(std::string_view rest);

    Read read_;
    std::string window_;
    std::size_t at_ = 0;
    bool ended_ = false;
    bool started_ = false;
    bool close_follows_ = false;
    std::string name_;
    std::string text_;
    std::vector<Attribute> attributes_;
    std::size_t attribute_count_ = 0;
    std::vector<std::string> open_;
};

using XmlEvent = XmlReader::Event;

}  // namespace kartei::formats
