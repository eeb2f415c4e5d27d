#include "base/id.h"

#include "base/text.h"

#include <fmt/format.h>
#include <pthread.h>
#include <sodium.h>

#include <algorithm>
#include <stdexcept>

namespace kartei {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

constexpr bool dash_after(std::size_t byte) {
    return byte == 3 || byte == 5 || byte == 7 || byte == 9;
}

/// Random bytes of one thread, fetched from the system 256 at a time (as many as getrandom(2) gives without
/// being interrupted): an import takes some twenty times per person. What is handed out is wiped here; what
/// is left at a fork is thrown away by the child.
class RandomStock {
public:
    RandomStock() = default;
    ~RandomStock() { sodium_memzero(bytes_.data(), bytes_.size()); }
    RandomStock(const RandomStock&) = delete;
    RandomStock& operator=(const RandomStock&) = delete;

    void take(std::span<std::uint8_t> out) {
        if (out.size() > bytes_.size() / 2) {
            randombytes_buf(out.data(), out.size());
            return;
        }
        if (left_ < out.size()) {
            randombytes_buf(bytes_.data(), bytes_.size());
            left_ = bytes_.size();
        }
        left_ -= out.size();
        const auto taken = std::span(bytes_).subspan(left_, out.size());
        std::ranges::copy(taken, out.begin());
        sodium_memzero(taken.data(), taken.size());
    }

    void forget() noexcept {
        sodium_memzero(bytes_.data(), bytes_.size());
        left_ = 0;
    }

private:
    std::array<std::uint8_t, 256> bytes_{};
    std::size_t left_ = 0;
};

thread_local RandomStock stock;

/// Parent and child would else give out the same ids and nonces.
const bool forgets_at_fork = [] {
    if (pthread_atfork(nullptr, nullptr, [] { stock.forget(); }) != 0)
        throw std::runtime_error("a handler for forks cannot be set");
    return true;
}();

}  // namespace

std::string uuid_text(const UuidBytes& bytes) {
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        text += hex_digits[bytes[i] >> 4U];
        text += hex_digits[bytes[i] & 15U];
        if (dash_after(i)) text += '-';
    }
    return text;
}

Result<UuidBytes> parse_uuid(std::string_view text) {
    const auto bad = [text] {
        const std::string shown = quotable(text, 40);
        return fail(
            ErrorCode::invalid,
            {fmt::format("„{}“ ist keine Kennung.", shown), fmt::format("'{}' is not an identifier.", shown)},
            {},
            {"Eine Kennung sieht so aus: 01a22946-0ebf-7004-8f24-a4bb79171463.",
             "An identifier looks like this: 01a22946-0ebf-7004-8f24-a4bb79171463."});
    };
    if (text.size() != 36) return bad();
    UuidBytes bytes{};
    std::size_t at = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const int high = hex_value(text[at]);
        const int low = hex_value(text[at + 1]);
        if (high < 0 || low < 0) return bad();
        bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
        at += 2;
        if (dash_after(i) && text[at++] != '-') return bad();
    }
    return bytes;
}

RandomBytes system_random() {
    return [](std::span<std::uint8_t> out) { stock.take(out); };
}

UuidBytes IdSource::next_bytes(Instant now) {
    // RFC 9562 section 6.2, method 1: 48 bits of milliseconds and a 12-bit counter that starts anew each
    // millisecond.
    const auto clock = static_cast<std::uint64_t>(now.us < 0 ? 0 : now.us / 1000) << 12U;
    std::uint64_t last = last_;
    std::uint64_t next = 0;
    do {
        next = clock > last ? clock : last + 1;
    } while (!last_.compare_exchange_weak(last, next));
    UuidBytes bytes{};
    random_(std::span(bytes).subspan(8));
    const std::uint64_t ms = next >> 12U;
    for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(ms >> (40U - 8U * i));
    bytes[6] = static_cast<std::uint8_t>(0x70U | (next >> 8U & 15U));
    bytes[7] = static_cast<std::uint8_t>(next);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3FU) | 0x80U);
    return bytes;
}

TenantId IdSource::next_tenant() {
    std::array<std::uint8_t, 8> bytes{};
    std::int64_t value = 0;
    while (value == 0) {
        random_(bytes);
        value = 0;
        for (const auto byte : bytes) value = (value << 8 | byte) & ((std::int64_t{1} << 53) - 1);
    }
    return TenantId{value};
}

}  // namespace kartei
