#include "domain/rules_page.h"

#include "domain/rules.h"

#include <fmt/format.h>

#include <iterator>
#include <vector>

namespace kartei::domain {

namespace {

/// A number or switch of the policy with its name and what it means.
struct Parameter {
    std::string_view name;
    std::string value;
    std::string_view de;
    std::string_view en;
};

std::string yes_no(bool value) {
    return value ? "yes" : "no";
}

std::string hours(const HourWindow& window) {
    return fmt::format("{:07b} {:02}:{:02}-{:02}:{:02}", window.weekdays, window.from_minute / 60,
                       window.from_minute % 60, window.until_minute / 60, window.until_minute % 60);
}

std::vector<Parameter> parameters(const Policy& policy) {
    return {
        {"country", std::string(policy.country.begin(), policy.country.end()),
         "Land, dessen Recht hinterlegt ist", "country whose law is loaded"},
        {"consent_max_unused_days", fmt::to_string(policy.consent_max_unused_days),
         "Tage, die eine Einwilligung ungenutzt bleiben darf", "days a consent may go unused"},
        {"doi_valid_days", fmt::to_string(policy.doi_valid_days), "Tage für die Bestätigung",
         "days to confirm"},
        {"adult_age", fmt::to_string(policy.adult_age), "Alter für eine eigene Einwilligung",
         "age for an own consent"},
        {"house_rule_age", fmt::to_string(policy.house_rule_age),
         "Alter, ab dem die Altersgrenze nur unsere Vorsicht ist",
         "age from which the limit is only our caution"},
        {"phone_proof_years", fmt::to_string(policy.phone_proof_years),
         "Jahre, die der Nachweis nach Erteilung und jeder Nutzung bleibt",
         "years proof is kept after grant and each use"},
        {"art14_max_days", fmt::to_string(policy.art14_max_days), "Tage bis zur Information nach Art. 14",
         "days until the Art. 14 information"},
        {"dsr_months", fmt::to_string(policy.dsr_months), "Monate für die Antwort auf Anträge",
         "months to answer requests"},
        {"breach_hours", fmt::to_string(policy.breach_hours), "Stunden für die Meldung einer Panne",
         "hours to report a breach"},
        {"robinson_spares_customers", yes_no(policy.robinson_spares_customers),
         "Robinsonliste gilt nicht für Kunden", "the Robinson list does not bind for customers"},
        {"soft_optin", yes_no(policy.soft_optin), "Bestandskundenregel wird genutzt",
         "customer exception is used"},
        {"presumed_consent", yes_no(policy.presumed_consent), "vermutetes Einverständnis wird genutzt",
         "presumed consent is used"},
        {"inquiry_implies_phone", yes_no(policy.inquiry_implies_phone),
         "wer angefragt hat, darf einen Anruf erwarten", "who inquired may expect a call"},
        {"post_without_consent", yes_no(policy.post_without_consent), "Briefe ohne Einwilligung",
         "letters without consent"},
        {"call_window", hours(policy.call_window), "Anrufzeiten (Wochentage So–Mo als Bits, Uhrzeit)",
         "call hours (weekdays Sun–Mon as bits, time of day)"},
    };
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

std::string message_text(MessageClasses classes) {
    constexpr std::array<std::string_view, message_class_count> words = {"advertising", "legal", "billing",
                                                                         "service",     "reply", "doi"};
    if (classes.bits == (1U << message_class_count) - 1U) return "all";
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (classes.contain(static_cast<MessageClass>(i)))
            text += (text.empty() ? "" : ", ") + std::string(words[i]);
    }
    return text;
}

template <class Row>
void append_rule(std::string& out, const Row& rule) {
    fmt::format_to(std::back_inserter(out), "| {} | {} | {} | {} | {} | {} | {} |\n", rule.id,
                   message_text(rule.messages), effect_text(rule.effect), ground_text(rule.ground),
                   law_text(rule.law), rule.de, rule.en);
}

template <class Record>
void append_chain(std::string& out, std::span<const Link<Record>> chain) {
    out += "\n| # | Ground | Law | DE | EN |\n|---|---|---|---|---|\n";
    for (const auto& link : chain) {
        fmt::format_to(std::back_inserter(out), "| {} | {} | {} | {} | {} |\n", link.id, code_of(link.ground),
                       law_text(link.law), link.de, link.en);
    }
}

void append_rules(std::string& out) {
    out +=
        "\n## Regeln / Rules\n\nDie erste Regel, die zutrifft, entscheidet. The first rule that hits "
        "decides.\n\n"
        "| # | Message | Effect | Ground | Law | DE | EN |\n|---|---|---|---|---|---|---|\n";
    for (const Rule& rule : rules()) append_rule(out, rule);
    out +=
        "\nNur für erlaubte Werbung / for permitted advertising only:\n\n"
        "| # | Message | Effect | Ground | Law | DE | EN |\n|---|---|---|---|---|---|---|\n";
    for (const Rule& rule : form_rules()) append_rule(out, rule);
}

void append_grounds(std::string& out) {
    out +=
        "\n## Gründe / Grounds\n\n| Code | Basis | DE | EN | Stattdessen | Instead "
        "|\n|---|---|---|---|---|---|\n";
    for (const GroundRow& row : ground_rows()) {
        fmt::format_to(std::back_inserter(out), "| {} | {} | {} | {} | {} | {} |\n", row.code,
                       word_of(row.basis), row.de, row.en, row.instead_de, row.instead_en);
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

std::string duty_words(DutySet duties) {
    std::string text;
    for (const DutyRow& row : duty_rows()) {
        if (duties.contains(row.duty)) text += (text.empty() ? "" : ", ") + std::string(enum_word(row.duty));
    }
    return text;
}

void append_duties(std::string& out) {
    out += "\n## Pflichten / Duties\n\n| Duty | Law | DE | EN |\n|---|---|---|---|\n";
    for (const DutyRow& row : duty_rows()) {
        fmt::format_to(std::back_inserter(out), "| {} | {} | {} | {} |\n", enum_word(row.duty), row.law,
                       row.de, row.en);
    }
    out += "\n| Ground | Channels | Toward | Duties |\n|---|---|---|---|\n";
    for (const GroundDuties& row : ground_duties()) {
        fmt::format_to(std::back_inserter(out), "| {} | {} | {} | {} |\n", code_of(row.ground),
                       channel_words(row.channels).en, toward_text(row.toward), duty_words(row.duties));
    }
    fmt::format_to(std::back_inserter(out), "| {} | every | anyone | {} |\n",
                   code_of(Ground::doi_confirmation), duty_words({Duty::no_advertising, Duty::confirm_once}));
    fmt::format_to(std::back_inserter(out), "| every, by a processor | every | anyone | {} |\n",
                   duty_words({Duty::processor_instruction_ref}));
}

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
        "# Regeln des Kontakts / Rules of contact\n\n"
        "Aus den Tabellen des Programms erzeugt; von Hand geändert wird hier nichts. Regelpaket {}, "
        "Stand der Bedingungen "
        "{}.\nGenerated from the program's tables; nothing is changed here by hand. Policy pack {}, "
        "conditions "
        "revision {}.\n",
        policy.pack, rules_revision, policy.pack, rules_revision);
    append_rules(out);
    out +=
        "\n## Einwilligung / Express consent (8)\n\nWas eine Einwilligung bestehen muss; gemeldet "
        "wird, woran die am "
        "weitesten gekommene scheitert.\nWhat a consent must pass; reported is where the one that "
        "came furthest "
        "fails.\n";
    append_chain(out, consent_chain());
    out += "\n## Bestandskunden / Customers (10)\n";
    append_chain(out, sale_chain());
    out += "\n## Vermutetes Einverständnis / Presumed consent (11)\n";
    append_chain(out, presumed_chain());
    append_grounds(out);
    append_duties(out);
    out += "\n## Werte / Parameters\n\n| Name | Value | DE | EN |\n|---|---|---|---|\n";
    for (const Parameter& parameter : parameters(policy)) {
        fmt::format_to(std::back_inserter(out), "| {} | {} | {} | {} |\n", parameter.name, parameter.value,
                       parameter.de, parameter.en);
    }
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
