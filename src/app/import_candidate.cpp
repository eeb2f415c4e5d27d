#include "app/import_candidate.h"

#include "base/fold.h"
#include "base/text.h"
#include "domain/person_name.h"
#include "domain/written_point.h"
#include "formats/utf8.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::app {

namespace {

using domain::Channel;
using domain::ChannelSet;
using domain::ContactPoint;
using domain::Person;
using domain::PointKind;
using formats::ListChannel;

constexpr std::size_t max_said_bytes = max_bytes_of<domain::Claim>("said");

std::optional<std::string> filled(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

domain::Capacity capacity_of(formats::Sphere sphere) {
    if (sphere == formats::Sphere::business) return domain::Capacity::business;
    if (sphere == formats::Sphere::home) return domain::Capacity::personal;
    return domain::Capacity::unstated;
}

/// Channels a column speaks of. SMS goes with neither telephone nor e-mail: it is named or it is not meant.
ChannelSet channels_of(ListChannel channel) {
    switch (channel) {
        case ListChannel::any: return ChannelSet::every();
        case ListChannel::phone: return {Channel::phone};
        case ListChannel::email: return {Channel::email};
        case ListChannel::sms: return {Channel::sms};
        case ListChannel::post: return {Channel::post};
        case ListChannel::messenger: return {Channel::messenger};
        case ListChannel::fax: return {Channel::fax};
    }
    return {};
}

std::optional<Instant> instant_of(const std::optional<formats::ListMoment>& moment) {
    if (!moment) return std::nullopt;
    return moment->at ? *moment->at : berlin_midnight(moment->date);
}

/// The key of the column an address has a field from; the list names it (ListColumns::heading_of).
std::string key_of(formats::ListField field, const formats::ListAddress& address) {
    return formats::field_key({field, address.sphere});
}

/// What the column said, with the way in its own words: the way as a key is coarser.
std::string said_of(const formats::ListConsent& consent) {
    std::string said = fmt::format("{}: {}", formats::channel_key(consent.channel), consent.word);
    if (!consent.way.empty()) said += fmt::format(" ({})", collapse_blanks(consent.way));
    return said;
}

/// Works on one row; collects what it finds into the candidate.
class Maker {
public:
    Maker(const formats::ListRow& row, const CandidateRules& rules) : row_(row), rules_(rules) {
        candidate_.line = static_cast<std::int64_t>(row.line);
    }

    Candidate make() {
        find_home();
        make_person();
        for (const auto& phone : row_.phones) add_phone(phone);
        for (const auto& email : row_.emails) add_email(email);
        for (const auto& address : row_.addresses) add_address(address);
        for (const auto& area : row_.areas) {
            if (auto name = filled(collapse_blanks(area))) candidate_.areas.push_back(std::move(*name));
        }
        for (const auto& consent : row_.consents) add_will(consent);
        for (const auto& will : candidate_.wills) explain(will);
        for (const auto& objection : row_.objections) add_objection(objection);
        for (const auto& hint : row_.objection_hints) add_hint(hint);
        for (const auto& note : row_.notes) {
            if (const auto text = trim(note.text); !text.empty())
                candidate_.notes.push_back(within(note.column, text, max_bytes_of<domain::Note>("text")));
        }
        return std::move(candidate_);
    }

private:
    void remark(RowRemark::Weight weight, std::string column, Message what, Message way_out,
                std::string_view value = {}, std::string command = {}) {
        candidate_.remarks.push_back({.line = candidate_.line,
                                      .column = std::move(column),
                                      .value = quotable(value, 60),
                                      .what = std::move(what),
                                      .way_out = std::move(way_out),
                                      .command = std::move(command),
                                      .weight = weight});
    }

    /// The words as the list has them, as many as their field holds. What is left out is told.
    std::string within(std::string_view column, std::string_view text, std::size_t max_bytes) {
        if (text.size() > max_bytes) {
            remark(RowRemark::Weight::note, std::string(column),
                   {fmt::format("Der Text ist zu lang; gespeichert sind seine ersten {} Bytes.", max_bytes),
                    fmt::format("The text is too long; its first {} bytes are stored.", max_bytes)},
                   {"Kürzen Sie ihn, wenn am Ende Wichtiges steht.",
                    "Shorten it if what matters stands at its end."});
        }
        return std::string(cut(text, max_bytes));
    }

    std::optional<std::string> fitted(std::string_view column, std::string_view text, std::size_t max_bytes) {
        return filled(within(column, collapse_blanks(text), max_bytes));
    }

    /// A number that is cut would be another customer's.
    std::optional<std::string> customer_number() {
        constexpr std::size_t max_bytes = max_bytes_of<domain::Person>("customer_number");
        auto number = filled(collapse_blanks(row_.customer_number));
        if (!number || number->size() <= max_bytes) return number;
        remark(RowRemark::Weight::value_left_out, "customer_number",
               {fmt::format("Die Kundennummer hat mehr als {} Bytes.", max_bytes),
                fmt::format("The customer number has more than {} bytes.", max_bytes)},
               {"Berichtigen oder leeren Sie die Zelle.", "Correct the cell or empty it."});
        return std::nullopt;
    }

    /// The country of the first address decides whose numbers and whose law are meant.
    void find_home() {
        home_ = domain::germany;
        for (const auto& address : row_.addresses) {
            if (trim(address.country).empty()) continue;
            if (const auto country = domain::find_country(address.country)) {
                home_ = *country;
            } else {
                home_known_ = false;
                remark(RowRemark::Weight::value_left_out, key_of(formats::ListField::country, address),
                       {fmt::format("Das Land „{}“ ist unbekannt.", cut(address.country, 40)),
                        fmt::format("The country '{}' is unknown.", cut(address.country, 40))},
                       {"Schreiben Sie den Namen oder das Kürzel, zum Beispiel AT. Bis dahin gilt: "
                        "keine Werbung.",
                        "Write its name or code, such as AT. Until then: no advertising."});
            }
            return;
        }
    }

    void make_person() {
        Person& person = candidate_.person;
        std::string first = row_.first_name;
        if (!row_.middle_name.empty()) first += " " + row_.middle_name;
        std::string last = row_.last_name;
        if (!row_.name_suffix.empty()) last += " " + row_.name_suffix;
        person.salutation = fitted("salutation", row_.salutation, max_bytes_of<Person>("salutation"));
        person.title = fitted("title", row_.titles, max_bytes_of<Person>("title"));
        person.first_name = fitted("first_name", first, max_bytes_of<Person>("first_name"));
        person.last_name = fitted("last_name", last, max_bytes_of<Person>("last_name"));
        person.customer_number = customer_number();
        person.birth_date = row_.birth_date;
        // An unknown country has no law here: the rules then permit nothing without express consent.
        person.country = home_known_ ? std::string(home_.text()) : "ZZ";
        person.purpose = rules_.purpose;
        if (row_.collected_on) person.collected_on = row_.collected_on->date;
        using domain::Employment;
        candidate_.company =
            fitted("company", row_.company, max_bytes_of<domain::Company>("name")).value_or("");
        candidate_.position =
            fitted("position", row_.position, max_bytes_of<Employment>("position")).value_or("");
        candidate_.department =
            fitted("department", row_.department, max_bytes_of<Employment>("department")).value_or("");
        candidate_.source = fitted("source", row_.source, max_bytes_of<domain::Source>("name")).value_or("");
        const bool named = person.first_name || person.last_name;
        if (!candidate_.company.empty()) {
            person.kind = named ? domain::RecipientKind::company_contact : domain::RecipientKind::company;
        }
        const std::string order = named ? domain::list_name({.given = person.first_name.value_or(""),
                                                             .family = person.last_name.value_or("")})
                                        : candidate_.company;
        const std::string key = sort_key(order);
        person.sort_key.assign(key.begin(), key.end());
    }

    /// Takes over what was written. Where it cannot be used it is kept all the same, and a remark says why.
    void add_point(domain::WrittenPoint written, formats::Sphere sphere, std::string column) {
        ContactPoint& point = candidate_.contact_points.emplace_back(std::move(written.point));
        point.capacity = capacity_of(sphere);
        point.purposes = domain::PurposeKeys::of({rules_.purpose});
        point.collected_on = candidate_.person.collected_on;
        if (written.flaw) {
            const Message mend{"Berichtigen oder leeren Sie die Zelle.", "Correct the cell or empty it."};
            const Error& flaw = *written.flaw;
            remark(RowRemark::Weight::value_unusable, std::move(column), flaw.what,
                   flaw.next.de.empty() ? mend : flaw.next, point.value);
        }
        drop_if_repeated();
    }

    /// The same number or address twice in one row is one contact point.
    void drop_if_repeated() {
        const ContactPoint& last = candidate_.contact_points.back();
        const auto end = candidate_.contact_points.end() - 1;
        const bool repeated =
            std::any_of(candidate_.contact_points.begin(), end, [&](const ContactPoint& other) {
                return other.kind == last.kind && other.normal == last.normal &&
                       other.status == last.status && (!last.normal.empty() || other.value == last.value);
            });
        if (repeated) candidate_.contact_points.pop_back();
    }

    void add_phone(const formats::ListPhone& phone) {
        if (trim(phone.text).empty()) return;
        const PointKind kind = phone.kind == formats::PhoneKind::mobile ? PointKind::mobile
                               : phone.kind == formats::PhoneKind::fax  ? PointKind::fax
                                                                        : PointKind::phone;
        add_point(domain::written_number(kind, phone.text, home_), phone.sphere, phone.column);
    }

    void add_email(const formats::ListEmail& email) {
        if (trim(email.text).empty()) return;
        add_point(domain::written_email(email.text), email.sphere, email.column);
    }

    void add_address(const formats::ListAddress& address) {
        using formats::ListField;
        domain::PostalAddress postal{.postal_code = collapse_blanks(address.postal_code),
                                     .country = domain::find_country(address.country).value_or(home_)};
        postal.street = fitted("street", address.street, max_bytes_of<ContactPoint>("street")).value_or("");
        postal.city = fitted("city", address.city, max_bytes_of<ContactPoint>("city")).value_or("");
        if (postal.street.empty() && postal.postal_code.empty() && postal.city.empty()) return;
        auto written = domain::written_address(std::move(postal));
        if (written.hint) {
            remark(RowRemark::Weight::note, key_of(ListField::postal_code, address), *written.hint,
                   {"Prüfen Sie sie.", "Check it."});
        }
        const bool in_street = written.flaw && written.flaw->where == "street";
        add_point(std::move(written), address.sphere,
                  key_of(in_street ? ListField::street : ListField::postal_code, address));
    }

    /// Columns that say the same at the same time become one declaration.
    void add_will(const formats::ListConsent& consent) {
        if (consent.answer == formats::Answer::empty) return;
        Will will{.kind = WillKind::claim,
                  .channels = channels_of(consent.channel),
                  .said = said_of(consent),
                  .on = instant_of(consent.on),
                  .way = std::string(cut(consent.way, max_bytes_of<domain::Claim>("way"))),
                  .columns = consent.column,
                  .word = consent.word};
        if (consent.answer == formats::Answer::unclear) {
            remark(RowRemark::Weight::note, consent.column,
                   {fmt::format("„{}“ ist weder Ja noch Nein.", cut(consent.word, 40)),
                    fmt::format("'{}' is neither yes nor no.", cut(consent.word, 40))},
                   {"Es wurde als Behauptung übernommen und erlaubt nichts.",
                    "It was kept as a claim and permits nothing."});
        } else if (consent.answer == formats::Answer::no) {
            will.kind = WillKind::refusal;
            // Beside a yes the date of the consent is that of the yes; a refusal without date counts from
            // now.
            if (has_yes()) will.on.reset();
        } else if (will.on && !will.way.empty() && consent.channel != ListChannel::any) {
            will.kind = WillKind::consent;
        }
        const auto same = std::ranges::find_if(candidate_.wills, [&](const Will& other) {
            return other.kind == will.kind && other.on == will.on && other.way == will.way;
        });
        if (same == candidate_.wills.end()) {
            will.said = within(consent.column, will.said, max_said_bytes);
            candidate_.wills.push_back(std::move(will));
            return;
        }
        for (const auto channel : domain::all_channels) {
            if (will.channels.contains(channel)) same->channels.insert(channel);
        }
        if (will.channels.is_every()) same->channels = ChannelSet::every();
        same->said = within(consent.column, same->said + "; " + will.said, max_said_bytes);
        if (same->columns != will.columns) same->columns += ", " + will.columns;
    }

    bool has_yes() const {
        return std::ranges::any_of(row_.consents, [](const formats::ListConsent& consent) {
            return consent.answer == formats::Answer::yes;
        });
    }

    /// What a declaration amounts to: nobody shall think that a tick in a list is a permission.
    void explain(const Will& will) {
        const Message channels = domain::channel_words(will.channels);
        switch (will.kind) {
            case WillKind::claim: return explain_claim(will, channels);
            case WillKind::refusal: return explain_refusal(will, channels);
            case WillKind::consent:
                return remark(
                    RowRemark::Weight::note, will.columns,
                    {fmt::format("Einwilligung mit Datum und Weg ({}). Sie erlaubt erst etwas, wenn "
                                 "Wortlaut und Beleg dabei sind.",
                                 channels.de),
                     fmt::format("Consent with date and way ({}). It permits something only with its "
                                 "wording and evidence.",
                                 channels.en)},
                    {"Erfassen Sie die Einwilligung noch einmal, mit beidem.",
                     "Record the consent once more, with both."},
                    will.word, "kartei consent");
        }
    }

    void explain_refusal(const Will& will, const Message& channels) {
        Message about;
        if (!candidate_.areas.empty()) {
            const auto areas = formats::shown_text(fmt::format("{}", fmt::join(candidate_.areas, ", ")), 120);
            about = {" für " + areas, " about " + areas};
        }
        remark(RowRemark::Weight::note, will.columns,
               {fmt::format("Gilt als Ablehnung von Werbung{} ({}).", about.de, channels.de),
                fmt::format("Counts as a refusal of advertising{} ({}).", about.en, channels.en)},
               undo_way_out("keine"), will.word, "kartei undo");
    }

    void explain_claim(const Will& will, const Message& channels) {
        const bool has_way = !will.way.empty();
        const Message lacks =
            !will.on && !has_way ? Message{"Datum und Weg fehlen", "date and way are missing"}
            : !will.on           ? Message{"das Datum fehlt", "the date is missing"}
            : !has_way           ? Message{"der Weg fehlt", "the way is missing"}
                       : Message{"es ist kein klares Ja zu einem Kanal", "it is no clear yes to a channel"};
        remark(RowRemark::Weight::note, will.columns,
               {fmt::format("Nur eine Behauptung, die nichts erlaubt ({}): {}.", channels.de, lacks.de),
                fmt::format("Only a claim that permits nothing ({}): {}.", channels.en, lacks.en)},
               {"Wer Datum, Weg, Wortlaut und Beleg der Einwilligung hat, erfasst sie.",
                "Whoever has date, way, wording and evidence of the consent records it."},
               will.word, "kartei consent");
    }

    static Message undo_way_out(std::string_view none) {
        return {fmt::format("Ist es {}, ändern Sie die Zelle, nehmen Sie den Import zurück und lesen Sie die "
                            "Liste neu ein.",
                            none),
                "If it is none, change the cell, undo the import and import the list anew."};
    }

    void add_objection(const formats::ListObjection& objection) {
        const ChannelSet channels = channels_of(objection.channel);
        add_prohibition(objection.column, channels, objection.word, instant_of(objection.on));
        const Message words = domain::channel_words(channels);
        remark(RowRemark::Weight::note, objection.column,
               {fmt::format("Gilt als Widerspruch ({}).", words.de),
                fmt::format("Counts as an objection ({}).", words.en)},
               undo_way_out("keiner"), objection.word, "kartei undo");
    }

    void add_prohibition(std::string_view column, ChannelSet channels, std::string_view said,
                         std::optional<Instant> on) {
        candidate_.prohibitions.push_back(
            {channels, within(column, said, max_bytes_of<domain::Objection>("note")), on});
    }

    /// A prohibition in a note is read wide and recorded; who reads it later can set it right.
    void add_hint(const formats::ObjectionHint& hint) {
        ChannelSet channels;
        for (const auto channel : hint.channels) {
            if (channel == ListChannel::any) channels = ChannelSet::every();
            for (const auto one : domain::all_channels) {
                if (channels_of(channel).contains(one)) channels.insert(one);
            }
        }
        add_prohibition(hint.column, channels, fmt::format("{}: {}", hint.column, hint.phrase), std::nullopt);
        const Message words = domain::channel_words(channels);
        remark(RowRemark::Weight::note, hint.column,
               {fmt::format("„{}“ gilt als Widerspruch ({}).", cut(hint.phrase, 60), words.de),
                fmt::format("'{}' counts as an objection ({}).", cut(hint.phrase, 60), words.en)},
               undo_way_out("keiner"), {}, "kartei undo");
    }

    const formats::ListRow& row_;
    const CandidateRules& rules_;
    Candidate candidate_;
    domain::Country home_;
    bool home_known_ = true;
};

}  // namespace

bool is_somebody(const Candidate& candidate) {
    if (candidate.person.first_name || candidate.person.last_name || !candidate.company.empty()) return true;
    return std::ranges::any_of(candidate.contact_points,
                               [](const ContactPoint& point) { return !point.normal.empty(); });
}

Candidate make_candidate(const formats::ListRow& row, const CandidateRules& rules) {
    return Maker(row, rules).make();
}

}  // namespace kartei::app
