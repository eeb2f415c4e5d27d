#include "domain/area.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::domain {

AreaList::AreaList() = default;
AreaList::AreaList(std::initializer_list<AreaNo> areas) : small_vector(areas) {}
AreaList::AreaList(const AreaList& other) = default;
AreaList::AreaList(AreaList&& other) noexcept = default;
AreaList& AreaList::operator=(const AreaList& other) = default;
AreaList& AreaList::operator=(AreaList&& other) noexcept = default;

bool AreaScope::names(AreaNo area) const {
    return std::find(areas.begin(), areas.end(), area) != areas.end();
}

AreaPath::AreaPath(AreaNo area) {
    if (area.value == 0) return;
    areas_[0] = area;
    size_ = 1;
}

bool AreaPath::operator==(const AreaPath& other) const {
    return std::ranges::equal(areas(), other.areas());
}

bool AreaPath::permitted_by(const AreaScope& scope) const {
    if (size_ == 0) return false;
    return scope.all || scope.names(areas_[0]);
}

bool AreaPath::forbidden_by(const AreaScope& scope) const {
    if (scope.all || scope.areas.empty() || size_ == 0) return true;
    return std::ranges::any_of(areas(), [&](AreaNo area) { return scope.names(area); });
}

Result<void> AreaTree::set_parent(AreaNo child, AreaNo parent) {
    if (child.value == 0 || parent.value == 0 || child.value > max_area || parent.value > max_area) {
        return fail(ErrorCode::invalid, {fmt::format("Bereiche haben Nummern von 1 bis {}.", max_area),
                                         fmt::format("Areas have numbers from 1 to {}.", max_area)});
    }
    const AreaPath above = path(parent);
    if (std::ranges::find(above.areas(), child) != above.areas().end()) {
        return fail(ErrorCode::conflict,
                    {"Ein Bereich kann nicht unter sich selbst liegen.", "An area cannot lie below itself."});
    }
    if (above.areas().size() + levels_below(child) > AreaPath::max_depth) {
        return fail(ErrorCode::limit,
                    {fmt::format("Bereiche liegen höchstens {} Ebenen tief.", AreaPath::max_depth),
                     fmt::format("Areas lie at most {} levels deep.", AreaPath::max_depth)});
    }
    if (parents_.size() <= child.value) parents_.resize(child.value + std::size_t{1});
    parents_[child.value] = parent;
    return {};
}

AreaNo AreaTree::parent(AreaNo area) const {
    return area.value < parents_.size() ? parents_[area.value] : AreaNo{};
}

AreaPath AreaTree::path(AreaNo area) const {
    AreaPath path(area);
    if (path.size_ == 0) return path;
    for (AreaNo up = parent(area); up.value != 0 && path.size_ < AreaPath::max_depth; up = parent(up)) {
        path.areas_[path.size_++] = up;
    }
    return path;
}

std::uint32_t AreaTree::levels_below(AreaNo area) const {
    std::uint32_t levels = 1;
    for (std::uint32_t number = 1; number < parents_.size(); ++number) {
        const AreaPath up = path(AreaNo{number});
        const auto at = std::ranges::find(up.areas(), area);
        if (at == up.areas().end()) continue;
        levels = std::max(levels, static_cast<std::uint32_t>(at - up.areas().begin()) + 1);
    }
    return levels;
}

}  // namespace kartei::domain
