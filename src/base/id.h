// Identifiers: strong 128-bit ids (UUID version 7, RFC 9562 section 5.7) and their source.
#pragma once

#include "base/result.h"
#include "base/time.h"

#include <array>
#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace kartei {

using UuidBytes = std::array<std::uint8_t, 16>;

/// Text form of a UUID: 36 characters, lower case.
std::string uuid_text(const UuidBytes& bytes);

/// Reads the 36-character form, either case. Fails with `invalid` on anything else.
Result<UuidBytes> parse_uuid(std::string_view text);

/// An identifier of one kind of thing; ids of different kinds do not mix.
template <class Tag>
struct Id {
    UuidBytes bytes{};

    static Result<Id> parse(std::string_view text) {
        auto bytes = TRY(parse_uuid(text));
        return Id{bytes};
    }

    std::string text() const { return uuid_text(bytes); }
    bool is_nil() const { return bytes == UuidBytes{}; }
    auto operator<=>(const Id&) const = default;
};

/// One controller in the sense of the GDPR: a random number from 1 to 2^53 - 1, exact in JSON.
struct TenantId {
    std::int64_t value = 0;

    auto operator<=>(const TenantId&) const = default;
};

/// Fills the span with random bytes; tests give a seeded one.
using RandomBytes = std::function<void(std::span<std::uint8_t>)>;

/// The operating system's generator.
RandomBytes system_random();

/// Makes ids: UUIDv7 that rise strictly within one source, also when the clock stands or falls back, and for
/// all threads that share it: the log is replayed in the order of its entries' ids. `random` must be fit for
/// as many threads.
class IdSource {
public:
    explicit IdSource(RandomBytes random) : random_(std::move(random)) {}

    template <class Tag>
    Id<Tag> next(Instant now) {
        return Id<Tag>{next_bytes(now)};
    }

    UuidBytes next_bytes(Instant now);
    TenantId next_tenant();

private:
    RandomBytes random_;
    std::atomic<std::uint64_t> last_ = 0;  ///< milliseconds << 12 | counter of the newest id
};

}  // namespace kartei

template <class Tag>
struct std::hash<kartei::Id<Tag>> {
    std::size_t operator()(const kartei::Id<Tag>& id) const noexcept {
        std::uint64_t low = 0;
        for (std::size_t i = 8; i < 16; ++i) low = low << 8U | id.bytes[i];
        return static_cast<std::size_t>(low);
    }
};
