#include "tests/app/verified_house.h"

#include "app/contact.h"
#include "app/find.h"
#include "app/idempotency.h"
#include "app/import.h"
#include "app/record_will.h"
#include "app/sign_in.h"
#include "app/undo.h"
#include "store/person_file.h"
#include "tests/support/full_person.h"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>

namespace kartei::app {

namespace {

constexpr Instant first_day{1'790'000'000'000'000};

constexpr const char* kept_list =
    "Kunden-Nr.;Vorname;Nachname;Firma;Position;PLZ;Ort;Telefon;E-Mail;Geburtsdatum;Werbung E-Mail;"
    "Einwilligung vom;Bereich;Widerspruch;Bemerkung\n"
    "K-1;Eva;Meier;;;01067;Dresden;0351 5868;eva@example.de;1970-02-01;ja;;Photovoltaik;;ruft an\n"
    "K-2;Jan;Brüggemann;KFZ-Teile GmbH;Einkauf;49808;Lingen;0591 1107;jan@example.de;;;;Photovoltaik;ja;\n"
    "K-3;Ida;Lang;;;26121;Oldenburg;0441 7788;ida@example.de;;;;Photovoltaik;;\n";
constexpr const char* undone_list =
    "Kunden-Nr.;Vorname;Nachname;Firma;Telefon;E-Mail;Bereich\n"
    "K-8;Udo;Weg;Wegwerf GmbH;0541 2222;udo@example.de;Wegwerfbereich\n"
    "K-1;Eva;Meier;;0351 9999;eva@example.de;Photovoltaik\n";

template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().what.en + " " + result.error().where);
    return std::move(*result);
}

void must(Result<void> result) {
    if (!result) throw std::runtime_error(result.error().what.en);
}

/// Every look at the clock is a second later, so that no two instants are equal by chance.
Clock walking_clock() {
    return [now = first_day]() mutable { return now = now + us_per_second; };
}

}  // namespace

VerifiedHouse::VerifiedHouse(store::Engine engine) {
    std::optional<std::string> url;
    if (engine == store::Engine::postgresql) {
        server_database_.emplace(engine, store::TestDatabase::Content::migrated);
        url = server_database_->url().location;
    }
    house_.emplace(must(House::open({.data = directory_.path() / "data", .database = url},
                                    Opening::may_be_made, walking_clock(), system_random())));
    session_ = must(house_->make_company("Muster GmbH"));
    kept_import_ = import("kept.csv", kept_list);
    const auto eva = must(find_one(*house_, session_, "K-1"));
    const auto jan = must(find_one(*house_, session_, "K-2"));
    must(record_interest(*house_, session_,
                         {.person = jan,
                          .area = "Photovoltaik",
                          .why_content = "Er schreibt aus.",
                          .why_phone = "Er will Rückruf."}));
    const auto undone = import("undone.csv", undone_list);
    must(undo_import(*house_, session_, undone, {}));
    must(record_consent(*house_, session_,
                        {.person = eva,
                         .areas = {"Photovoltaik"},
                         .channels = {domain::Channel::phone},
                         .wording = "2026-1",
                         .wording_text = "Ja, ich will angerufen werden.",
                         .way = domain::ConsentWay::paper,
                         .given_at = first_day + -5,
                         .evidence = "Ordner 7",
                         .source = "Messe"}));
    must(record_objection(*house_, session_, {.person = eva, .way = "phone", .note = "nie wieder"}));
    make_full_persons();
    sign_in_twice();
    must(may_contact(*house_, session_, {.person = eva, .area = "Photovoltaik", .channel = {}}));
    must(find(*house_, session_, "meier", 10));
}

domain::ImportId VerifiedHouse::import(const std::string& name, const std::string& list) {
    const auto file = directory_.path() / name;
    std::ofstream(file) << list;
    return must(import_list(*house_, session_,
                            {.file = file, .source = "Messe 2025", .purpose = "advertising"}, {}))
        .import_id;
}

/// Two accounts, one signed in, one who was; and an answer kept for a repeated request.
void VerifiedHouse::sign_in_twice() {
    for (const auto* login : {"eva@example.de", "jan@example.de"}) {
        must(add_account(*house_, session_,
                         {.login = login, .display_name = "Eva Jan", .password_hash = "$argon2id$none"},
                         {domain::Role::agent}));
    }
    const auto eva = must(sign_in(*house_, session_of_login(*house_, "eva@example.de")->account));
    const auto jan = must(sign_in(*house_, session_of_login(*house_, "jan@example.de")->account));
    must(sign_in(*house_, eva.session.account));
    must(sign_out(*house_, jan));
    for (const std::uint8_t number : {std::uint8_t{1}, std::uint8_t{2}}) {
        must(once_per_key(*house_, eva.session, UuidBytes{number}, Hash{number},
                          [] { return Answer{.status = 201, .body = "{\"consent_id\":\"x\"}"}; }));
    }
}

void VerifiedHouse::make_full_persons() {
    auto keyring = must(house_->keyring(session_));
    for (const int number : {1, 2}) {
        store::Write write(house_->connection(), keyring, house_->ids(), session_.tenant, session_.actor(),
                           house_->now());
        const auto world = store::insert_full_world(write, number);
        const auto file = store::full_person(write, world, number);
        must(store::insert_person_file(write, file));
        write.log({.action = "person.create", .record_kind = "person"});
        write.commit();
        full_.push_back(file.person.person_id);
    }
}

std::unique_ptr<store::Connection> VerifiedHouse::intruder() const {
    if (server_database_) {
        auto connection = server_database_->connect();
        connection->run("RESET ROLE; SET session_replication_role = replica");
        return connection;
    }
    auto connection = must(store::connect(store::sqlite_file(directory_.path() / "data" / "kartei.db")));
    connection->run("PRAGMA foreign_keys = OFF");
    return connection;
}

std::vector<std::string> VerifiedHouse::findings() {
    std::vector<std::string> list;
    for (const auto& finding : must(verify(*house_, {})).findings)
        list.push_back(finding.where + ": " + finding.what.en);
    return list;
}

}  // namespace kartei::app
