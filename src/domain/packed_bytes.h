// Bytes of packed facts: variable-length numbers (LEB128), zigzag for signed ones, ids as they are. The
// reader never goes past the end: after a fault everything it gives is zero and `ok()` is false.
#pragma once

#include "base/crypto.h"
#include "base/describe.h"
#include "base/id.h"
#include "base/time.h"

#include <algorithm>
#include <cstring>
#include <initializer_list>
#include <optional>
#include <utility>

namespace kartei::domain {

class PackedWriter {
public:
    void byte(std::uint8_t value) { bytes_.push_back(value); }
    void number(std::uint64_t value) {
        for (; value >= 0x80U; value >>= 7U) byte(static_cast<std::uint8_t>(value | 0x80U));
        byte(static_cast<std::uint8_t>(value));
    }
    void signed_number(std::int64_t value) {
        const auto bits = static_cast<std::uint64_t>(value);
        number(bits << 1U ^ (value < 0 ? ~std::uint64_t{0} : 0));
    }
    /// Length of a list.
    void count(std::size_t length) {
        longest_ = std::max(longest_, length);
        number(length);
    }
    template <class E>
    void word(E value) {
        byte(static_cast<std::uint8_t>(value));
    }
    template <class Tag>
    void id(const Id<Tag>& id) {
        bytes_.insert(bytes_.end(), id.bytes.begin(), id.bytes.end());
    }
    /// Up to eight, the first in the lowest bit.
    void flags(std::initializer_list<bool> flags) {
        unsigned bits = 0;
        unsigned at = 0;
        for (const bool flag : flags) bits |= static_cast<unsigned>(flag) << at++;
        byte(static_cast<std::uint8_t>(bits));
    }
    /// The instant where there is one; whether there is stands elsewhere.
    void some(std::optional<Instant> at) {
        if (at) signed_number(at->us);
    }
    void maybe(std::optional<Instant> at) {
        byte(at ? 1 : 0);
        some(at);
    }
    std::size_t size() const { return bytes_.size(); }
    std::size_t longest() const { return longest_; }
    Bytes take() { return std::move(bytes_); }

private:
    Bytes bytes_;
    std::size_t longest_ = 0;
};

class PackedReader {
public:
    explicit PackedReader(ByteView bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

    bool ok() const { return ok_; }
    bool at_end() const { return at_ == end_; }
    std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }
    void refuse() {
        ok_ = false;
        at_ = end_;
    }

    std::uint8_t byte() {
        if (at_ == end_) {
            ok_ = false;
            return 0;
        }
        return *at_++;
    }

    /// At most 64 bits in their shortest form, so that equal facts have equal bytes.
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint8_t next = byte();
            const std::uint64_t part = next & 0x7FU;
            if (shift == 63 && part > 1) break;
            value |= part << shift;
            if ((next & 0x80U) != 0) continue;
            if (next == 0 && shift != 0) break;
            return value;
        }
        refuse();
        return 0;
    }

    std::uint64_t number_up_to(std::uint64_t most) {
        const std::uint64_t value = number();
        if (value > most) refuse();
        return value > most ? 0 : value;
    }

    std::int64_t signed_number() {
        const std::uint64_t bits = number();
        return static_cast<std::int64_t>(bits >> 1U ^ (~(bits & 1U) + 1U));
    }

    /// An enumerator from 0 to `last`.
    template <class E>
    E word(E last) {
        const std::uint8_t value = byte();
        if (value <= static_cast<std::uint8_t>(last)) return static_cast<E>(value);
        refuse();
        return E{};
    }

    template <class Tag>
    Id<Tag> id() {
        Id<Tag> id;
        if (left() < id.bytes.size()) {
            refuse();
            return id;
        }
        std::memcpy(id.bytes.data(), at_, id.bytes.size());
        at_ += id.bytes.size();
        return id;
    }

    /// The lowest `count` bits of a byte; a higher one is a fault.
    std::uint8_t flags(unsigned count) {
        const std::uint8_t bits = byte();
        if (bits >> count == 0) return bits;
        refuse();
        return 0;
    }

    /// Years 1 to 9999, so that no calculation with it can overflow.
    Instant instant() {
        constexpr std::int64_t least_us = -62'135'596'800 * us_per_second;
        constexpr std::int64_t most_us = 253'402'300'800 * us_per_second;
        const std::int64_t us = signed_number();
        if (us >= least_us && us < most_us) return Instant{us};
        refuse();
        return {};
    }
    std::optional<Instant> instant_if(bool there) {
        if (!there) return std::nullopt;
        return instant();
    }
    std::optional<Instant> maybe() { return instant_if(flags(1) != 0); }

private:
    const std::uint8_t* at_;
    const std::uint8_t* end_;
    bool ok_ = true;
};

}  // namespace kartei::domain
