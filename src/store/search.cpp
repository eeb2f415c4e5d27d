#include "store/search.h"

#include "store/person_index.h"

#include <algorithm>
#include <bitset>
#include <functional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace kartei::store {

namespace {

/// What a query of several words may look at, whatever the data: terms of all its words together, and persons
/// one by one.
constexpr std::size_t max_terms_read = 8'000;
constexpr std::size_t max_looked_at = 150;
/// So few are sooner looked at one by one than by reading what the other words find.
constexpr std::size_t few = 60;

const Sql select_range{
    "SELECT person_id FROM search_term WHERE tenant_id = :tenant_id AND term >= :first AND term < :beyond"
    " ORDER BY term, person_id LIMIT :most"};
const Sql select_exact{
    "SELECT person_id FROM search_term WHERE tenant_id = :tenant_id AND term = :term"
    " ORDER BY person_id LIMIT :most"};

/// A text that comes after everything beginning with `prefix`: U+10FFFF is no character and is never folded
/// to.
std::string beyond(std::string prefix) {
    prefix += "\xF4\x8F\xBF\xBF";
    return prefix;
}

std::vector<domain::PersonId> range(Connection& connection, TenantId tenant, const std::string& prefix,
                                    std::size_t most) {
    const std::string end = beyond(prefix);
    auto& statement = connection.prepare(select_range);
    statement.bind("tenant_id", tenant)
        .bind("first", std::string_view(prefix))
        .bind("beyond", std::string_view(end))
        .bind("most", static_cast<std::int64_t>(most));
    std::vector<domain::PersonId> persons;
    while (statement.next()) persons.push_back({statement.uuid(0)});
    return persons;
}

bool matches(const std::vector<std::string>& terms, const domain::QueryWord& word) {
    return std::ranges::any_of(terms, [&](const std::string& term) {
        return std::ranges::any_of(word.prefixes,
                                   [&](const auto& prefix) { return term.starts_with(prefix); });
    });
}

class Collector {
public:
    explicit Collector(std::size_t limit) : limit_(limit) {}

    /// False where the limit is reached.
    bool add(domain::PersonId person) {
        if (!seen_.insert(person).second) return true;
        if (found_.persons.size() == limit_) {
            found_.completeness = Completeness::more;
            return false;
        }
        found_.persons.push_back(person);
        return true;
    }

    /// There may be others, whom nobody looked at.
    void cut_off() { found_.completeness = Completeness::cut_off; }

    Found& found() { return found_; }

private:
    std::size_t limit_;
    std::unordered_set<domain::PersonId> seen_;
    Found found_;
};

/// Persons whose terms match every word. What a word finds is read as far as its share of the bound goes; of
/// words that find more, or were not read, persons tell one by one whether they match.
class AllWords {
public:
    AllWords(Connection& connection, TenantId tenant, std::vector<domain::QueryWord> words)
        : connection_(connection), tenant_(tenant), words_(std::move(words)) {
        // The longest word is likely to find the fewest.
        std::ranges::stable_sort(words_, std::greater{},
                                 [](const auto& word) { return word.prefixes.front().size(); });
        std::size_t left = max_terms_read;
        for (std::size_t i = 0; i < words_.size() && !(is_complete_ && candidates_.size() <= few); ++i) {
            const std::size_t share = left / (words_.size() - i);
            const auto persons = read(words_[i], share);
            join(i, persons, persons.size() <= share);
            left -= std::min(left, persons.size());
        }
    }

    void collect(Collector& collector) {
        if (!is_complete_) collector.cut_off();
        for (const auto person : candidates_) {
            if (is_known(person) && !collector.add(person)) return;
        }
        std::size_t left = max_looked_at;
        for (const auto person : candidates_) {
            if (is_known(person)) continue;
            if (left-- == 0) return collector.cut_off();
            if (looked_at(person) && !collector.add(person)) return;
        }
    }

private:
    /// At most one more than `most`.
    std::vector<domain::PersonId> read(const domain::QueryWord& word, std::size_t most) {
        std::vector<domain::PersonId> persons;
        for (const auto& prefix : word.prefixes) {
            const auto more = range(connection_, tenant_, prefix, most + 1 - persons.size());
            persons.insert(persons.end(), more.begin(), more.end());
        }
        return persons;
    }

    /// Takes in whom a word finds; `all`: whether it finds nobody else.
    void join(std::size_t word, const std::vector<domain::PersonId>& persons, bool all) {
        if (word == 0 || (all && !is_complete_)) {
            candidates_.clear();
            for (const auto person : persons) {
                auto& matched = matched_[person];
                if (!matched[word]) candidates_.push_back(person);
                matched.set(word);
            }
            is_complete_ = all;
            return;
        }
        for (const auto person : persons) {
            const auto candidate = matched_.find(person);
            if (candidate != matched_.end()) candidate->second.set(word);
        }
        if (all) std::erase_if(candidates_, [&](domain::PersonId person) { return !matched_[person][word]; });
    }

    /// Whether every word is known to match.
    bool is_known(domain::PersonId person) const { return matched_.at(person).count() == words_.size(); }

    bool looked_at(domain::PersonId person) {
        const auto index = read_index(connection_, tenant_, person);
        return std::ranges::all_of(words_, [&](const auto& word) { return matches(index.terms, word); });
    }

    Connection& connection_;
    TenantId tenant_;
    std::vector<domain::QueryWord> words_;
    std::vector<domain::PersonId> candidates_;  ///< in the order of a word's terms
    bool is_complete_ = false;                  ///< whether nobody but candidates can match all words
    std::unordered_map<domain::PersonId, std::bitset<domain::max_query_words>> matched_;
};

}  // namespace

Found find_persons(Connection& connection, TenantId tenant, const domain::SearchQuery& query,
                   std::size_t limit) {
    Collector collector(limit);
    for (const auto& prefix : query.whole) {
        // One more than the limit, and as many again as may be the same person under another term.
        const std::size_t most = 4 * limit + 1;
        const auto persons = range(connection, tenant, prefix, most);
        for (const auto person : persons) {
            if (!collector.add(person)) return std::move(collector.found());
        }
        if (persons.size() == most) collector.cut_off();
    }
    if (query.words.size() > 1) AllWords(connection, tenant, query.words).collect(collector);
    return std::move(collector.found());
}

std::vector<domain::PersonId> persons_with_term(Connection& connection, TenantId tenant,
                                                std::string_view term, std::int64_t most) {
    auto& statement = connection.prepare(select_exact);
    statement.bind("tenant_id", tenant).bind("term", term).bind("most", most);
    std::vector<domain::PersonId> persons;
    while (statement.next()) persons.push_back({statement.uuid(0)});
    return persons;
}

}  // namespace kartei::store
