// What a head must be, beyond its grammar, to become a request: method, target, host, framing, connection;
// and whose it is.
#pragma once

#include "http/address.h"
#include "http/message.h"
#include "http/request_parser.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>

namespace kartei::http {

/// Where a connection comes from, and what its server stands for.
struct Origin {
    Address peer;
    bool tls = false;
    std::span<const Network> trusted_proxies = {};
    std::optional<std::span<const std::string>> host_names = {};  ///< as ServerOptions::host_names
};

enum class Framing : std::uint8_t { no_body, length, chunked };

struct CheckedHead {
    Head head;
    Framing framing = Framing::no_body;
    std::uint64_t length = 0;  ///< for Framing::length, more than 0
    int minor_version = 1;
    bool keep_alive = false;
    bool expects_continue = false;
};

/// Takes the head apart, or says with which status it is refused.
std::expected<CheckedHead, int> check_head(RawHead raw, const Origin& origin);

}  // namespace kartei::http
