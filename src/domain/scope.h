// How scopes, numbers and sets of the rules stand in a column: `*` for everything, otherwise their members in
// order, separated by commas; nothing is the empty text.
#pragma once

#include "base/codec.h"
#include "domain/contact_facts.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::domain {

/// Keys of purposes, sorted, each once.
struct PurposeKeys {
    std::vector<std::string> keys;

    static PurposeKeys of(std::vector<std::string> keys);
    bool operator==(const PurposeKeys&) const = default;
};

std::string scope_text(const AreaScope& scope);
std::string scope_text(ChannelSet channels);
std::string scope_text(const PurposeKeys& purposes);

/// Areas sorted, each once.
AreaScope areas_of(std::vector<AreaNo> numbers);

}  // namespace kartei::domain

namespace kartei {

template <>
struct Codec<domain::AreaScope> {
    static constexpr ColumnType type = ColumnType::text;
    static std::string encode(const domain::AreaScope& scope) { return domain::scope_text(scope); }
    static std::optional<domain::AreaScope> decode(std::string_view raw);
};

template <>
struct Codec<domain::ChannelSet> {
    static constexpr ColumnType type = ColumnType::text;
    static std::string encode(domain::ChannelSet channels) { return domain::scope_text(channels); }
    static std::optional<domain::ChannelSet> decode(std::string_view raw);
};

template <>
struct Codec<domain::PurposeKeys> {
    static constexpr ColumnType type = ColumnType::text;
    static std::string encode(const domain::PurposeKeys& purposes) { return domain::scope_text(purposes); }
    static std::optional<domain::PurposeKeys> decode(std::string_view raw);
};

/// Numbers within a tenant: areas and wordings.
template <class T>
    requires std::same_as<T, domain::AreaNo> || std::same_as<T, domain::WordingNo>
struct Codec<T> {
    static constexpr ColumnType type = ColumnType::integer;
    static std::int64_t encode(T number) { return number.value; }
    static std::optional<T> decode(std::int64_t raw) {
        if (raw < 0 || raw > UINT32_MAX) return std::nullopt;
        return T{static_cast<std::uint32_t>(raw)};
    }
};

}  // namespace kartei
