#include "domain/scope.h"

#include "base/number.h"
#include "base/text.h"

#include <algorithm>

namespace kartei::domain {

namespace {

void append_item(std::string& out, std::string_view item) {
    if (!out.empty()) out += ',';
    out += item;
}

}  // namespace

PurposeKeys PurposeKeys::of(std::vector<std::string> keys) {
    std::ranges::sort(keys);
    keys.erase(std::ranges::unique(keys).begin(), keys.end());
    return {std::move(keys)};
}

AreaScope areas_of(std::vector<AreaNo> numbers) {
    std::ranges::sort(numbers);
    numbers.erase(std::ranges::unique(numbers).begin(), numbers.end());
    AreaScope scope;
    for (const auto number : numbers) scope.areas.push_back(number);
    return scope;
}

std::string scope_text(const AreaScope& scope) {
    if (scope.all) return "*";
    std::string out;
    for (const auto area : scope.areas) append_item(out, std::to_string(area.value));
    return out;
}

std::string scope_text(ChannelSet channels) {
    if (channels.is_every()) return "*";
    std::string out;
    for (const auto channel : all_channels) {
        if (channels.contains(channel)) append_item(out, enum_word(channel));
    }
    return out;
}

std::string scope_text(const PurposeKeys& purposes) {
    std::string out;
    for (const auto& key : purposes.keys) append_item(out, key);
    return out;
}

}  // namespace kartei::domain

namespace kartei {

std::optional<domain::AreaScope> Codec<domain::AreaScope>::decode(std::string_view raw) {
    if (raw == "*") return domain::every_area();
    domain::AreaScope scope;
    if (raw.empty()) return scope;
    for (const auto part : split(raw, ',')) {
        const auto number = whole_number<decltype(domain::AreaNo::value)>(part);
        if (!number) return std::nullopt;
        scope.areas.push_back({*number});
    }
    return scope;
}

std::optional<domain::ChannelSet> Codec<domain::ChannelSet>::decode(std::string_view raw) {
    if (raw == "*") return domain::ChannelSet::every();
    domain::ChannelSet set;
    if (raw.empty()) return set;
    for (const auto part : split(raw, ',')) {
        const auto channel = enum_of<domain::Channel>(part);
        if (!channel) return std::nullopt;
        set.insert(*channel);
    }
    return set;
}

std::optional<domain::PurposeKeys> Codec<domain::PurposeKeys>::decode(std::string_view raw) {
    domain::PurposeKeys purposes;
    if (raw.empty()) return purposes;
    for (const auto part : split(raw, ',')) purposes.keys.emplace_back(part);
    return purposes;
}

}  // namespace kartei
