#include "domain/channel.h"

namespace kartei::domain {

bool serves(PointKind kind, Channel channel) {
    switch (channel) {
        case Channel::phone:
        case Channel::robocall: return kind == PointKind::phone || kind == PointKind::mobile;
        case Channel::sms: return kind == PointKind::mobile;
        case Channel::messenger: return kind == PointKind::messenger || kind == PointKind::mobile;
        case Channel::social_dm: return kind == PointKind::messenger;
        case Channel::email: return kind == PointKind::email;
        case Channel::fax: return kind == PointKind::fax;
        case Channel::post: return kind == PointKind::post;
        case Channel::push: return false;
    }
    return false;
}

Message channel_words(Channel channel) {
    switch (channel) {
        case Channel::phone: return {"Telefon", "phone"};
        case Channel::robocall: return {"Anrufautomat", "automatic calls"};
        case Channel::email: return {"E-Mail", "e-mail"};
        case Channel::sms: return {"SMS", "text message"};
        case Channel::messenger: return {"Messenger", "messenger"};
        case Channel::social_dm: return {"Nachricht im sozialen Netzwerk", "social network message"};
        case Channel::push: return {"Push-Mitteilung", "push notification"};
        case Channel::fax: return {"Fax", "fax"};
        case Channel::post: return {"Post", "post"};
    }
    return {"unbekannter Kanal", "unknown channel"};
}

Message channel_words(ChannelSet channels) {
    if (channels.is_every()) return {"alle Kanäle", "all channels"};
    Message words;
    for (const Channel channel : all_channels) {
        if (!channels.contains(channel)) continue;
        const Message one = channel_words(channel);
        words.de += (words.de.empty() ? "" : ", ") + one.de;
        words.en += (words.en.empty() ? "" : ", ") + one.en;
    }
    if (words.de.empty()) return {"keinen Kanal", "no channel"};
    return words;
}

}  // namespace kartei::domain
