#include "http/request_head.h"

#include "http/syntax.h"
#include "http/target.h"

#include <algorithm>
#include <array>

namespace kartei::http {

namespace {

/// Of these a request has one at most: where two stand, proxies and handlers would believe different ones.
constexpr std::array<std::string_view, 9> single_headers = {
    "authorization", "content-length", "content-type", "cookie",          "expect",
    "host",          "if-match",       "origin",       "idempotency-key",
};

bool repeats_a_single_one(const Head& head) {
    return std::ranges::any_of(single_headers, [&](std::string_view name) {
        return std::ranges::count(head.headers, name, &Header::name) > 1;
    });
}

int method_status(std::string_view method) {
    if (method_of(method)) return 0;
    // Methods that every server knows and this one never allows (RFC 9110 section 9.3.6 to 9.3.8).
    return method == "OPTIONS" || method == "TRACE" || method == "CONNECT" ? 405 : 501;
}

/// RFC 9112 section 6: both framings together, or one that is unclear, are how requests are smuggled.
int read_framing(CheckedHead& checked) {
    const Head& head = checked.head;
    const bool has_length = head.has_header("content-length");
    if (head.has_header("transfer-encoding")) {
        const auto codings = head.joined("transfer-encoding");
        const auto elements = list_elements(codings);
        if (has_length || checked.minor_version == 0 || elements.empty()) return 400;
        const auto is_chunked = [](std::string_view coding) {
            return equal_ignoring_case(coding, "chunked");
        };
        if (!std::ranges::all_of(elements, is_chunked)) return 501;
        if (!equal_ignoring_case(codings, "chunked")) return 400;
        checked.framing = Framing::chunked;
        return 0;
    }
    if (!has_length) return 0;
    const auto length = decimal(head.header("content-length"));
    if (!length) return 400;
    checked.length = *length;
    if (checked.length > 0) checked.framing = Framing::length;
    return 0;
}

int read_target(CheckedHead& checked, std::string_view raw_target) {
    auto target = parse_target(raw_target);
    if (!target) return 400;
    Head& head = checked.head;
    head.path = std::move(target->path);
    head.query = std::move(target->query);
    if (!head.has_header("host")) {
        head.host = std::move(target->host);
        return checked.minor_version == 0 ? 0 : 400;
    }
    auto host = parse_host(head.header("host"));
    // RFC 9112 section 3.2.2 would let the target win; a request that names two hosts is refused instead.
    if (!host || (!target->host.empty() && target->host != *host)) return 400;
    head.host = std::move(*host);
    return 0;
}

/// Whether the server answers for this host. A page under a name of its own that leads here (DNS rebinding)
/// shall not be taken for ours; addresses and localhost (RFC 6761 section 6.3) cannot be made to lead here.
bool is_served(std::string_view host, std::span<const std::string> names) {
    if (host.empty() || host.starts_with('[')) return true;
    std::string_view name = host.substr(0, host.find(':'));
    if (name.ends_with('.')) name.remove_suffix(1);
    if (name == "localhost" || name.ends_with(".localhost") || Address::parse(name)) return true;
    return std::ranges::find(names, name) != names.end();
}

/// RFC 9112 section 9.3.
void read_connection(CheckedHead& checked) {
    const auto options = checked.head.joined("connection");
    const auto elements = list_elements(options);
    const auto has = [&](std::string_view wanted) {
        return std::ranges::any_of(
            elements, [&](std::string_view element) { return equal_ignoring_case(element, wanted); });
    };
    checked.keep_alive = !has("close") && (checked.minor_version == 1 || has("keep-alive"));
}

/// RFC 9110 section 10.1.1.
int read_expectation(CheckedHead& checked) {
    if (checked.minor_version == 0 || !checked.head.has_header("expect")) return 0;
    if (!equal_ignoring_case(checked.head.header("expect"), "100-continue")) return 417;
    checked.expects_continue = checked.framing != Framing::no_body;
    return 0;
}

void read_client(Head& head, const Origin& origin) {
    head.secure = origin.tls;
    const auto is_peer = [&](const Network& network) { return network.contains(origin.peer); };
    if (!std::ranges::any_of(origin.trusted_proxies, is_peer)) {
        head.client = client_key(origin.peer);
        return;
    }
    const auto forwarded_for = head.joined("x-forwarded-for");
    head.client = client_key(client_address(origin.peer, forwarded_for, origin.trusted_proxies));
    if (head.has_header("x-forwarded-proto")) {
        head.secure = forwarded_https(head.joined("x-forwarded-proto"));
    }
}

}  // namespace

std::expected<CheckedHead, int> check_head(RawHead raw, const Origin& origin) {
    CheckedHead checked;
    checked.minor_version = raw.minor_version;
    checked.head.headers = std::move(raw.headers);
    if (repeats_a_single_one(checked.head)) return std::unexpected(400);
    if (const int status = read_framing(checked)) return std::unexpected(status);
    if (const int status = method_status(raw.method)) return std::unexpected(status);
    checked.head.method = method_of(raw.method).value_or(Method::get);
    if (const int status = read_target(checked, raw.target)) return std::unexpected(status);
    if (origin.host_names && !is_served(checked.head.host, *origin.host_names)) return std::unexpected(421);
    if (const int status = read_expectation(checked)) return std::unexpected(status);
    read_connection(checked);
    read_client(checked.head, origin);
    return checked;
}

}  // namespace kartei::http
