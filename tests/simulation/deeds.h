// What people ask of the house, thrown by dice: the act, what it must be refused with, and what it changes in
// the book.
#pragma once

#include "app/house.h"
#include "tests/simulation/book.h"
#include "tests/simulation/dice.h"
#include "tests/simulation/scene.h"

#include <exception>
#include <functional>
#include <optional>
#include <string>

namespace kartei::simulation {

/// What became of a deed.
struct Outcome {
    bool is_finished = false;  ///< the act came to its end
    bool is_again = false;     ///< it was answered with what was kept under its key
    std::optional<Error> refused;
    std::string answer;
    std::function<void(Book&)> effect;              ///< on what is known
    std::function<std::string(const Book&)> wrong;  ///< what the book denies of the answer
    std::exception_ptr failure;                     ///< what the house says instead of an answer
};

struct Deed {
    std::string words;
    std::size_t staff = 0;
    domain::Right right{};
    std::optional<UuidBytes> key = {};
    Hash request = {};
    std::function<void(app::House&, const app::Session&, Outcome&)> act;
    /// Beside a missing right.
    std::function<std::optional<ErrorCode>(const Book&)> refusal;
};

class Deeds {
public:
    Deeds(Dice& dice, const Book& book) : dice_(dice), book_(book) {}

    Deed writing();
    Deed reading();
    /// Answers with the token.
    static Deed signing_in(std::size_t staff);
    /// An address or number nobody has yet.
    std::string new_phone() { return "0541 " + std::to_string(200'000 + next_++); }
    std::string new_email() { return "kunde" + std::to_string(next_++) + "@example.de"; }
    /// A name of letters alone that nobody has yet.
    std::string new_name();
    std::size_t any_staff() { return dice_.below(Scene::only().staff().size()); }

private:
    Deed create();
    Deed change();
    Deed add_point();
    Deed change_point();
    Deed remove_point();
    Deed consent();
    Deed objection();
    Deed interest();
    Deed check();
    Deed ask();
    Deed matrix();
    Deed batch();
    Deed find();
    Deed read();
    Deed list();

    /// Of somebody there is mostly, or of nobody.
    domain::PersonId any_person();
    domain::AreaNo any_area() { return dice_.one_of(Scene::only().areas()).area_no; }
    domain::Channel any_channel() { return domain::all_channels[dice_.below(domain::channel_count)]; }
    std::vector<domain::AreaNo> some_areas(std::size_t least);
    std::vector<domain::Channel> some_channels(std::size_t least);
    /// Of what is there, or one that was there before.
    std::int64_t seen(std::int64_t version) { return dice_.one_in(5) ? version - 1 : version; }
    /// The person, and one of his contact points, or one of nobody's.
    std::pair<domain::PersonId, domain::ContactPoint> any_point();

    Dice& dice_;
    const Book& book_;
    std::size_t next_ = 0;
};

/// What of a verdict the book denies.
std::string wrong_verdict(const Book& book, domain::PersonId person, domain::AreaNo area,
                          domain::Channel channel, const domain::Decision& given, Instant now);

}  // namespace kartei::simulation
