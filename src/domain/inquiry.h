// What the rules look at: facts and question together with everything several rules need, worked out once.
// Internal to the rules; nothing here decides.
#pragma once

#include "domain/decide.h"

namespace kartei::domain {

/// Step 2: what a message counts as (law.md section 6). One advertising part makes all of it advertising
/// (KG 5 U 35/20).
enum class MessageClass : std::uint8_t { advertising, legal, billing, service, reply, doi };
inline constexpr std::size_t message_class_count = 6;

inline constexpr std::uint16_t no_record = UINT16_MAX;

/// How the person's consents stand to the question.
struct ConsentOutcome {
    std::uint16_t passing = no_record;  ///< the newest that covers the question and is valid
    Instant passing_at = {};
    bool despite_restriction = false;   ///< one passes that was given for a time of restriction
    Instant despite_at = {};            ///< the newest of them
    std::uint16_t failing = no_record;  ///< else: the one that came furthest, of equals the newest
    std::uint8_t failed_link = 0;       ///< row of consent_chain()
    Basis failed_basis = Basis::law;
    std::uint16_t pending = no_record;  ///< the newest that lacks nothing but its confirmation
    Instant pending_at = {};
};

/// How far some records of one kind came along their chain.
struct ChainOutcome {
    std::uint16_t passing = no_record;
    std::uint16_t failing = no_record;
    std::uint8_t failed_link = 0;
    Basis failed_basis = Basis::law;
};

struct Inquiry {
    Inquiry(const Facts& given_facts, const Question& given_question, const Policy& given_policy);

    const Facts& facts;
    const Question& question;
    const Policy& policy;
    ContactPointId asked = {};         ///< nil: not said and not plain from the facts
    const PointFact* point = nullptr;  ///< the point asked about, where it is on file
    bool point_ambiguous = false;      ///< several serve the channel and none was named
    bool acts_as_consumer = true;
    MessageClass message = MessageClass::advertising;
    std::uint16_t open_request = no_record;
    ConsentOutcome consents = {};

    bool advertises() const { return message == MessageClass::advertising; }
    std::uint16_t point_index() const;

private:
    void find_point();
    void classify();
};

/// The latest moment at which the person said so: given or confirmed.
std::optional<Instant> said_at(const ConsentFact& consent);

/// Whether `to` is later than the same time of day in Berlin `days` after `from`.
bool days_passed(Instant from, Instant to, int days);

/// Whether a person born then had the age on that day (BGB section 187(2) sentence 2).
bool has_age(Date birth, Date on, int years);

/// Natural persons can object and must be told so (GDPR Art. 21(4)).
inline bool is_natural_person(RecipientKind kind) {
    return kind != RecipientKind::company;
}

}  // namespace kartei::domain
