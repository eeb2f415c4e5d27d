#include "store/search.h"

#include <algorithm>
#include <unordered_set>

namespace kartei::store {

namespace {

/// How many candidates a query of several words may look at: bounds its time whatever the data.
constexpr std::size_t max_candidates = 1'000;
constexpr std::int64_t count_up_to = static_cast<std::int64_t>(max_candidates);

const Sql select_range{
    "SELECT person_id FROM search_term WHERE tenant_id = :tenant_id AND term >= :first AND term < :beyond"
    " ORDER BY term, person_id LIMIT :most"};
/// With everything each of them is found by, one term per line.
const Sql select_candidates{
    "SELECT hit.person_id, i.terms FROM search_term AS hit"
    " JOIN person_index AS i ON i.tenant_id = hit.tenant_id AND i.person_id = hit.person_id"
    " WHERE hit.tenant_id = :tenant_id AND hit.term >= :first AND hit.term < :beyond"
    " ORDER BY hit.term, hit.person_id LIMIT :most"};
const Sql select_exact{
    "SELECT person_id FROM search_term WHERE tenant_id = :tenant_id AND term = :term"
    " ORDER BY person_id LIMIT :most"};
const Sql count_range{
    "SELECT count(*) FROM (SELECT 1 FROM search_term WHERE tenant_id = :tenant_id AND term >= :first"
    " AND term < :beyond LIMIT :most) AS hits"};

/// A text that comes after everything beginning with `prefix`: U+10FFFF is no character and is never folded
/// to.
std::string beyond(std::string prefix) {
    prefix += "\xF4\x8F\xBF\xBF";
    return prefix;
}

void bind_range(Statement& statement, TenantId tenant, const std::string& prefix, const std::string& end,
                std::int64_t most) {
    statement.bind("tenant_id", tenant.value);
    statement.bind("first", std::string_view(prefix));
    statement.bind("beyond", std::string_view(end));
    statement.bind("most", most);
}

std::vector<domain::PersonId> range(Connection& connection, TenantId tenant, const std::string& prefix,
                                    std::size_t most) {
    const std::string end = beyond(prefix);
    auto& statement = connection.prepare(select_range);
    bind_range(statement, tenant, prefix, end, static_cast<std::int64_t>(most));
    std::vector<domain::PersonId> persons;
    while (statement.next()) persons.push_back({statement.uuid(0)});
    return persons;
}

std::int64_t weight(Connection& connection, TenantId tenant, const domain::QueryWord& word) {
    std::int64_t sum = 0;
    for (const auto& prefix : word.prefixes) {
        const std::string end = beyond(prefix);
        auto& statement = connection.prepare(count_range);
        bind_range(statement, tenant, prefix, end, count_up_to);
        while (statement.next()) sum += statement.integer(0);
    }
    return sum;
}

/// One term of a person begins with the prefix, or a word inside it does.
bool matches(std::string_view term, std::string_view prefix) {
    if (term.starts_with(prefix)) return true;
    if (term.empty() || term.front() != prefix.front()) return false;
    const std::string_view word = prefix.substr(1);
    for (std::size_t at = term.find(word, 2); at != std::string_view::npos; at = term.find(word, at + 1)) {
        if (term[at - 1] == ' ') return true;
    }
    return false;
}

/// `terms`: one per line.
bool matches(std::string_view terms, const domain::QueryWord& word) {
    while (!terms.empty()) {
        const std::size_t end = std::min(terms.find('\n'), terms.size());
        const auto hit = [term = terms.substr(0, end)](const auto& prefix) { return matches(term, prefix); };
        if (std::ranges::any_of(word.prefixes, hit)) return true;
        terms.remove_prefix(std::min(end + 1, terms.size()));
    }
    return false;
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

    Found& found() { return found_; }

private:
    std::size_t limit_;
    std::unordered_set<domain::PersonId> seen_;
    Found found_;
};

/// Persons whose terms match every word, looked for through the rarest one.
void collect_all_words(Connection& connection, TenantId tenant, const std::vector<domain::QueryWord>& words,
                       Collector& collector) {
    std::vector<std::int64_t> weights;
    for (const auto& word : words) weights.push_back(weight(connection, tenant, word));
    const auto rarest = static_cast<std::size_t>(std::ranges::min_element(weights) - weights.begin());
    std::size_t left = max_candidates;
    for (const auto& prefix : words[rarest].prefixes) {
        const std::string end = beyond(prefix);
        auto& statement = connection.prepare(select_candidates);
        bind_range(statement, tenant, prefix, end, static_cast<std::int64_t>(left + 1));
        while (statement.next()) {
            if (left-- == 0) {
                statement.reset();
                collector.found().completeness = Completeness::cut_off;
                return;
            }
            const std::string_view terms = statement.text(1);
            const bool hit =
                std::ranges::all_of(words, [&](const auto& word) { return matches(terms, word); });
            if (hit && !collector.add({statement.uuid(0)})) {
                statement.reset();
                return;
            }
        }
    }
}

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
        if (persons.size() == most) collector.found().completeness = Completeness::cut_off;
    }
    if (query.words.size() > 1) collect_all_words(connection, tenant, query.words, collector);
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
