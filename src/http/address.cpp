#include "http/address.h"

#include "http/syntax.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>

namespace kartei::http {

namespace {

constexpr std::array<std::uint8_t, 12> mapped_prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr int mapped_bits = 96;
constexpr int all_bits = 128;

/// As proxies write it: an address, perhaps with a port, IPv6 then in brackets (`[2001:db8::1]:4711`).
std::optional<Address> parse_entry(std::string_view entry) {
    if (entry.starts_with('[')) {
        const auto bracket = entry.find(']');
        if (bracket == std::string_view::npos) return std::nullopt;
        const auto port = entry.substr(bracket + 1);
        if (!port.empty() && (port.front() != ':' || !decimal(port.substr(1)))) return std::nullopt;
        return Address::parse(entry.substr(1, bracket - 1));
    }
    if (const auto address = Address::parse(entry)) return address;
    const auto colon = entry.find(':');
    if (colon == std::string_view::npos || !decimal(entry.substr(colon + 1))) return std::nullopt;
    return Address::parse(entry.substr(0, colon));
}

bool is_trusted(const Address& address, std::span<const Network> trusted) {
    return std::ranges::any_of(trusted, [&](const Network& network) { return network.contains(address); });
}

int bit(const Address& address, int index) {
    const auto place = static_cast<std::size_t>(index);
    return address.bytes[place / 8] >> (7 - place % 8) & 1;
}

}  // namespace

std::optional<Address> Address::parse(std::string_view text) {
    const std::string terminated(text.substr(0, INET6_ADDRSTRLEN));
    if (terminated.size() != text.size() || terminated.find('\0') != std::string::npos) return std::nullopt;
    Address address;
    std::array<std::uint8_t, 4> v4{};
    if (::inet_pton(AF_INET, terminated.c_str(), v4.data()) == 1) {
        const auto end = std::ranges::copy(mapped_prefix, address.bytes.begin()).out;
        std::ranges::copy(v4, end);
        return address;
    }
    if (::inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
    return std::nullopt;
}

bool Address::is_v4() const {
    return std::ranges::equal(mapped_prefix, std::span(bytes).first<12>());
}

bool Address::is_loopback() const {
    constexpr std::uint8_t loopback_v4 = 127;
    if (is_v4()) return bytes[mapped_prefix.size()] == loopback_v4;
    return bytes.back() == 1 && std::ranges::count(bytes, 0) == std::ssize(bytes) - 1;
}

std::string Address::text() const {
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    if (is_v4()) {
        ::inet_ntop(AF_INET, bytes.data() + mapped_prefix.size(), buffer.data(), buffer.size());
    } else {
        ::inet_ntop(AF_INET6, bytes.data(), buffer.data(), buffer.size());
    }
    return buffer.data();
}

std::optional<Network> Network::parse(std::string_view text) {
    const auto slash = text.find('/');
    const auto address = Address::parse(text.substr(0, slash));
    if (!address) return std::nullopt;
    Network network{.address = *address};
    if (slash == std::string_view::npos) return network;
    const int offset = address->is_v4() ? mapped_bits : 0;
    const auto bits = decimal(text.substr(slash + 1));
    if (!bits || *bits > static_cast<std::uint64_t>(all_bits - offset)) return std::nullopt;
    network.prefix_bits = static_cast<int>(*bits) + offset;
    for (int i = network.prefix_bits; i < all_bits; ++i) {
        if (bit(*address, i) != 0) return std::nullopt;
    }
    return network;
}

bool Network::contains(const Address& other) const {
    for (int i = 0; i < prefix_bits; ++i) {
        if (bit(address, i) != bit(other, i)) return false;
    }
    return true;
}

Address client_address(const Address& peer, std::string_view forwarded_for,
                       std::span<const Network> trusted) {
    Address client = peer;
    std::string_view rest = forwarded_for;
    while (!trim_blanks(rest).empty() && is_trusted(client, trusted)) {
        const auto comma = rest.rfind(',');
        const bool last = comma == std::string_view::npos;
        const auto entry = parse_entry(trim_blanks(last ? rest : rest.substr(comma + 1)));
        if (!entry) break;
        client = *entry;
        rest = last ? std::string_view() : rest.substr(0, comma);
    }
    return client;
}

std::string client_key(const Address& client) {
    if (client.is_v4()) return client.text();
    constexpr std::size_t network_bytes = 8;
    Address network = client;
    std::fill(network.bytes.begin() + network_bytes, network.bytes.end(), std::uint8_t{0});
    return network.text() + "/64";
}

bool forwarded_https(std::string_view forwarded_proto) {
    const auto comma = forwarded_proto.rfind(',');
    const auto last = comma == std::string_view::npos ? forwarded_proto : forwarded_proto.substr(comma + 1);
    return equal_ignoring_case(trim_blanks(last), "https");
}

}  // namespace kartei::http
