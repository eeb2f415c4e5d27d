// One decision in process, over random facts that reach every rule. The limit reads the same facts and does
// nothing with them.
#include "domain/decide.h"
#include "bench/support/place.h"
#include "bench/support/table.h"
#include "tests/domain/random_facts.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace kartei::bench {
namespace {

using namespace domain;

constexpr std::size_t cases = 20'000;
constexpr int turns = 30;
constexpr double promised_ns = 1'000;

struct Case {
    Facts facts;
    Question question;
};

std::vector<Case> random_cases() {
    RandomFacts random(1);
    std::vector<Case> made;
    made.reserve(cases);
    for (std::size_t i = 0; i < cases; ++i) {
        random.new_processor();
        made.push_back({random.facts(), random.question()});
    }
    return made;
}

/// One word per cache line: what it costs to have the record at all.
template <class T>
std::uint64_t touch(const T* first, std::size_t count) {
    const auto* bytes = reinterpret_cast<const char*>(first);
    std::uint64_t sum = 0;
    for (std::size_t at = 0; at + sizeof(std::uint64_t) <= count * sizeof(T); at += 64) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes + at, sizeof word);
        sum += word;
    }
    return sum;
}

std::uint64_t touch_all(const Case& one) {
    std::uint64_t sum = touch(&one, 1);
    sum += touch(one.facts.contact_points.data(), one.facts.contact_points.size());
    sum += touch(one.facts.consents.data(), one.facts.consents.size());
    sum += touch(one.facts.objections.data(), one.facts.objections.size());
    sum += touch(one.facts.sales.data(), one.facts.sales.size());
    sum += touch(one.facts.presumed.data(), one.facts.presumed.size());
    sum += touch(one.facts.requests.data(), one.facts.requests.size());
    return sum;
}

/// The best of the turns; the sum keeps the work from being left out.
template <class Call>
double best_ns(const std::vector<Case>& made, Call&& call) {
    double best = 1e300;
    std::uint64_t sum = 0;
    for (int turn = 0; turn < turns; ++turn) {
        const double begin = seconds();
        for (const Case& one : made) sum += call(one);
        best = std::min(best, seconds() - begin);
    }
    must(sum != 0, "nothing was done");
    return best * 1e9 / static_cast<double>(made.size());
}

void decide_all() {
    const auto made = random_cases();
    const Policy policy;
    const double limit = best_ns(made, touch_all);
    const double ours = best_ns(made, [&](const Case& one) {
        const Decision decision = decide(one.facts, one.question, policy);
        return static_cast<std::uint64_t>(decision.ground) + 1;
    });
    print({.what = "decide, random facts",
           .value = ours,
           .unit = "ns",
           .promise = {.value = promised_ns},
           .limit = {"the same facts only read", limit}});
}

}  // namespace
}  // namespace kartei::bench

int main() {
    return kartei::bench::run(kartei::bench::decide_all);
}
