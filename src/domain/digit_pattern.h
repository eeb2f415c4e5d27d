// Regular expressions over digits, as numbering plans write their prefixes: digits, \d, [..], (?:..), two
// groups (..),
// |, ?, {m}, {m,n} and a closing $. No star and no plus, hence every match ends.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kartei::domain {

/// A compiled pattern. Alternatives are tried from the left and repetitions as long as possible, as
/// ECMAScript does.
class DigitPattern {
public:
    /// Where the pattern matched: from the front over `length` digits, with what its groups caught.
    struct Match {
        std::size_t length = 0;
        std::array<std::optional<std::string_view>, 2> groups{};
    };

    /// Throws std::logic_error for signs outside the subset: patterns are compiled in, not input.
    explicit DigitPattern(std::string_view pattern);

    /// Matches at the front of `digits` (ASCII digits only).
    std::optional<Match> match(std::string_view digits) const;

    /// Number of groups, 0 to 2.
    std::size_t group_count() const { return group_count_; }

private:
    enum class Kind : std::uint8_t { digit, split, jump, save, end_of_text, accept };
    struct Step {
        Kind kind;
        std::uint16_t argument;  ///< set of digits, other way, target or number of the mark
    };
    struct Walk;

    void alternatives(std::string_view& rest);
    void sequence(std::string_view& rest);
    void atom(std::string_view& rest);
    void repeat(std::size_t start, std::string_view& rest);
    std::size_t put(Kind kind, std::size_t argument = 0);
    void insert(std::size_t at, Step step);

    std::vector<Step> steps_{};
    std::size_t group_count_ = 0;
};

}  // namespace kartei::domain
