// The nine ways to reach a person and small sets of them, with the words of the wire. Which kind of contact
// point serves which channel stands here too; the values of contact points do not.
#pragma once

#include "base/describe.h"
#include "base/result.h"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <initializer_list>

namespace kartei::domain {

/// Order is part of the packed facts and never changes.
enum class Channel : std::uint8_t { phone, robocall, email, sms, messenger, social_dm, push, fax, post };
BOOST_DESCRIBE_ENUM(Channel, phone, robocall, email, sms, messenger, social_dm, push, fax, post)

inline constexpr std::size_t channel_count = 9;
inline constexpr std::array<Channel, channel_count> all_channels = {
    Channel::phone,     Channel::robocall, Channel::email, Channel::sms, Channel::messenger,
    Channel::social_dm, Channel::push,     Channel::fax,   Channel::post};

/// What a contact point is. `unstated` serves no channel of the matrix and any channel in a direct question.
enum class PointKind : std::uint8_t { unstated, phone, mobile, email, post, fax, messenger };
BOOST_DESCRIBE_ENUM(PointKind, unstated, phone, mobile, email, post, fax, messenger)

/// Whether a point of this stated kind can carry the channel. Push has no kind of point yet.
bool serves(PointKind kind, Channel channel);

/// A set of channels. `every()` stands for "*": all there are and all to come.
class ChannelSet {
public:
    constexpr ChannelSet() = default;
    constexpr ChannelSet(std::initializer_list<Channel> channels) {
        for (const Channel channel : channels) insert(channel);
    }

    static constexpr ChannelSet every() { return from_bits(every_bit | listed_bits); }
    /// Unknown bits are dropped.
    static constexpr ChannelSet from_bits(std::uint16_t bits) {
        ChannelSet set;
        set.bits_ = static_cast<std::uint16_t>(bits & (every_bit | listed_bits));
        if ((set.bits_ & every_bit) != 0) set.bits_ = every_bit | listed_bits;
        return set;
    }

    constexpr void insert(Channel channel) { bits_ = static_cast<std::uint16_t>(bits_ | bit(channel)); }
    constexpr bool contains(Channel channel) const { return (bits_ & bit(channel)) != 0; }
    constexpr bool is_every() const { return (bits_ & every_bit) != 0; }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr std::uint16_t bits() const { return bits_; }
    /// Prohibitions are wide: one that names live calls also binds calling machines (law.md section 2).
    constexpr bool forbids(Channel channel) const {
        return contains(channel) || (channel == Channel::robocall && contains(Channel::phone));
    }
    constexpr bool operator==(const ChannelSet&) const = default;

private:
    static constexpr std::uint16_t every_bit = 1U << 15U;
    static constexpr std::uint16_t listed_bits = (1U << channel_count) - 1U;
    static constexpr std::uint16_t bit(Channel channel) {
        return static_cast<std::uint16_t>(1U << static_cast<unsigned>(channel));
    }

    std::uint16_t bits_ = 0;
};

/// The channel as people say it: "Telefon" / "phone".
Message channel_words(Channel channel);
/// All channels of a set, separated by commas; "alle Kanäle" / "all channels" for every().
Message channel_words(ChannelSet channels);

}  // namespace kartei::domain
