// Any bytes as a packed row of facts: refused, or facts that can be decided, named, and packed to a row that
// reads the same again.
#include "base/text.h"
#include "domain/decide.h"
#include "domain/explain.h"
#include "domain/packed_facts.h"

#include <cstdlib>

using namespace kartei;
using namespace kartei::domain;

namespace {

constexpr Instant now{1'795'424'400'000'000};  // 2026-11-23

void require(bool holds) {
    if (!holds) std::abort();
}

TenantContext context() {
    TenantContext tenant;
    require(tenant.areas.set_parent({2}, {1}).has_value() && tenant.areas.set_parent({3}, {2}).has_value());
    tenant.wordings = {TextStatus::unknown, TextStatus::valid, TextStatus::invalidated};
    return tenant;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const TenantContext tenant = context();
    Facts facts;
    const auto read = unpack({data, size}, tenant, facts);
    if (!read) {
        require(!read.error().what.de.empty() && !read.error().what.en.empty());
        return 0;
    }
    for (const auto channel : {Channel::phone, Channel::email, Channel::post, Channel::messenger}) {
        const Question question{.now = now, .area = tenant.areas.path({3}), .channel = channel};
        const Decision decision = decide(facts, question, Policy{});
        require(decide(facts, question, Policy{}) == decision);
        for (const auto law : laws(decision, facts, question)) require(!law.empty());
    }
    const auto row = pack(facts, now);
    require(row.has_value());
    Facts again;
    require(unpack(*row, tenant, again).has_value());
    facts.birth_date = again.birth_date;  // packing leaves out what matters no more
    require(again == facts);
    return 0;
}
