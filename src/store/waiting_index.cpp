#include "store/waiting_index.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <tuple>

namespace kartei::store {

namespace {

/// A dry run keeps one transaction open for a whole file: what waits stays bounded.
constexpr std::size_t max_waiting_terms = 200'000;
constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

const Sql insert_term{
    "INSERT INTO search_term (tenant_id, term, person_id) VALUES (:tenant_id, :term, :person_id)"};
const Sql insert_value{
    "INSERT INTO value_directory (tenant_id, value_hash, person_id) VALUES (:tenant_id, :value_hash, "
    ":person_id)"};

/// Shorter terms are filled up with zeros, which none contains: they come first, as in the table.
std::uint64_t beginning_of(std::string_view text) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i)
        number = number << 8U | (i < text.size() ? static_cast<std::uint8_t>(text[i]) : 0U);
    return number;
}

}  // namespace

std::size_t UuidHash::operator()(const UuidBytes& bytes) const noexcept {
    std::size_t end = 0;
    std::memcpy(&end, bytes.data() + bytes.size() - sizeof end, sizeof end);
    return end;
}

void WaitingIndex::add(domain::PersonId person, const PersonIndex& rows) {
    persons_.insert(person);
    for (const auto& term : rows.terms) {
        terms_.push_back({beginning_of(term), text_.size(), term.size(), person});
        text_ += term;
    }
    for (const auto& hash : rows.value_hashes) {
        const auto [newest, first] = newest_.try_emplace(hash, none);
        values_.push_back({hash, person, newest->second});
        newest->second = values_.size() - 1;
    }
    if (terms_.size() >= max_waiting_terms) store();
}

std::vector<domain::PersonId> WaitingIndex::holders(const UuidBytes& value_hash) const {
    std::vector<domain::PersonId> persons;
    const auto newest = newest_.find(value_hash);
    if (newest == newest_.end()) return persons;
    for (std::size_t at = newest->second; at != none; at = values_[at].before)
        persons.push_back(values_[at].person);
    std::ranges::reverse(persons);
    return persons;
}

void WaitingIndex::store() {
    store_terms();
    store_values();
    persons_.clear();
}

std::string_view WaitingIndex::text_of(const Term& term) const {
    return std::string_view(text_).substr(term.at, term.size);
}

void WaitingIndex::store_terms() {
    std::ranges::sort(terms_, [this](const Term& left, const Term& right) {
        if (left.beginning != right.beginning) return left.beginning < right.beginning;
        return std::tuple(text_of(left), left.person) < std::tuple(text_of(right), right.person);
    });
    for (const auto& term : terms_) {
        auto& statement = connection_.prepare(insert_term);
        statement.bind("tenant_id", tenant_).bind("term", text_of(term)).bind("person_id", term.person);
        statement.enqueue();
    }
    terms_.clear();
    text_.clear();
}

void WaitingIndex::store_values() {
    // The hashes lead to no value any more.
    newest_.clear();
    std::ranges::sort(values_, [](const Value& left, const Value& right) {
        return std::tie(left.hash, left.person) < std::tie(right.hash, right.person);
    });
    for (const auto& value : values_) {
        auto& statement = connection_.prepare(insert_value);
        statement.bind("tenant_id", tenant_).bind("value_hash", value.hash).bind("person_id", value.person);
        statement.enqueue();
    }
    values_.clear();
}

}  // namespace kartei::store
