// One cell of the matrix: the question behind area and channel, asked of every usable contact point of the
// channel, and the best answer with the point it names. Counting a million of them needs no memory of its
// own.
#pragma once

#include "domain/decide.h"
#include "domain/packed_facts.h"

#include <array>

namespace kartei::domain {

/// What a whole matrix shares.
struct Asker {
    Instant now = {};
    Actor actor = Actor::own;  ///< a processor's instruction comes with the facts
};

/// Advertising of our own; for business where the recipient is a company or its contact, private otherwise;
/// number shown, sender, stop address and objection notice given.
Question matrix_question(RecipientKind recipient, const AreaPath& area, Channel channel, const Asker& asker);

struct Cell {
    Decision decision;
    ContactPointId point = {};  ///< nil where no point of the channel's kinds is stored
};

/// The best verdict over the contact points that serve the channel; between equals the rule that came
/// furthest, then the lowest id. Without such a point: forbidden, contact_point_invalid, no record.
Cell best_over_contact_points(const Facts& facts, const Question& question, const Policy& policy);

/// How many persons got which ground and which word.
struct BatchCount {
    std::array<std::uint64_t, ground_count> grounds{};
    std::array<std::uint64_t, status_count> statuses{};
    std::uint64_t persons = 0;

    void add(const Decision& decision);
    void add(const BatchCount& other);
    bool operator==(const BatchCount&) const = default;
};

/// Counts one area and channel over packed rows, reusing memory from row to row.
class BatchCounter {
public:
    BatchCounter(const TenantContext& context, const Policy& policy, const AreaPath& area, Channel channel,
                 const Asker& asker);

    /// Fails as `unpack` does; the row is then not counted.
    Result<Cell> add(ByteView row);
    const BatchCount& count() const { return count_; }

private:
    const TenantContext& context_;
    const Policy& policy_;
    AreaPath area_;
    Channel channel_;
    Asker asker_;
    Facts facts_;
    BatchCount count_;
};

}  // namespace kartei::domain
