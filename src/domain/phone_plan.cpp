#include "domain/phone_plan.h"

#include "domain/digit_pattern.h"

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

namespace kartei::domain {

namespace {

constexpr std::size_t code_count = 1000;

std::size_t country_index(std::string_view letters) {
    return static_cast<std::size_t>(letters[0] - 'A') * 26 + static_cast<std::size_t>(letters[1] - 'A');
}

bool is_plain(std::string_view pattern) {
    return std::ranges::all_of(pattern, [](char c) { return c >= '0' && c <= '9'; });
}

/// A prefix of a plan: nearly all are the plain digit 0 or 1 and need no pattern.
struct Prefix {
    std::string_view plain{};
    std::optional<DigitPattern> pattern{};

    explicit Prefix(std::string_view text) {
        if (is_plain(text)) {
            plain = text;
        } else {
            pattern.emplace(text);
        }
    }

    std::optional<DigitPattern::Match> match(std::string_view digits) const {
        if (pattern) return pattern->match(digits);
        if (plain.empty() || !digits.starts_with(plain)) return std::nullopt;
        return DigitPattern::Match{plain.size(), {}};
    }
};

/// Ways into the plans, made once.
struct Index {
    std::array<const PhonePlan*, std::size_t{26} * 26> by_country{};
    std::vector<std::vector<const PhonePlan*>> by_code{code_count};
    std::vector<Prefix> idd{};  ///< in the order of the plans
    std::vector<Prefix> trunk{};

    Index() {
        idd.reserve(phone_plans.size());
        trunk.reserve(phone_plans.size());
        for (const PhonePlan& plan : phone_plans) {
            if (plan.country.size() == 2) by_country[country_index(plan.country)] = &plan;
            by_code[plan.calling_code].push_back(&plan);
            idd.emplace_back(plan.idd);
            trunk.emplace_back(plan.prefix);
        }
        for (auto& plans : by_code) std::ranges::sort(plans, {}, &PhonePlan::rank);
    }
};

const Index& index() {
    static const Index instance;
    return instance;
}

std::size_t position(const PhonePlan& plan) {
    return static_cast<std::size_t>(&plan - phone_plans.data());
}

/// "9$1" with the caught digits in place of $1 or $2.
std::string rewritten(std::string_view rule, const DigitPattern::Match& match, std::string_view rest) {
    std::string out;
    for (std::size_t i = 0; i < rule.size(); ++i) {
        if (rule[i] == '$' && i + 1 < rule.size()) {
            const auto group = static_cast<std::size_t>(rule[++i] - '1');
            if (group < match.groups.size()) out += match.groups[group].value_or(std::string_view());
        } else {
            out += rule[i];
        }
    }
    out += rest;
    return out;
}

std::string stripped(const PhonePlan& plan, const DigitPattern::Match& match, std::string_view digits) {
    const Prefix& prefix = index().trunk[position(plan)];
    const std::string_view rest = digits.substr(match.length);
    const std::size_t groups = prefix.pattern ? prefix.pattern->group_count() : 0;
    // The last group decides whether the rule speaks of this number.
    const bool caught = groups > 0 && match.groups[groups - 1].has_value();
    if (caught && !plan.prefix_becomes.empty()) return rewritten(plan.prefix_becomes, match, rest);
    return std::string(rest);
}

std::uint16_t walk(std::uint16_t state, std::string_view digits) {
    for (const char digit : digits) {
        state = phone_states[state].next[static_cast<std::size_t>(digit - '0')];
        if (state == 0) return 0;
    }
    return phone_states[state].kinds;
}

/// Whether any beginning of the digits is accepted.
bool leads(std::uint16_t state, std::string_view digits) {
    for (const char digit : digits) {
        state = phone_states[state].next[static_cast<std::size_t>(digit - '0')];
        if (phone_states[state].kinds != 0) return true;
        if (state == 0) return false;
    }
    return false;
}

}  // namespace

const PhonePlan* find_plan(Country country) {
    return country.is_none() ? nullptr : index().by_country[country_index(country.text())];
}

std::span<const PhonePlan* const> plans_of_code(unsigned calling_code) {
    if (calling_code >= code_count) return {};
    return index().by_code[calling_code];
}

std::uint16_t kinds_of(const PhonePlan& plan, std::string_view national) {
    return walk(plan.automaton, national);
}

std::optional<PhoneKind> kind_from(std::uint16_t kinds) {
    if ((kinds & general_bit) == 0 || (kinds & any_type_bits) == 0) return std::nullopt;
    if ((kinds & fixed_line_bit) != 0) {
        return (kinds & mobile_bit) != 0 ? PhoneKind::fixed_or_mobile : PhoneKind::fixed_line;
    }
    if ((kinds & mobile_bit) != 0) return PhoneKind::mobile;
    if ((kinds & premium_bit) != 0) return PhoneKind::premium;
    if ((kinds & toll_free_bit) != 0) return PhoneKind::toll_free;
    if ((kinds & shared_cost_bit) != 0) return PhoneKind::shared_cost;
    if ((kinds & voip_bit) != 0) return PhoneKind::voip;
    if ((kinds & personal_bit) != 0) return PhoneKind::personal;
    return PhoneKind::unknown;
}

LengthFit length_fit(const PhonePlan& plan, std::string_view national) {
    const auto length = static_cast<unsigned>(std::min<std::size_t>(national.size(), 31));
    if ((plan.lengths >> length & 1U) != 0) return LengthFit::possible;
    if (length < static_cast<unsigned>(std::countr_zero(plan.lengths))) return LengthFit::too_short;
    if (length >= static_cast<unsigned>(std::bit_width(plan.lengths))) return LengthFit::too_long;
    return LengthFit::between;
}

const PhonePlan* exact_plan(const PhonePlan& plan, std::string_view national) {
    const auto plans = plans_of_code(plan.calling_code);
    if (plans.size() == 1) return plans[0];
    for (const PhonePlan* other : plans) {
        const bool fits = other->leading != 0 ? leads(other->leading, national)
                                              : kind_from(kinds_of(*other, national)).has_value();
        if (fits) return other;
    }
    return nullptr;
}

std::string_view without_idd(const PhonePlan& plan, std::string_view digits) {
    const auto match = index().idd[position(plan)].match(digits);
    if (!match) return digits;
    const std::string_view rest = digits.substr(match->length);
    return rest.empty() || rest.front() == '0' ? digits : rest;
}

std::string without_trunk_prefix(const PhonePlan& plan, std::string_view digits) {
    const auto match = index().trunk[position(plan)].match(digits);
    if (!match) return std::string(digits);
    std::string national = stripped(plan, *match, digits);
    const bool fitted = (kinds_of(plan, digits) & general_bit) != 0;
    if (fitted && (kinds_of(plan, national) & general_bit) == 0) return std::string(digits);
    const PhonePlan* exact = exact_plan(plan, national);
    const LengthFit fit = length_fit(exact != nullptr ? *exact : plan, national);
    const bool keeps = fit == LengthFit::too_short || fit == LengthFit::between;
    return keeps ? std::string(digits) : national;
}

bool writes_trunk_zero(const PhonePlan& plan) {
    return plan.prefix == "0";
}

}  // namespace kartei::domain
