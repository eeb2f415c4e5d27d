#include "bench/support/served.h"

#include "app/sign_in.h"
#include "base/password.h"
#include "bench/support/house.h"
#include "bench/support/library.h"
#include "bench/support/place.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

namespace kartei::bench {

namespace {

constexpr std::size_t asked_persons = 10'000;
constexpr std::string_view password = "four invented words here";

std::vector<std::string> words_of(const std::filesystem::path& data, std::uint16_t port,
                                  const std::vector<std::string>& environment) {
    std::vector<std::string> words;
    if (!environment.empty()) words.emplace_back("env");
    words.insert(words.end(), environment.begin(), environment.end());
    for (const auto& word : {built_beside("kartei"), std::string("serve"), std::string("--data"),
                             data.string(), std::string("--port"), std::to_string(port),
                             std::string("--requests-per-minute"), std::string("0")})
        words.push_back(word);
    return words;
}

}  // namespace

void set_up(const std::filesystem::path& data) {
    auto opened = open_house(data);
    if (app::has_accounts(opened.house)) return;
    const auto made = app::set_up(
        opened.house, {},
        {.login = std::string(login),
         .display_name = "Miriam Krause",
         .password_hash = hash_password(password)},
        {"Photovoltaik", "Wärmepumpe", "Speicher", "Wallbox", "Fenster", "Dach", "Wartung", "Strom"});
    must(made.has_value(), "no account");
}

std::vector<std::string> persons_of(const std::filesystem::path& data) {
    Library library(data / "kartei.db", Opened::reading);
    auto select = library.prepare("SELECT person_id FROM person ORDER BY tenant_id, person_id");
    const auto every = std::max<std::size_t>(1, static_cast<std::size_t>(persons()) / asked_persons);
    std::vector<std::string> ids;
    for (std::size_t i = 0; select.step(); ++i) {
        if (i % every != 0) continue;
        domain::PersonId id;
        std::ranges::copy(select.bytes(0), id.bytes.begin());
        ids.push_back(id.text());
    }
    // Neighbours in the list lie on one page of the database; nobody asks in that order.
    std::ranges::shuffle(ids, std::mt19937_64(1));
    return ids;
}

Kartei::Kartei(const std::filesystem::path& data, const std::vector<std::string>& environment)
    : begun_(seconds()), process_(words_of(data, port_, environment)), client_(port_) {
    while (!client_.reaches() || client_.get("/readyz").status != 200) {
        must(seconds() < begun_ + 30, "the server does not start");
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ready_after_ms_ = (seconds() - begun_) * 1e3;
}

void Kartei::sign_in() {
    const auto received =
        client_.post("/api/v1/session", fmt::format(R"({{"login":"{}","password":"{}"}})", login, password));
    must(received.status == 201, "nobody is let in: " + received.body);
    constexpr std::string_view header = "\r\nSet-Cookie: ";
    const auto begin = received.head.find(header) + header.size();
    cookie_ = received.head.substr(begin, received.head.find(';', begin) - begin);
    client_.set_cookie(cookie_);
}

}  // namespace kartei::bench
