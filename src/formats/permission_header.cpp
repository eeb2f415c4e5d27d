#include "formats/list_header.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <string>

namespace kartei::formats {

namespace {

enum class Role : std::uint8_t {
    consent,
    advertising,
    objection,
    negation,
    contact,
    channel,
    date,
    way,
    filler
};

struct Word {
    std::string_view text;
    Role role;
    ListChannel channel = ListChannel::any;
};

/// `consent` and `advertising` both permit; only the first is something that has a date and a way.
constexpr auto words = std::to_array<Word>({
    {"einwilligung", Role::consent},
    {"einwilligungen", Role::consent},
    {"eingewilligt", Role::consent},
    {"zustimmung", Role::consent},
    {"zugestimmt", Role::consent},
    {"erlaubnis", Role::consent},
    {"erlaubt", Role::consent},
    {"freigabe", Role::consent},
    {"optin", Role::consent},
    {"doi", Role::consent},
    {"doubleoptin", Role::consent},
    {"optedin", Role::consent},
    {"consent", Role::consent},
    {"consented", Role::consent},
    {"permission", Role::consent},
    {"allowed", Role::consent},
    {"subscribed", Role::consent},
    {"werbeeinwilligung", Role::consent},
    {"werbeerlaubnis", Role::consent},
    {"werbefreigabe", Role::consent},
    {"kontakterlaubnis", Role::consent},
    {"darf", Role::consent},
    {"accepts", Role::consent},
    {"abonniert", Role::consent},
    {"einwilligungserklaerung", Role::consent},
    {"newsletteranmeldung", Role::consent, ListChannel::email},
    {"telefoneinwilligung", Role::consent, ListChannel::phone},
    {"telefonerlaubnis", Role::consent, ListChannel::phone},
    {"anruferlaubnis", Role::consent, ListChannel::phone},
    {"emaileinwilligung", Role::consent, ListChannel::email},
    {"maileinwilligung", Role::consent, ListChannel::email},
    {"werbung", Role::advertising},
    {"marketing", Role::advertising},
    {"newsletter", Role::advertising, ListChannel::email},
    {"telefonwerbung", Role::advertising, ListChannel::phone},
    {"anrufwerbung", Role::advertising, ListChannel::phone},
    {"mailwerbung", Role::advertising, ListChannel::email},
    {"emailwerbung", Role::advertising, ListChannel::email},
    {"emailmarketing", Role::advertising, ListChannel::email},
    {"briefwerbung", Role::advertising, ListChannel::post},
    {"postwerbung", Role::advertising, ListChannel::post},
    {"faxwerbung", Role::advertising, ListChannel::fax},
    {"smswerbung", Role::advertising, ListChannel::sms},
    {"widerspruch", Role::objection},
    {"werbewiderspruch", Role::objection},
    {"widersprochen", Role::objection},
    {"widerruf", Role::objection},
    {"widerrufen", Role::objection},
    {"sperre", Role::objection},
    {"werbesperre", Role::objection},
    {"kontaktsperre", Role::objection},
    {"gesperrt", Role::objection},
    {"werbegesperrt", Role::objection},
    {"sperrvermerk", Role::objection},
    {"werbesperrvermerk", Role::objection},
    {"sperrkennzeichen", Role::objection},
    {"sperrliste", Role::objection},
    {"optout", Role::objection},
    {"optedout", Role::objection},
    {"objection", Role::objection},
    {"objected", Role::objection},
    {"donotcontact", Role::objection},
    {"dnc", Role::objection},
    {"donotmail", Role::objection},
    {"unsubscribed", Role::objection},
    {"unsubscribe", Role::objection},
    {"blacklist", Role::objection},
    {"abgemeldet", Role::objection},
    {"abmeldung", Role::objection},
    {"werbeverbot", Role::objection},
    {"kontaktverbot", Role::objection},
    {"untersagt", Role::objection},
    {"unerwuenscht", Role::objection},
    {"verboten", Role::objection},
    {"robinson", Role::objection},
    {"robinsonliste", Role::objection},
    {"unsub", Role::objection},
    {"deactivated", Role::objection},
    {"deaktiviert", Role::objection},
    {"donotcall", Role::objection, ListChannel::phone},
    {"donotphone", Role::objection, ListChannel::phone},
    {"donotemail", Role::objection, ListChannel::email},
    {"donotfax", Role::objection, ListChannel::fax},
    {"donotpost", Role::objection, ListChannel::post},
    {"donotsms", Role::objection, ListChannel::sms},
    {"donotemails", Role::objection, ListChannel::email},
    {"donotfaxes", Role::objection, ListChannel::fax},
    {"donotmails", Role::objection},
    {"donotbulk", Role::objection},
    {"anrufsperre", Role::objection, ListChannel::phone},
    {"telefonsperre", Role::objection, ListChannel::phone},
    {"mailsperre", Role::objection, ListChannel::email},
    {"emailsperre", Role::objection, ListChannel::email},
    {"newsletterabmeldung", Role::objection, ListChannel::email},
    {"kein", Role::negation},
    {"keine", Role::negation},
    {"keinen", Role::negation},
    {"nicht", Role::negation},
    {"no", Role::negation},
    {"ohne", Role::negation},
    {"telefon", Role::channel, ListChannel::phone},
    {"tel", Role::channel, ListChannel::phone},
    {"telefonisch", Role::channel, ListChannel::phone},
    {"phone", Role::channel, ListChannel::phone},
    {"telephone", Role::channel, ListChannel::phone},
    {"anruf", Role::channel, ListChannel::phone},
    {"anrufe", Role::channel, ListChannel::phone},
    {"anrufen", Role::channel, ListChannel::phone},
    {"telefonanruf", Role::channel, ListChannel::phone},
    {"telefonanrufe", Role::channel, ListChannel::phone},
    {"telefonieren", Role::channel, ListChannel::phone},
    {"telefonat", Role::channel, ListChannel::phone},
    {"telefonate", Role::channel, ListChannel::phone},
    {"call", Role::channel, ListChannel::phone},
    {"calls", Role::channel, ListChannel::phone},
    {"email", Role::channel, ListChannel::email},
    {"emails", Role::channel, ListChannel::email},
    {"mail", Role::channel, ListChannel::email},
    {"mails", Role::channel, ListChannel::email},
    {"mailing", Role::channel, ListChannel::email},
    {"mailings", Role::channel, ListChannel::email},
    {"sms", Role::channel, ListChannel::sms},
    {"post", Role::channel, ListChannel::post},
    {"brief", Role::channel, ListChannel::post},
    {"briefe", Role::channel, ListChannel::post},
    {"briefpost", Role::channel, ListChannel::post},
    {"postalisch", Role::channel, ListChannel::post},
    {"postal", Role::channel, ListChannel::post},
    {"postweg", Role::channel, ListChannel::post},
    {"postsendung", Role::channel, ListChannel::post},
    {"postsendungen", Role::channel, ListChannel::post},
    {"letter", Role::channel, ListChannel::post},
    {"fax", Role::channel, ListChannel::fax},
    {"faxe", Role::channel, ListChannel::fax},
    {"faxversand", Role::channel, ListChannel::fax},
    {"faxen", Role::channel, ListChannel::fax},
    {"telefax", Role::channel, ListChannel::fax},
    {"whatsapp", Role::channel, ListChannel::messenger},
    {"messenger", Role::channel, ListChannel::messenger},
    {"vom", Role::date},
    {"am", Role::date},
    {"datum", Role::date},
    {"date", Role::date},
    {"seit", Role::date},
    {"since", Role::date},
    {"zeitpunkt", Role::date},
    {"timestamp", Role::date},
    {"time", Role::date},
    {"erteilt", Role::filler},
    {"on", Role::date},
    {"given", Role::filler},
    {"art", Role::way},
    {"weg", Role::way},
    {"form", Role::way},
    {"quelle", Role::way},
    {"herkunft", Role::way},
    {"source", Role::way},
    {"way", Role::way},
    {"method", Role::way},
    {"methode", Role::way},
    {"nachweis", Role::way},
    {"wie", Role::way},
    {"durch", Role::way},
    {"how", Role::way},
    {"bulk", Role::filler},
    {"fuer", Role::filler},
    {"per", Role::filler},
    {"zur", Role::filler},
    {"zu", Role::filler},
    {"zum", Role::filler},
    {"via", Role::filler},
    {"in", Role::filler},
    {"by", Role::filler},
    {"for", Role::filler},
    {"to", Role::filler},
    {"der", Role::filler},
    {"die", Role::filler},
    {"das", Role::filler},
    {"an", Role::filler},
    {"from", Role::filler},
    {"of", Role::filler},
    {"all", Role::filler},
    {"gegen", Role::filler},
    {"kontakt", Role::contact},
    {"kontaktaufnahme", Role::contact},
    {"kontaktieren", Role::contact},
    {"kontaktiert", Role::contact},
    {"ansprechen", Role::contact},
    {"anschreiben", Role::contact},
    {"contact", Role::contact},
    {"contacted", Role::contact},
    {"ja", Role::filler},
    {"nein", Role::filler},
    {"status", Role::filler},
    {"liste", Role::filler},
    {"list", Role::filler},
    {"empfang", Role::filler},
    {"und", Role::filler},
    {"has", Role::filler},
    {"dsgvo", Role::filler},
    {"gewuenscht", Role::filler},
    {"bei", Role::filler},
    {"ueber", Role::filler},
});

const Word* known(std::string_view text) {
    const auto found = std::ranges::find(words, text, &Word::text);
    return found == words.end() ? nullptr : &*found;
}

/// Words that folding has torn apart.
std::string mended(std::string_view folded) {
    struct Pair {
        std::string_view from, to;
    };
    constexpr auto pairs = std::to_array<Pair>({
        {" e mail", " email"},
        {" opt in", " optin"},
        {" opt out", " optout"},
        {" opted in", " optedin"},
        {" opted out", " optedout"},
        {" double optin", " doubleoptin"},
        {" whats app", " whatsapp"},
        {" do not allow ", " donot"},
        {" do not ", " donot"},
        {" donotbulk mail", " donotmail"},
        {" dont ", " donot"},
        {" don t ", " donot"},
    });
    std::string text = " " + std::string(folded);
    for (const auto& pair : pairs) {
        for (std::size_t at = text.find(pair.from); at != std::string::npos;
             at = text.find(pair.from, at + 1)) {
            text.replace(at, pair.from.size(), pair.to);
        }
    }
    return text.substr(1);
}

/// What all words of a heading say together.
struct Sum {
    bool consent = false;
    bool advertising = false;
    bool objection = false;
    bool negated = false;
    bool contact = false;
    bool date = false;
    bool way = false;
    bool channel_named = false;
    bool several_channels = false;
    ListChannel channel = ListChannel::any;

    void add(const Word& word) {
        consent |= word.role == Role::consent;
        advertising |= word.role == Role::advertising;
        objection |= word.role == Role::objection;
        negated |= word.role == Role::negation;
        contact |= word.role == Role::contact;
        date |= word.role == Role::date;
        way |= word.role == Role::way;
        if (word.channel == ListChannel::any) return;
        several_channels |= channel_named && channel != word.channel;
        channel_named = true;
        channel = word.channel;
    }

    bool forbids() const {
        return objection || (negated && (consent || advertising || contact || channel_named));
    }
};

/// "Widerspruchshinweis", "Robinsonliste geprüft am": such columns are filled for people who never objected.
bool is_about_something_else(std::string_view word) {
    constexpr auto signs = std::to_array<std::string_view>(
        {"geprueft", "pruef", "abgleich", "ohne", "abgeglichen", "hinweis", "beleh", "informiert", "moeglich",
         "frist", "zustellbar", "verifi", "check", "notice", "bestaetigt", "angabe", "bekannt", "vorhanden"});
    return std::ranges::any_of(signs, [&](std::string_view sign) { return word.starts_with(sign); });
}

/// A mailing is a letter to some and an e-mail to others: its prohibition forbids both.
bool is_any_mail(std::string_view word) {
    return word == "mailing" || word == "mailings" || word == "donotmail" || word == "donotmails";
}

}  // namespace

std::optional<ListChannel> channel_word(std::string_view word) {
    const Word* found = known(word);
    if (found == nullptr || found->channel == ListChannel::any) return std::nullopt;
    return found->channel;
}

std::optional<ColumnMeaning> permission_meaning(std::string_view folded) {
    Sum sum;
    bool all_known = true;
    const std::string text = mended(folded);
    const auto parts = split(text, ' ');
    for (std::size_t i = 0; i < parts.size(); ++i) {
        // "Phone No" is a number, "No Phone" a prohibition.
        if (i > 0 && i + 1 == parts.size() && parts[i] == "no") return std::nullopt;
        const Word* word = known(parts[i]);
        if (word != nullptr) sum.add(*word);
        else all_known = false;
    }
    if (sum.forbids()) {
        // Prohibition is read wide: words nobody knows do not make it harmless, unless they say that the
        // column tells of something else; two channels in one heading forbid both.
        if (!all_known && std::ranges::any_of(parts, is_about_something_else)) return std::nullopt;
        const auto field = sum.date ? ListField::objection_on : ListField::objection;
        const bool wide = sum.several_channels || std::ranges::any_of(parts, is_any_mail);
        return ColumnMeaning{field, Sphere::unspecified, wide ? ListChannel::any : sum.channel, 0};
    }
    // A permission is read narrow: every word must be known and the channel clear.
    if (!all_known || sum.several_channels) return std::nullopt;
    if (!sum.consent && !sum.advertising) return std::nullopt;
    const ListChannel channel = sum.channel;
    if (sum.date) return ColumnMeaning{ListField::consent_on, Sphere::unspecified, channel, 0};
    if (sum.way && sum.consent) return ColumnMeaning{ListField::consent_way, Sphere::unspecified, channel, 0};
    if (sum.way) return std::nullopt;
    return ColumnMeaning{ListField::consent, Sphere::unspecified, channel, 0};
}

}  // namespace kartei::formats
