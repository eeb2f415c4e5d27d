#include "tests/simulation/scene.h"

#include "app/company_lists.h"
#include "app/sign_in.h"
#include "store/reading.h"
#include "tests/simulation/observer.h"

#include <fmt/format.h>

namespace kartei::simulation {

namespace {

constexpr Instant beginning{1'764'579'600 * us_per_second};  // 1 December 2025, 10:00 in Berlin
constexpr std::uint64_t seed_of_scene = 0x5CE7E;

}  // namespace

const Scene& Scene::only() {
    static const Scene scene;
    return scene;
}

store::DatabaseUrl Scene::database() {
    return store::sqlite_file("/simulated/kartei.db");
}

Scene::Scene() {
    Disk& disk = Disk::only();
    disk.load({}, seed_of_scene);
    place_ = {.data = directory_.path() / "data", .database = "sqlite:" + database().location};
    Instant now = beginning;
    Dice secrets(seed_of_scene);
    {
        auto house = must(app::House::open(
            place_, app::Opening::may_be_made, [&] { return now; },
            [&](std::span<std::uint8_t> bytes) { secrets.fill(bytes); }));
        const auto session = must(house.make_company("Muster GmbH"));
        tenant_ = session.tenant;
        const auto energy = must(app::create_area(house, session, "Energie", std::nullopt));
        must(app::create_area(house, session, "Strom", energy.area_no));
        must(app::create_area(house, session, "Gas", energy.area_no));
        must(app::create_area(house, session, "Versicherung", std::nullopt));
        wording_ =
            must(app::create_wording(house, session,
                                     {.label = "v1", .language = "de", .text = "Ich bin einverstanden."}))
                .wording_no;
        using enum domain::Role;
        for (const auto role : {agent, agent, sales, service, marketing, dpo, manager, administrator}) {
            now = now + us_per_second;
            const app::NewAccount account{.login = fmt::format("konto{}@example.de", staff_.size()),
                                          .display_name = fmt::format("Konto {}", staff_.size()),
                                          .password_hash = "$argon2id$none"};
            staff_.push_back({must(app::add_account(house, session, account, {role})), role});
        }
        auto keyring = must(house.keyring(session));
        const store::Reading reading(house.connection(), tenant_);
        const auto lists = must(app::read_tenant_lists(house.connection(), keyring, tenant_));
        areas_ = lists.areas;
        context_ = lists.context;
    }
    {
        auto house = must(app::House::open(
            place_, app::Opening::existing, [&] { return now; },
            [&](std::span<std::uint8_t> bytes) { secrets.fill(bytes); }));
        entries_ = observe(house, tenant_).entries;
    }
    end_ = now + us_per_second;
    image_ = disk.image();
}

}  // namespace kartei::simulation
