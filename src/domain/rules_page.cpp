#include "domain/rules_page.h"

#include "domain/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace kartei::domain {

namespace {

/// Whether a tenant may change a parameter; to the stricter side only (law.md section 12).
enum class Change : std::uint8_t { fixed, stricter };

/// A number or switch of the policy with its name and what it means.
struct Parameter {
    std::string_view name;
    std::string value;
    Change change;
    std::string_view de;
    std::string_view en;
};

std::string yes_no(bool value) {
    return value ? "yes" : "no";
}

std::string hours(const HourWindow& window) {
    constexpr std::array<std::string_view, 7> days = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    std::string text;
    for (std::size_t day = 0; day < days.size(); ++day) {
        if ((window.weekdays >> day & 1U) != 0) text += std::string(days[day]) + " ";
    }
    return text + fmt::format("{:02}:{:02}-{:02}:{:02}", window.from_minute / 60, window.from_minute % 60,
                              window.until_minute / 60, window.until_minute % 60);
}

std::vector<Parameter> terms(const Policy& policy) {
    return {
        {"country", std::string(policy.country.begin(), policy.country.end()), Change::fixed,
         "Land, dessen Recht hinterlegt ist", "country whose law is loaded"},
        {"consent_max_unused_days", fmt::to_string(policy.consent_max_unused_days), Change::stricter,
         "Tage, die eine Einwilligung ungenutzt bleiben darf", "days a consent may go unused"},
        {"doi_valid_days", fmt::to_string(policy.doi_valid_days), Change::stricter,
         "Tage für die Bestätigung", "days to confirm"},
        {"adult_age", fmt::to_string(policy.adult_age), Change::stricter,
         "Alter für eine eigene Einwilligung", "age for an own consent"},
        {"house_rule_age", fmt::to_string(policy.house_rule_age), Change::fixed,
         "Alter, ab dem die Altersgrenze nur unsere Vorsicht ist",
         "age from which the limit is only our caution"},
        {"phone_proof_years", fmt::to_string(policy.phone_proof_years), Change::fixed,
         "Jahre, die der Nachweis nach Erteilung und jeder Nutzung bleibt",
         "years proof is kept after grant and each use"},
        {"art14_max_days", fmt::to_string(policy.art14_max_days), Change::stricter,
         "Tage bis zur Information nach Art. 14 DSGVO", "days until the Art. 14 GDPR information"},
        {"dsr_months", fmt::to_string(policy.dsr_months), Change::fixed, "Monate für die Antwort auf Anträge",
         "months to answer requests"},
        {"breach_hours", fmt::to_string(policy.breach_hours), Change::fixed,
         "Stunden für die Meldung einer Panne", "hours to report a breach"},
    };
}

std::vector<Parameter> switches(const Policy& policy) {
    return {
        {"robinson_spares_customers", yes_no(policy.robinson_spares_customers), Change::stricter,
         "Robinsonliste gilt nicht für Kunden", "the Robinson list does not bind for customers"},
        {"soft_optin", yes_no(policy.soft_optin), Change::stricter, "Bestandskundenregel wird genutzt",
         "customer exception is used"},
        {"presumed_consent", yes_no(policy.presumed_consent), Change::stricter,
         "vermutetes Einverständnis wird genutzt", "presumed consent is used"},
        {"inquiry_implies_phone", yes_no(policy.inquiry_implies_phone), Change::stricter,
         "wer angefragt hat, darf einen Anruf erwarten", "who inquired may expect a call"},
        {"post_without_consent", yes_no(policy.post_without_consent), Change::stricter,
         "Briefe ohne Einwilligung", "letters without consent"},
        {"call_window", hours(policy.call_window), Change::stricter,
         "Anrufzeiten in Berlin; gesetzliche Feiertage ganz Deutschlands sind ausgenommen",
         "call hours in Berlin; public holidays of the whole of Germany are out"},
    };
}

std::vector<Parameter> parameters(const Policy& policy) {
    auto all = terms(policy);
    for (Parameter& one : switches(policy)) all.push_back(std::move(one));
    return all;
}

std::string law_text(const LawList& law) {
    std::string text;
    for (const std::string_view norm : law) {
        if (!norm.empty()) text += (text.empty() ? "" : "; ") + std::string(norm);
    }
    return text;
}

std::string_view ground_text(Ground ground) {
    return ground == Ground::none ? "—" : code_of(ground);
}

std::string_view effect_text(Effect effect) {
    return effect == Effect::allow ? "allow" : "forbid";
}

std::string_view effect_words(Effect effect) {
    return effect == Effect::allow ? "erlaubt / allows" : "verbietet / forbids";
}

/// Where a ground that otherwise rests on law or proof is our caution.
struct Caution {
    std::string_view row;  ///< of the rules or of a chain
    Ground ground;
    std::string_view de;
    std::string_view en;
};

constexpr std::string_view open_question_de =
    "wo per E-Mail um Einwilligung gebeten oder ein Kunde per SMS, Messenger oder im Netzwerk "
    "angeschrieben wird";
constexpr std::string_view open_question_en =
    "where consent is asked for by e-mail or a customer is written to by text, messenger or social "
    "network";

constexpr std::array<Caution, 9> cautions{{
    {"4.1", Ground::restricted, "bei Vertragsnachrichten und Antworten", "for contract messages and replies"},
    {"8.5", Ground::consent_other_area, "wo sie einen Bereich darüber nennt", "where it names an area above"},
    {"8.8", Ground::doi_expired, "wo die Bestätigung kam, aber zu spät",
     "where the confirmation came, but late"},
    {"8.9", Ground::minor_consent, "bei 16- und 17-Jährigen", "at the ages of 16 and 17"},
    {"8.10", Ground::consent_invalid_form, "bei Kopplung, etwa an ein Gewinnspiel",
     "where coupled, for instance to a prize draw"},
    {"11.1", Ground::recipient_is_consumer, "bei Einzelkaufleuten und Kontakten eines Unternehmens",
     "for sole traders and contacts of a company"},
    {"11.2", Ground::presumed_consent_insufficient, "wo vermutetes Einverständnis abgeschaltet ist",
     "where presumed consent is switched off"},
    {"13.4", Ground::purpose_limitation, open_question_de, open_question_en},
    {"13.5", Ground::consent_missing, open_question_de, open_question_en},
}};

std::string_view kind_words(Basis basis) {
    switch (basis) {
        case Basis::law: return "Gesetz / law";
        case Basis::proof: return "Nachweis / proof";
        case Basis::house_rule: return "**Hausregel / house rule**";
    }
    return {};
}

std::string with_caution(Ground ground, const Caution* caution) {
    std::string text(kind_words(row_of(ground).basis));
    if (caution == cautions.end()) return text;
    return text + fmt::format("; {}: {} / {}", kind_words(Basis::house_rule), caution->de, caution->en);
}

std::string kind_of_row(std::string_view row, Ground ground) {
    if (ground == Ground::none) return "—";
    return with_caution(ground, std::ranges::find(cautions, row, &Caution::row));
}

std::string kind_of_ground(Ground ground) {
    return with_caution(ground, std::ranges::find(cautions, ground, &Caution::ground));
}

std::string message_text(MessageClasses classes) {
    constexpr std::array<std::string_view, message_class_count> words = {
        "Werbung / advertising",
        "Pflichtmitteilung / legal notice",
        "Rechnung, Mahnung / invoice, reminder",
        "Vertrag, Termin / contract, appointment",
        "erbetene Antwort / requested reply",
        "Bestätigungsmail / confirmation mail"};
    if (classes.bits == (1U << message_class_count) - 1U) return "jede / every";
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (classes.contain(static_cast<MessageClass>(i)))
            text += (text.empty() ? "" : "; ") + std::string(words[i]);
    }
    return text;
}

/// What a step of law.md section 2 is about.
std::string_view step_words(std::uint8_t step) {
    constexpr std::array<std::string_view, 15> words = {
        "Person und Anschluss / Person and contact point",
        "Dienstleister / Service providers",
        "Art der Nachricht / Kind of message",
        "Gesetzlich und vertraglich Gebotenes / Required by law or contract",
        "Vertragsnachrichten und Antworten / Contract messages and replies",
        "Bestätigung einer Anfrage / Confirmation of a request",
        "Verbote / Prohibitions",
        "Herkunft / Origin",
        "Ausdrückliche Einwilligung / Express consent",
        "Ohne Einwilligung / Without consent",
        "E-Mail an Kunden / E-mail to customers",
        "Anruf bei vermutetem Einverständnis / Call on presumed consent",
        "Brief / Letter",
        "Kein Grund gefunden / No ground found",
        "Form dieses Kontakts / Form of this contact"};
    return words.at(step);
}

void append_rules(std::string& out, std::span<const Rule> table) {
    std::optional<std::uint8_t> step;
    for (const Rule& rule : table) {
        if (step != rule.step) {
            fmt::format_to(std::back_inserter(out),
                           "\n### {}. {}\n\n"
                           "| Nr. | Nachricht / Message | Wirkung / Effect | Grund / Ground | Art / Kind "
                           "| Norm / Law | Deutsch | English |\n|---|---|---|---|---|---|---|---|\n",
                           rule.step, step_words(rule.step));
        }
        step = rule.step;
        fmt::format_to(std::back_inserter(out), "| {} | {} | {} | {} | {} | {} | {} | {} |\n", rule.id,
                       message_text(rule.messages), effect_words(rule.effect), ground_text(rule.ground),
                       rule.effect == Effect::allow ? "—" : kind_of_row(rule.id, rule.ground),
                       law_text(rule.law), rule.de, rule.en);
    }
}

template <class Record>
void append_chain(std::string& out, std::span<const Link<Record>> chain) {
    out +=
        "\n| Nr. | Sonst gilt / Else | Art / Kind | Norm / Law | Deutsch | English |\n"
        "|---|---|---|---|---|---|\n";
    for (const auto& link : chain) {
        fmt::format_to(std::back_inserter(out), "| {} | {} | {} | {} | {} | {} |\n", link.id,
                       code_of(link.ground), kind_of_row(link.id, link.ground), law_text(link.law), link.de,
                       link.en);
    }
}

void append_chains(std::string& out) {
    fmt::format_to(std::back_inserter(out),
                   "\n## Was eine Einwilligung bestehen muss / What a consent must pass (8)\n\n"
                   "Gemeldet wird, woran die am weitesten gekommene scheitert; {}, ist auch dieses Nein eine "
                   "Hausregel.\n\n"
                   "Reported is where the one that came furthest fails; {}, this no is a house rule too.\n",
                   open_question_de, open_question_en);
    append_chain(out, consent_chain());
    out += "\n## Bestandskundenregel / Customer exception (10)\n";
    append_chain(out, sale_chain());
    out += "\n## Vermutetes Einverständnis / Presumed consent (11)\n";
    append_chain(out, presumed_chain());
}

void append_grounds(std::string& out) {
    out +=
        "\n## Gründe und ihre Sätze / Grounds and their sentences\n\n"
        "Was in geschweiften Klammern steht, wird aus dem Datensatz eingesetzt. Hinter den Satz einer "
        "Hausregel setzt das Programm „(Hausregel)“.\n\n"
        "What stands in braces is filled in from the record. Behind the sentence of a house rule the "
        "program puts \"(house rule)\".\n\n"
        "| Grund / Ground | Art / Kind | Deutsch | English | Stattdessen | Instead |\n"
        "|---|---|---|---|---|---|\n";
    for (const GroundRow& row : ground_rows()) {
        const bool permits = row.instead_de.empty();
        fmt::format_to(std::back_inserter(out), "| {} | {} | {} | {} | {} | {} |\n", row.code,
                       permits ? "erlaubt / allows" : kind_of_ground(row.ground), row.de, row.en,
                       row.instead_de, row.instead_en);
    }
}

std::string_view toward_text(Toward toward) {
    switch (toward) {
        case Toward::anyone: return "anyone";
        case Toward::consumer: return "consumer";
        case Toward::natural_person: return "natural person";
        case Toward::uninformed: return "not yet informed";
    }
    return {};
}

std::string_view toward_words(Toward toward) {
    switch (toward) {
        case Toward::anyone: return "jeder / anyone";
        case Toward::consumer: return "Verbraucher / consumer";
        case Toward::natural_person: return "natürliche Person / natural person";
        case Toward::uninformed:
            return "Daten von anderen, noch nicht informiert / data from others, not yet informed";
    }
    return {};
}

std::string duty_words(DutySet duties) {
    std::string text;
    for (const DutyRow& row : duty_rows()) {
        if (duties.contains(row.duty)) text += (text.empty() ? "" : ", ") + std::string(enum_word(row.duty));
    }
    return text;
}

void append_duties(std::string& out) {
    out +=
        "\n## Pflichten / Duties\n\n| Pflicht / Duty | Norm / Law | Deutsch | English |\n"
        "|---|---|---|---|\n";
    for (const DutyRow& row : duty_rows()) {
        fmt::format_to(std::back_inserter(out), "| {} | {} | {} | {} |\n", enum_word(row.duty), row.law,
                       row.de, row.en);
    }
    out +=
        "\nAlle Zeilen, die passen, gelten zusammen. All rows that fit add up.\n\n"
        "| Grund / Ground | Kanäle / Channels | Gegenüber / Toward | Pflichten / Duties |\n"
        "|---|---|---|---|\n";
    for (const GroundDuties& row : ground_duties()) {
        const Message channels = channel_words(row.channels);
        fmt::format_to(std::back_inserter(out), "| {} | {} / {} | {} | {} |\n", code_of(row.ground),
                       channels.de, channels.en, toward_words(row.toward), duty_words(row.duties));
    }
    fmt::format_to(std::back_inserter(out), "| {} | alle / all | jeder / anyone | {} |\n",
                   code_of(Ground::doi_confirmation), duty_words({Duty::no_advertising, Duty::confirm_once}));
    fmt::format_to(std::back_inserter(out),
                   "| jeder, durch einen Dienstleister / any, by a service provider | alle / all | jeder / "
                   "anyone | {} |\n",
                   duty_words({Duty::processor_instruction_ref}));
}

void append_parameters(std::string& out, const Policy& policy) {
    out +=
        "\n## Werte / Parameters\n\n| Name | Wert / Value | Änderbar / Changeable | Deutsch | English |\n"
        "|---|---|---|---|---|\n";
    for (const Parameter& parameter : parameters(policy)) {
        const bool fixed = parameter.change == Change::fixed;
        fmt::format_to(std::back_inserter(out), "| {} | {} | {} | {} | {} |\n", parameter.name,
                       parameter.value, fixed ? "nein / no" : "nur strenger / stricter only", parameter.de,
                       parameter.en);
    }
}

constexpr std::string_view how_to_read =
    "Diese Seite ist aus den Tabellen des Programms erzeugt: nach ihnen wird entschieden. Von Hand geändert "
    "wird hier nichts.\n\n"
    "This page is generated from the program's tables: decisions are made by them. Nothing is "
    "changed here by "
    "hand.\n\n"
    "## Wie die Seite zu lesen ist / How to read this page\n\n"
    "- Die Regeln werden von oben nach unten gefragt; die erste, die zutrifft, entscheidet. Trifft keine zu, "
    "die erlaubt, ist der Kontakt verboten. / The rules are asked from top to bottom; the first that hits "
    "decides. Where none that allows hits, the contact is forbidden.\n"
    "- Enthält eine Nachricht Werbung, so gilt sie ganz als Werbung. / A message that contains advertising "
    "counts as advertising as a whole.\n"
    "- **Gesetz / law**: Gesetz oder gefestigte Rechtsprechung verbietet es. **Nachweis / proof**: eine "
    "Erlaubnis mag bestehen, lässt sich aber nicht belegen. **Hausregel / house rule**: die Rechtslage ist "
    "offen, das Nein ist unsere Vorsicht. / Statute or settled case law forbids it; a permission may exist "
    "but cannot be shown; the law is open and the no is our caution.\n"
    "- Steht bei einer Regel kein Grund, so nennt ihn die Prüfung, auf die sie verweist. / Where a "
    "rule names "
    "no ground, the check it refers to names it.\n"
    "- Jedes Verbot aus Schritt 6 endet nur durch eine spätere gültige Einwilligung; bei gleicher "
    "Zeit gilt das "
    "Verbot. / Each prohibition of step 6 ends only by a later valid consent; on equal time the prohibition "
    "holds.\n"
    "- Widersprüche gelten auch für alle Bereiche darunter, Einwilligungen nur für Bereiche, die ihr Text "
    "nennt. / Objections bind all areas below as well, consents cover only areas their wording names.\n";

template <class Record>
void append_canonical(std::string& out, std::span<const Link<Record>> chain) {
    for (const auto& link : chain) {
        fmt::format_to(std::back_inserter(out), "link\t{}\t{}\t{}\t{}\t{}\n", link.id, code_of(link.ground),
                       law_text(link.law), link.de, link.en);
    }
}

void append_canonical(std::string& out, std::span<const Rule> table) {
    for (const Rule& rule : table) {
        fmt::format_to(std::back_inserter(out), "rule\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", rule.id,
                       rule.messages.bits, effect_text(rule.effect), ground_text(rule.ground),
                       law_text(rule.law), rule.de, rule.en);
    }
}

}  // namespace

std::string rules_page(const Policy& policy) {
    std::string out = fmt::format(
        "# Regeln des Kontakts / Rules of contact\n\n{}\n## Regeln / Rules\n\n"
        "Regelpaket {}, Stand der Bedingungen {}. Policy pack {}, conditions revision {}.\n",
        how_to_read, policy.pack, rules_revision, policy.pack, rules_revision);
    append_rules(out, rules());
    out +=
        "\nSchritt 14 wird nur bei erlaubter Werbung gefragt. Step 14 is asked of permitted advertising "
        "only.\n";
    append_rules(out, form_rules());
    append_chains(out);
    append_grounds(out);
    append_duties(out);
    append_parameters(out, policy);
    return out;
}

std::string canonical_rules(const Policy& policy) {
    std::string out = fmt::format("kartei rules 1\tpack\t{}\trevision\t{}\n", policy.pack, rules_revision);
    append_canonical(out, rules());
    append_canonical(out, form_rules());
    append_canonical(out, consent_chain());
    append_canonical(out, sale_chain());
    append_canonical(out, presumed_chain());
    for (const GroundRow& row : ground_rows()) {
        fmt::format_to(std::back_inserter(out), "ground\t{}\t{}\t{}\t{}\n", row.code, word_of(row.basis),
                       row.de, row.en);
    }
    for (const GroundDuties& row : ground_duties()) {
        fmt::format_to(std::back_inserter(out), "duties\t{}\t{}\t{}\t{}\n", code_of(row.ground),
                       row.channels.bits(), toward_text(row.toward), duty_words(row.duties));
    }
    for (const Parameter& parameter : parameters(policy)) {
        fmt::format_to(std::back_inserter(out), "parameter\t{}\t{}\n", parameter.name, parameter.value);
    }
    return out;
}

}  // namespace kartei::domain
