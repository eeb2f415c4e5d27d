#include "domain/cell.h"

#include "domain/rules.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace kartei::domain {

namespace {

/// Permissions before bans; of bans the one that came furthest says most about the way out; then the lowest
/// id.
bool is_better(const Cell& left, const Cell& right) {
    const auto rank = [](const Cell& cell) {
        return std::pair(static_cast<int>(cell.decision.verdict), static_cast<int>(cell.decision.rule));
    };
    if (rank(left) != rank(right)) return rank(left) > rank(right);
    return left.point < right.point;
}

/// The position of the rule about contact points that cannot be used.
std::uint8_t invalid_point_rule() {
    const auto rule = std::ranges::find(rules(), Ground::contact_point_invalid, &Rule::ground);
    return static_cast<std::uint8_t>(rule - rules().begin());
}

}  // namespace

Question matrix_question(RecipientKind recipient, const AreaPath& area, Channel channel, const Asker& asker) {
    const bool business = recipient == RecipientKind::company || recipient == RecipientKind::company_contact;
    Question question;
    question.now = asker.now;
    question.actor = asker.actor;
    question.area = area;
    question.channel = channel;
    question.message = MessageKind::advertising;
    question.offer_for = business ? OfferFor::business : OfferFor::personal;
    question.caller_id = CallerId::shown;
    question.sender_disclosed = true;
    question.stop_address = true;
    question.objection_notice = true;
    return question;
}

Cell best_over_contact_points(const Facts& facts, const Question& question, const Policy& policy) {
    Cell best;
    bool found = false;
    Question asked = question;
    for (const PointFact& point : facts.contact_points) {
        if (!serves(point.kind, question.channel)) continue;
        asked.contact_point = point.id;
        const Cell cell{decide(facts, asked, policy), point.id};
        if (found && !is_better(cell, best)) continue;
        best = cell;
        found = true;
    }
    if (found) return best;
    // Whoever objected has objected, whether he can be reached this way or not.
    best.decision = decide(facts, question, policy);
    if (status_of(best.decision) == Status::objected) return best;
    best.decision = {};
    best.decision.ground = Ground::contact_point_invalid;
    best.decision.basis = row_of(Ground::contact_point_invalid).basis;
    best.decision.rule = invalid_point_rule();
    return best;
}

void BatchCount::add(const Decision& decision) {
    ++grounds[static_cast<std::size_t>(decision.ground)];
    ++statuses[static_cast<std::size_t>(status_of(decision))];
    ++persons;
}

void BatchCount::add(const BatchCount& other) {
    std::ranges::transform(grounds, other.grounds, grounds.begin(), std::plus{});
    std::ranges::transform(statuses, other.statuses, statuses.begin(), std::plus{});
    persons += other.persons;
}

BatchCounter::BatchCounter(const TenantContext& context, const Policy& policy, const AreaPath& area,
                           Channel channel, const Asker& asker)
    : context_(context), policy_(policy), area_(area), channel_(channel), asker_(asker) {}

Result<Cell> BatchCounter::add(ByteView row) {
    TRY(unpack(row, context_, facts_));
    const Question question = matrix_question(facts_.recipient, area_, channel_, asker_);
    const Cell cell = best_over_contact_points(facts_, question, policy_);
    count_.add(cell.decision);
    return cell;
}

}  // namespace kartei::domain
