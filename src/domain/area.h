// Areas of advertising as numbers of one tenant, and their tree. Prohibitions go down the tree, permissions
// never do: a question carries its area with all ancestors, so that facts need no tree.
#pragma once

#include "base/result.h"

#include <boost/container/small_vector.hpp>

#include <array>
#include <compare>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

namespace kartei::domain {

/// Areas one company may have. Some dozens are usual; more in a list is a column that means something else,
/// and every answer about a person walks through all of them.
inline constexpr std::uint32_t max_areas = 500;

/// Bytes of a scope in a column: as many numbers of five digits as there may be areas, and their commas.
inline constexpr std::uint16_t max_scope_bytes = max_areas * 6;

/// An area within one tenant, counted from 1; 0 means that none was named.
struct AreaNo {
    std::uint32_t value = 0;

    auto operator<=>(const AreaNo&) const = default;
};

/// Four fit without memory of their own. Copying and moving are out of line: inlined, g++ 12 warns of reads
/// past the four that cannot happen.
class AreaList : public boost::container::small_vector<AreaNo, 4> {
public:
    AreaList();
    AreaList(std::initializer_list<AreaNo> areas);
    AreaList(const AreaList& other);
    AreaList(AreaList&& other) noexcept;
    AreaList& operator=(const AreaList& other);
    AreaList& operator=(AreaList&& other) noexcept;
    ~AreaList() = default;
};

/// The areas a declaration names, or all of them ("*"). Nothing named and not all: no area.
struct AreaScope {
    bool all = false;
    AreaList areas = {};

    bool names(AreaNo area) const;
    bool operator==(const AreaScope&) const = default;
};
inline AreaScope every_area() {
    return {true, {}};
}

/// An area and its ancestors up to the root, nearest first. Empty where no area was named.
class AreaPath {
public:
    static constexpr std::size_t max_depth = 32;

    AreaPath() = default;
    /// A root, or an area whose place in the tree does not matter.
    explicit AreaPath(AreaNo area);

    AreaNo area() const { return size_ == 0 ? AreaNo{} : areas_[0]; }
    std::span<const AreaNo> areas() const { return {areas_.data(), size_}; }
    bool operator==(const AreaPath& other) const;

    /// A permission covers only what its wording names (BGH VI ZR 721/15).
    bool permitted_by(const AreaScope& scope) const;
    /// A prohibition covers what it names and everything below; where no area was named, any of them.
    bool forbidden_by(const AreaScope& scope) const;

private:
    friend class AreaTree;
    std::array<AreaNo, max_depth> areas_{};
    std::uint32_t size_ = 0;
};

/// Parents of areas. Neither cycles nor more than AreaPath::max_depth levels can be entered.
class AreaTree {
public:
    static constexpr std::uint32_t max_area = 65'535;

    /// `invalid` for number 0 or beyond max_area, `conflict` for a cycle, `limit` where the tree becomes too
    /// deep.
    Result<void> set_parent(AreaNo child, AreaNo parent);
    /// The parent, or AreaNo 0 for a root.
    AreaNo parent(AreaNo area) const;
    AreaPath path(AreaNo area) const;

private:
    std::uint32_t levels_below(AreaNo area) const;

    std::vector<AreaNo> parents_;  ///< by child's number
};

}  // namespace kartei::domain
