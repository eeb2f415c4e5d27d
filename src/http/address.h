// Addresses of clients: IPv4 and IPv6, networks in CIDR form, and who stands behind trusted proxies. No
// names are looked up.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kartei::http {

/// An IPv6 address, or an IPv4 one in its mapped form (RFC 4291 section 2.5.5.2): the same address is the
/// same value however it was written.
struct Address {
    std::array<std::uint8_t, 16> bytes{};

    /// `192.0.2.1` or `2001:db8::1`, without port, brackets and zone; nothing for everything else.
    static std::optional<Address> parse(std::string_view text);
    bool is_v4() const;
    /// 127.0.0.0/8 or ::1.
    bool is_loopback() const;
    std::string text() const;
    auto operator<=>(const Address&) const = default;
};

/// `192.0.2.0/24`, `2001:db8::/32`, or a single address.
struct Network {
    Address address;
    int prefix_bits = 128;  ///< of the 16 bytes: an IPv4 /24 is 120 here

    /// Nothing where it is no network, or bits stand behind the prefix: that is a slip of the pen.
    static std::optional<Network> parse(std::string_view text);
    bool contains(const Address& other) const;
    bool operator==(const Network&) const = default;
};

/// Whose request it is. Beginning with `peer`, the other end of the connection, each proxy that is trusted is
/// believed the entry that it appended to X-Forwarded-For: from the right to the first address that is
/// not trusted. A broken entry ends it at the proxy that passed it on.
Address client_address(const Address& peer, std::string_view forwarded_for, std::span<const Network> trusted);

/// Under what a client is counted: its address, or the /64 of it in IPv6, of which one customer has all
/// addresses (RFC 6177 section 2).
std::string client_key(const Address& client);

/// Whether the last element of X-Forwarded-Proto says https; only for peers that are trusted.
bool forwarded_https(std::string_view forwarded_proto);

}  // namespace kartei::http
