// What the heading of a column means, German and English, as Excel lists, Outlook, Google and other programs
// write it. Exact tables of folded words; a heading with a word that no table knows is unknown rather than
// guessed, unless it forbids something: that is read wide.
#pragma once

#include "formats/list_field.h"

#include <optional>
#include <string_view>

namespace kartei::formats {

/// The meaning of one heading taken by itself, or nothing. "Telefon geschäftlich", "E-mail 2 Address",
/// "Address 1 - Street" and "Einwilligung E-Mail vom" are composed of known words and are recognised, too.
std::optional<ColumnMeaning> meaning_of_header(std::string_view header);

/// The part of it that speaks of consent and objection: permission words, channels, negations, dates and
/// ways. `folded` is a folded heading. Used by meaning_of_header.
std::optional<ColumnMeaning> permission_meaning(std::string_view folded);

/// The channel a single folded word names ("telefonisch", "whatsapp"), or nothing.
std::optional<ListChannel> channel_word(std::string_view word);

}  // namespace kartei::formats
