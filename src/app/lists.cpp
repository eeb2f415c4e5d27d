#include "app/lists.h"

#include "base/fold.h"
#include "base/text.h"
#include "domain/origin.h"

#include <algorithm>

namespace kartei::app {

namespace {

/// Companies are many; the newest ones are the ones that come again.
constexpr std::size_t cached_companies = 20'000;

}  // namespace

std::string area_key(std::string_view name) {
    std::string key = fold_strict(cut(name, max_bytes_of<domain::Area>("name")));
    std::ranges::replace(key, ' ', '_');
    return std::string(cut(key, max_bytes_of<domain::Area>("area_key")));
}

std::string company_key(std::string_view name) {
    const CompanyKey key = fold_company(name);
    const std::string whole = key.legal_form.empty() ? key.name : key.name + "|" + key.legal_form;
    return std::string(cut(whole, max_bytes_of<domain::Company>("name_key")));
}

std::string source_key(std::string_view name) {
    return std::string(cut(fold_strict(name), max_bytes_of<domain::Source>("name_key")));
}

void Lists::load_areas(store::Write& write) {
    if (std::exchange(areas_loaded_, true)) return;
    for (const auto& area : store::read_areas(write.connection(), write.keyring(), write.tenant())) {
        areas_.emplace(area.area_key, area.area_no);
        last_area_ = std::max(last_area_, area.area_no.value);
    }
}

std::optional<domain::AreaNo> Lists::known_area(store::Write& write, const std::string& name) {
    load_areas(write);
    const auto found = areas_.find(area_key(name));
    return found == areas_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<domain::AreaNo> Lists::area(store::Write& write, const std::string& name) {
    if (const auto known = known_area(write, name)) return known;
    const std::string key = area_key(name);
    if (key.empty() || last_area_ >= domain::AreaTree::max_area) return std::nullopt;
    const domain::Area area{.tenant_id = write.tenant(),
                            .area_no = {++last_area_},
                            .area_key = key,
                            .name = collapse_blanks(name),
                            .created_at = write.now()};
    write.insert(area);
    areas_.emplace(key, area.area_no);
    return area.area_no;
}

domain::Source Lists::source(store::Write& write, const std::string& name) {
    const std::string key = source_key(name);
    if (const auto found = sources_.find(key); found != sources_.end()) return found->second;
    auto source = store::find_source(write.connection(), write.keyring(), write.tenant(), key);
    if (!source) {
        source = domain::Source{.tenant_id = write.tenant(),
                                .source_id = write.next_id<domain::SourceId>(),
                                .kind = domain::origin_kind(name),
                                .name = collapse_blanks(name),
                                .name_key = key,
                                .created_at = write.now()};
        write.insert(*source);
    }
    return sources_.emplace(key, *source).first->second;
}

std::optional<domain::Company> Lists::company(store::Write& write, const std::string& name,
                                              domain::SourceId source) {
    const std::string key = company_key(name);
    if (key.empty()) return std::nullopt;
    if (const auto found = companies_.find(key); found != companies_.end()) return found->second;
    auto company = store::find_company(write.connection(), write.keyring(), write.tenant(), key);
    if (!company) {
        company = domain::Company{.tenant_id = write.tenant(),
                                  .company_id = write.next_id<domain::CompanyId>(),
                                  .name = name,
                                  .name_key = key,
                                  .source_id = source,
                                  .created_at = write.now()};
        write.insert(*company);
    }
    if (companies_.size() >= cached_companies) companies_.clear();
    return companies_.emplace(key, *company).first->second;
}

void Lists::forget() {
    *this = Lists{};
}

}  // namespace kartei::app
