#include "app/lists.h"

#include "base/fold.h"
#include "base/text.h"
#include "domain/origin.h"
#include "store/import_runs.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace kartei::app {

namespace {

/// Companies are many; the newest ones are the ones that come again.
constexpr std::size_t cached_companies = 20'000;

/// So many a refusal names.
constexpr std::size_t named_areas = 30;

std::unexpected<Error> no_area_name() {
    constexpr std::size_t max_bytes = max_bytes_of<domain::Area>("name");
    return fail(
        ErrorCode::invalid,
        {fmt::format(
             "Kein Name für einen Bereich: leer, länger als {} Bytes oder ohne Buchstaben und Ziffern.",
             max_bytes),
         fmt::format("No name of an area: empty, longer than {} bytes, or without letter and digit.",
                     max_bytes)},
        "area",
        {"Nennen Sie ihn kurz, zum Beispiel Photovoltaik.", "Name it shortly, for example photovoltaics."});
}

std::unexpected<Error> no_room() {
    return fail(ErrorCode::limit,
                {fmt::format("Weitere Bereiche lassen sich nicht anlegen (höchstens {}).", domain::max_areas),
                 fmt::format("No more areas can be made (at most {}).", domain::max_areas)},
                "area", {"Nennen Sie einen vorhandenen.", "Name one that is there."},
                "kartei may PERSON --matrix");
}

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

std::unexpected<Error> no_such_area(std::string_view name, std::vector<std::string> keys) {
    const std::string shown = quotable(name, max_bytes_of<domain::Area>("name"));
    std::ranges::sort(keys);
    const std::size_t left_out = keys.size() > named_areas ? keys.size() - named_areas : 0;
    keys.resize(keys.size() - left_out);
    const std::string named = fmt::format("{}", fmt::join(keys, ", "));
    const Message there =
        left_out == 0 ? Message{fmt::format("Es gibt: {}.", named), fmt::format("There are: {}.", named)}
                      : Message{fmt::format("Es gibt: {} und {} weitere.", named, left_out),
                                fmt::format("There are: {} and {} more.", named, left_out)};
    return fail(
        ErrorCode::not_found,
        {fmt::format("Den Bereich „{}“ gibt es nicht.", shown), fmt::format("There is no area '{}'.", shown)},
        "area", keys.empty() ? Message{"Es gibt noch keinen.", "There is none yet."} : there);
}

void Lists::load_areas(store::Write& write) {
    if (std::exchange(areas_loaded_, true)) return;
    for (const auto& area : store::read_areas(write.connection(), write.keyring(), write.tenant())) {
        areas_.emplace(area.area_key, area.area_no);
        last_area_ = std::max(last_area_, area.area_no.value);
    }
}

Result<domain::AreaNo> Lists::known_area(store::Write& write, const std::string& name) {
    load_areas(write);
    const auto found = areas_.find(area_key(name));
    if (found != areas_.end() && name.size() <= max_bytes_of<domain::Area>("name")) return found->second;
    std::vector<std::string> keys;
    for (const auto& [key, number] : areas_) keys.push_back(key);
    return no_such_area(name, std::move(keys));
}

Result<domain::AreaNo> Lists::area(store::Write& write, const std::string& name) {
    const std::string clean = collapse_blanks(name);
    const std::string key = area_key(clean);
    if (key.empty() || clean.size() > max_bytes_of<domain::Area>("name") || has_control_characters(clean))
        return no_area_name();
    load_areas(write);
    if (const auto found = areas_.find(key); found != areas_.end()) return found->second;
    // Somebody else may have made it, or another one of the next number, since the list was read.
    store::lock_numbered_lists(write.connection(), write.tenant());
    areas_loaded_ = false;
    load_areas(write);
    if (const auto found = areas_.find(key); found != areas_.end()) return found->second;
    if (areas_.size() >= domain::max_areas || last_area_ >= domain::AreaTree::max_area) return no_room();
    const domain::Area area{.tenant_id = write.tenant(),
                            .area_no = {++last_area_},
                            .area_key = key,
                            .name = clean,
                            .created_at = write.now()};
    write.insert(area);
    areas_.emplace(key, area.area_no);
    areas_made_.push_back(clean);
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
    auto known = companies_.find(key);
    if (known == companies_.end()) {
        look_up_companies(write, {key});
        known = companies_.find(key);
    }
    auto& company = known->second;
    if (!company) {
        company = domain::Company{.tenant_id = write.tenant(),
                                  .company_id = write.next_id<domain::CompanyId>(),
                                  .name = name,
                                  .name_key = key,
                                  .source_id = source,
                                  .created_at = write.now()};
        write.insert(*company);
    }
    return company;
}

void Lists::look_up_companies(store::Write& write, std::vector<std::string> keys) {
    if (companies_.size() >= cached_companies) companies_.clear();
    std::erase_if(keys, [&](const std::string& key) { return key.empty() || companies_.contains(key); });
    for (const auto& key : keys) companies_.emplace(key, std::nullopt);
    for (auto& company :
         store::find_companies(write.connection(), write.keyring(), write.tenant(), std::move(keys)))
        companies_[company.name_key] = std::move(company);
}

}  // namespace kartei::app
