#include "domain/digit_pattern.h"

#include <stdexcept>

namespace kartei::domain {

namespace {

constexpr std::uint16_t every_digit = 0x3FF;

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool take(std::string_view& rest, std::string_view expected) {
    if (!rest.starts_with(expected)) return false;
    rest.remove_prefix(expected.size());
    return true;
}

unsigned take_count(std::string_view& rest) {
    unsigned value = 0;
    while (!rest.empty() && is_digit(rest.front())) {
        value = value * 10 + static_cast<unsigned>(rest.front() - '0');
        rest.remove_prefix(1);
    }
    return value;
}

std::uint16_t digit_range(char first, char last) {
    unsigned set = 0;
    for (char digit = first; digit <= last; ++digit) set |= 1U << static_cast<unsigned>(digit - '0');
    return static_cast<std::uint16_t>(set);
}

/// The digits of a class, behind its opening bracket.
std::uint16_t take_class(std::string_view& rest) {
    unsigned set = 0;
    while (!take(rest, "]")) {
        if (rest.size() < 2 || !is_digit(rest[0]))
            throw std::logic_error("a digit pattern has a strange class");
        const bool range = rest[1] == '-';
        const char first = rest[0];
        const char last = range ? rest.at(2) : first;
        set |= digit_range(first, last);
        rest.remove_prefix(range ? 3 : 1);
    }
    return static_cast<std::uint16_t>(set);
}

}  // namespace

DigitPattern::DigitPattern(std::string_view pattern) {
    alternatives(pattern);
    if (!pattern.empty()) throw std::logic_error("a digit pattern has an unread end");
    put(Kind::accept);
}

std::size_t DigitPattern::put(Kind kind, std::size_t argument) {
    steps_.push_back({kind, static_cast<std::uint16_t>(argument)});
    return steps_.size() - 1;
}

/// Makes room for a step at `at`; targets behind it move along, what led to `at` leads to the new step.
void DigitPattern::insert(std::size_t at, Step step) {
    for (Step& before : steps_) {
        const bool has_target = before.kind == Kind::split || before.kind == Kind::jump;
        if (has_target && before.argument > at) ++before.argument;
    }
    steps_.insert(steps_.begin() + static_cast<std::ptrdiff_t>(at), step);
}

void DigitPattern::alternatives(std::string_view& rest) {
    const std::size_t start = steps_.size();
    sequence(rest);
    if (!take(rest, "|")) return;
    // split to the other way; first way; jump behind; other way
    insert(start, {Kind::split, static_cast<std::uint16_t>(steps_.size() + 2)});
    const std::size_t jump = put(Kind::jump);
    alternatives(rest);
    steps_[jump].argument = static_cast<std::uint16_t>(steps_.size());
}

void DigitPattern::sequence(std::string_view& rest) {
    while (!rest.empty() && rest.front() != '|' && rest.front() != ')') {
        const std::size_t start = steps_.size();
        atom(rest);
        repeat(start, rest);
    }
}

void DigitPattern::atom(std::string_view& rest) {
    if (take(rest, "(?:")) {
        alternatives(rest);
        if (!take(rest, ")")) throw std::logic_error("a digit pattern has an open bracket");
    } else if (take(rest, "(")) {
        const std::size_t group = group_count_++;
        if (group > 1) throw std::logic_error("a digit pattern has more than two groups");
        put(Kind::save, 2 * group);
        alternatives(rest);
        if (!take(rest, ")")) throw std::logic_error("a digit pattern has an open group");
        put(Kind::save, 2 * group + 1);
    } else if (take(rest, "\\d")) {
        put(Kind::digit, every_digit);
    } else if (take(rest, "[")) {
        put(Kind::digit, take_class(rest));
    } else if (take(rest, "$")) {
        put(Kind::end_of_text);
    } else if (is_digit(rest.front())) {
        put(Kind::digit, digit_range(rest.front(), rest.front()));
        rest.remove_prefix(1);
    } else {
        throw std::logic_error("a digit pattern has an unknown sign");
    }
}

/// Reads a quantifier behind the atom whose steps begin at `start`. Only a single digit class is repeated by
/// count.
void DigitPattern::repeat(std::size_t start, std::string_view& rest) {
    if (take(rest, "?")) {
        insert(start, {Kind::split, static_cast<std::uint16_t>(steps_.size() + 1)});
        return;
    }
    if (!take(rest, "{")) return;
    if (steps_.size() != start + 1) throw std::logic_error("a digit pattern repeats more than one digit");
    const Step step = steps_[start];
    const unsigned least = take_count(rest);
    const unsigned most = take(rest, ",") ? take_count(rest) : least;
    if (!take(rest, "}") || least == 0 || most < least)
        throw std::logic_error("a digit pattern has a strange count");
    for (unsigned i = 1; i < least; ++i) steps_.push_back(step);
    const std::size_t behind = steps_.size() + std::size_t{2} * (most - least);
    for (unsigned i = least; i < most; ++i) {
        put(Kind::split, behind);
        steps_.push_back(step);
    }
}

struct DigitPattern::Walk {
    const std::vector<Step>& steps;
    std::string_view digits;
    std::array<std::size_t, 4> marks{};  ///< begin and end of the groups, 0: not set, else 1 + offset
    std::size_t end = 0;

    bool run(std::size_t step, std::size_t at) {
        while (true) {
            const auto [kind, argument] = steps[step];
            switch (kind) {
                case Kind::digit:
                    if (at == digits.size()) return false;
                    if ((argument & digit_range(digits[at], digits[at])) == 0) return false;
                    ++at;
                    break;
                case Kind::end_of_text:
                    if (at != digits.size()) return false;
                    break;
                case Kind::save: return save(step, at);
                case Kind::split:
                    if (run(step + 1, at)) return true;
                    step = argument;
                    continue;
                case Kind::jump: step = argument; continue;
                case Kind::accept: end = at; return true;
            }
            ++step;
        }
    }

    bool save(std::size_t step, std::size_t at) {
        std::size_t& mark = marks[steps[step].argument];
        const std::size_t before = mark;
        mark = at + 1;
        if (run(step + 1, at)) return true;
        mark = before;
        return false;
    }
};

std::optional<DigitPattern::Match> DigitPattern::match(std::string_view digits) const {
    Walk walk{steps_, digits};
    if (!walk.run(0, 0)) return std::nullopt;
    Match found{walk.end, {}};
    for (std::size_t group = 0; group < 2; ++group) {
        const std::size_t from = walk.marks[2 * group];
        const std::size_t to = walk.marks[2 * group + 1];
        if (from != 0 && to != 0) found.groups[group] = digits.substr(from - 1, to - from);
    }
    return found;
}

}  // namespace kartei::domain
