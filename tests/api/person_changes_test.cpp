// Persons that people type: recorded, changed by whoever saw the newest version, found and decided about at
// once, and none of it lost or done twice.
#include "app/import.h"
#include "app/undo.h"
#include "app/verify.h"
#include "tests/api/served_house.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>
#include <set>

namespace kartei::api {
namespace {

using boost::json::object;
using testing::HasSubstr;

class PersonChangesTest : public testing::TestWithParam<store::Engine> {
protected:
    PersonChangesTest() { served_.sign_in(); }

    static object new_person(std::string_view last_name, std::string_view phone) {
        return {{"person",
                 {{"kind", "consumer"},
                  {"first_name", "Yasemin"},
                  {"last_name", last_name},
                  {"country", "DE"},
                  {"deceased", false}}},
                {"purpose", "customer_care"},
                {"origin", {{"source", "Anruf der Person"}, {"collected_on", "2026-06-01"}}},
                {"contact_points", {object{{"kind", "phone"}, {"value", phone}}}}};
    }

    std::string create(const object& person) {
        const auto created = served_.post("/persons", person);
        EXPECT_EQ(created.status, 201) << created.json;
        EXPECT_EQ(created.header("ETag"), "\"1\"");
        return std::string(created["person_id"].as_string());
    }

    Received change(http::Method method, const std::string& path, std::string_view version,
                    const object& body = {}) {
        return served_.send({.method = method,
                             .path = path,
                             .body = body.empty() ? "" : boost::json::serialize(body),
                             .headers = {{"if-match", "\"" + std::string(version) + "\""}}});
    }
    Received put(const std::string& path, std::string_view version, const object& body) {
        return change(http::Method::put, path, version, body);
    }

    std::size_t found(std::string_view query) {
        return served_.post("/person-searches", object{{"query", query}})["rows"].as_array().size();
    }

    /// Twenty persons of whom a list says that they agreed, without saying when.
    void import_claims() {
        std::string list = "Nachname;Telefon;Einwilligung Telefon\n";
        for (int i = 0; i < 20; ++i) list += fmt::format("Behauptet{0};0541 66{0:04};ja\n", i);
        const auto report = import(list);
        ASSERT_TRUE(report) << report.error().what.en << report.error().where;
        ASSERT_EQ(report->claims, 20);
    }

    Result<app::ImportReport> import(const std::string& list) {
        const auto file = directory_.path() / "liste.csv";
        std::ofstream(file) << list;
        return app::import_list(served_.house(), served_.house().console_session().value(),
                                {.file = file, .source = "Messe", .purpose = "advertising"}, {});
    }

    void expect_all_well() {
        const auto verified = app::verify(served_.house(), {});
        ASSERT_TRUE(verified);
        EXPECT_TRUE(verified->passed()) << verified->findings.front().where;
    }

    store::TestDirectory directory_;
    ServedHouse served_{GetParam()};
};
ON_BOTH_ENGINES(PersonChangesTest);

TEST_P(PersonChangesTest, a_new_person_is_found_shown_with_his_origin_and_may_not_be_called) {
    const auto person = create(new_person("Öztürk-Neumann", "0541 7733991"));
    EXPECT_EQ(found("oeztuerk"), 1U);
    EXPECT_EQ(found("7733991"), 1U);
    const auto card = served_.get("/persons/" + person);
    EXPECT_EQ(card["source"].at("name").as_string(), "Anruf der Person");
    EXPECT_EQ(card["contact_points"].at(0).at("source").at("name").as_string(), "Anruf der Person");
    EXPECT_EQ(card["contact_points"].at(0).at("purposes").at(0).as_string(), "customer_care");
    const auto matrix = served_.get("/persons/" + person + "/permissions");
    for (const auto& cell : matrix["cells"].as_array())
        EXPECT_NE(cell.at("status").as_string(), "allowed") << cell;
    expect_all_well();
}

TEST_P(PersonChangesTest, whoever_is_on_file_is_recorded_again_only_on_purpose) {
    create(new_person("Kleinschmidt", "0541 7733992"));
    auto again = new_person("Kleinschmidt", "+49 541 7733992");
    const auto refused = served_.post("/persons", again);
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused["where"].as_string(), "even_if_known");
    again["even_if_known"] = true;
    EXPECT_EQ(served_.post("/persons", again).status, 201);
    EXPECT_EQ(found("kleinschmidt"), 2U);
    auto numbered = new_person("Hennings", "0541 7733993");
    numbered["person"].as_object()["customer_number"] = "D-1000";
    EXPECT_EQ(served_.post("/persons", numbered)["where"].as_string(), "person.customer_number");
}

TEST_P(PersonChangesTest, what_is_missing_or_wrong_is_named_and_nothing_is_stored) {
    const auto refusal = [&](const object& person) {
        const auto answer = served_.post("/persons", person);
        EXPECT_EQ(answer.status, 400) << answer.json;
        return std::string(answer["where"].as_string());
    };
    const auto with = [](std::string_view part, std::string_view member, const boost::json::value& value) {
        object person = new_person("Unfertig", "0541 7733994");
        person[part].as_object()[member] = value;
        return person;
    };
    EXPECT_EQ(refusal(with("origin", "source", " ")), "origin.source");
    EXPECT_EQ(refusal(with("origin", "collected_on", "2999-01-01")), "origin.collected_on");
    EXPECT_EQ(refusal(with("person", "country", "Atlantis")), "person.country");
    EXPECT_EQ(refusal(with("person", "birth_date", "2999-01-01")), "person.birth_date");
    EXPECT_EQ(refusal(with("person", "kind", "alien")), "person.kind");
    EXPECT_EQ(refusal(new_person("Unfertig", "12")), "contact_points[0].value");
    auto person = new_person("Unfertig", "0541 7733994");
    person["purpose"] = "no_such_purpose";
    EXPECT_EQ(refusal(person), "purpose");
    person = new_person("Unfertig", "0541 7733994");
    person["contact_points"].as_array().push_back(object{{"kind", "post"}, {"city", "Osnabrück"}});
    EXPECT_EQ(refusal(person), "contact_points[1].street");
    auto nobody = new_person("", "0541 7733994");
    nobody["person"].as_object().erase("first_name");
    nobody.erase("contact_points");
    EXPECT_EQ(refusal(nobody), "person.last_name");
    EXPECT_EQ(found("unfertig"), 0U);
}

TEST_P(PersonChangesTest, of_two_who_change_the_same_person_the_second_is_told) {
    const auto person = create(new_person("Brandes", "0541 7733995"));
    const std::string path = "/persons/" + person;
    const object first{{"kind", "consumer"},
                       {"first_name", "Yasemin"},
                       {"last_name", "Brandes-Yildiz"},
                       {"country", "DE"},
                       {"deceased", false}};
    const object second{{"kind", "consumer"},
                        {"first_name", "Jasmin"},
                        {"last_name", "Brandes"},
                        {"country", "DE"},
                        {"deceased", false}};
    const auto changed = put(path, "1", first);
    EXPECT_EQ(changed.status, 200) << changed.json;
    EXPECT_EQ(changed.header("ETag"), "\"2\"");
    EXPECT_EQ(put(path, "1", second).status, 412);
    EXPECT_EQ(served_.get(path)["name"].as_string(), "Yasemin Brandes-Yildiz");
    EXPECT_EQ(put(path, "2", second).status, 200);
    EXPECT_EQ(found("yildiz"), 0U);
    EXPECT_EQ(found("jasmin brandes"), 1U);
    EXPECT_EQ(
        served_.send({.method = http::Method::put, .path = path, .body = boost::json::serialize(second)})
            .status,
        428);
    EXPECT_EQ(put(path, "three", second).status, 400);
    const auto log = boost::json::serialize(served_.get(path + "/log").json);
    EXPECT_THAT(log, HasSubstr("person.change"));
    EXPECT_THAT(log, HasSubstr("Brandes-Yildiz"));
    expect_all_well();
}

TEST_P(PersonChangesTest, contact_points_come_change_and_go) {
    const auto person = create(new_person("Wessels", "0541 7733996"));
    const std::string path = "/persons/" + person + "/contact-points";
    const object email{{"contact_point", {{"kind", "email"}, {"value", "Wessels@Example.de"}}},
                       {"origin", {{"source", "E-Mail der Person"}}}};
    const auto added = served_.post(path, email);
    EXPECT_EQ(added.status, 201) << added.json;
    EXPECT_EQ(served_.post(path, email).status, 409);
    EXPECT_EQ(found("wessels@example.de"), 1U);
    expect_all_well();
    const std::string one = path + "/" + std::string(added["contact_point_id"].as_string());
    const object wrong{{"status", "invalid"}, {"owner", "self"}, {"capacity", "unstated"}};
    EXPECT_EQ(put(one, "1", wrong).status, 200);
    EXPECT_EQ(put(one, "1", wrong).status, 412);
    EXPECT_EQ(change(http::Method::del, one, "1").status, 412);
    EXPECT_EQ(change(http::Method::del, one, "2").status, 204);
    EXPECT_EQ(change(http::Method::del, one, "2").status, 404);
    EXPECT_EQ(found("wessels@example.de"), 0U);
    EXPECT_EQ(served_.get("/persons/" + person)["contact_points"].as_array().size(), 1U);
    expect_all_well();
}

TEST_P(PersonChangesTest, nothing_is_removed_by_which_alone_somebody_is_known) {
    auto nameless = new_person("", "0541 7733998");
    nameless["person"].as_object().erase("first_name");
    const auto person = create(nameless);
    const auto card = served_.get("/persons/" + person);
    const std::string point(card["contact_points"].at(0).at("contact_point_id").as_string());
    EXPECT_EQ(change(http::Method::del, "/persons/" + person + "/contact-points/" + point, "1").status, 409);
    const object job{{"employment", {{"company", "Aalener Werke AG"}}}, {"source", "Visitenkarte"}};
    const auto added = served_.post("/persons/" + person + "/companies", job);
    EXPECT_EQ(change(http::Method::del, "/persons/" + person + "/contact-points/" + point, "1").status, 204);
    const std::string company(added["company_id"].as_string());
    EXPECT_EQ(change(http::Method::del, "/persons/" + person + "/companies/" + company, "1").status, 409);
    EXPECT_EQ(served_.get("/persons?limit=1")["rows"].at(0).at("name").as_string(), "Aalener Werke AG");
    expect_all_well();
}

TEST_P(PersonChangesTest, of_many_who_record_the_same_customer_number_at_once_one_does) {
    std::vector<Sent> all;
    for (int i = 0; i < 12; ++i) {
        auto person = new_person("Gleichzeitig" + std::to_string(i), "0541 77340" + std::to_string(10 + i));
        person["person"].as_object()["customer_number"] = "G-1";
        all.push_back(
            {.method = http::Method::post, .path = "/persons", .body = boost::json::serialize(person)});
    }
    int recorded = 0;
    for (const auto& answer : served_.send_all(all)) {
        EXPECT_TRUE(answer.status == 201 || answer.status == 409) << answer.json;
        if (answer.status == 201) ++recorded;
    }
    EXPECT_EQ(recorded, 1);
}

TEST_P(PersonChangesTest, an_import_that_is_undone_takes_back_what_its_number_forbade) {
    auto rita = new_person("Rein", "0541 7733999");
    rita["contact_points"].as_array().push_back(object{{"kind", "email"}, {"value", "rein@example.org"}});
    const auto person = create(rita);
    const auto matrix = [&] { return served_.get("/persons/" + person + "/permissions")["cells"]; };
    const auto before = matrix();
    // The example company has this number on its suppression list.
    const auto report =
        import("Vorname;Nachname;E-Mail;Telefon\nYasemin;Rein;rein@example.org;015111000145\n");
    ASSERT_TRUE(report) << report.error().what.en << report.error().where;
    ASSERT_EQ(report->persons_merged, 1);
    EXPECT_THAT(boost::json::serialize(matrix()), HasSubstr("SUPPRESSED"));
    const auto session = served_.house().console_session().value();
    ASSERT_TRUE(app::undo_import(served_.house(), session, report->import_id, {}));
    EXPECT_EQ(matrix(), before);
    expect_all_well();
}

TEST_P(PersonChangesTest, a_company_shows_who_works_there) {
    const auto person = create(new_person("Thoma", "0541 7733997"));
    const object job{{"employment", {{"company", "Zimmerei Thoma GmbH"}, {"position", "Meisterin"}}},
                     {"source", "Visitenkarte"}};
    const auto added = served_.post("/persons/" + person + "/companies", job);
    EXPECT_EQ(added.status, 201) << added.json;
    EXPECT_EQ(served_.post("/persons/" + person + "/companies", job).status, 409);
    const std::string company(added["company_id"].as_string());
    const auto card = served_.get("/companies/" + company);
    EXPECT_EQ(card["company"].at("name").as_string(), "Zimmerei Thoma GmbH");
    EXPECT_EQ(card["persons"].at(0).at("person_id").as_string(), person);
    EXPECT_EQ(found("zimmerei thoma"), 1U);
    const auto log = boost::json::serialize(served_.get("/persons/" + person + "/log").json);
    EXPECT_THAT(log, HasSubstr(R"("field":"company","now":"Zimmerei Thoma GmbH")"));
    EXPECT_THAT(log, HasSubstr(R"("field":"source","now":"Visitenkarte")"));
    EXPECT_EQ(change(http::Method::del, "/persons/" + person + "/companies/" + company, "1").status, 204);
    EXPECT_EQ(served_.get("/companies/" + company)["persons"].as_array().size(), 0U);
    EXPECT_EQ(found("zimmerei thoma"), 0U);
    expect_all_well();
}

/// The example company's buyer whose employer does not want to be called about the third area.
class CompanyObjectionTest : public PersonChangesTest {
protected:
    std::string person_ = objecting();
    std::string path_ = "/persons/" + person_;

    /// What each cell of the matrix says, without the record it cites.
    std::string verdicts() {
        std::string all;
        const auto matrix = served_.get(path_ + "/permissions");
        for (const auto& cell : matrix["cells"].as_array()) {
            for (const auto* part : {"area_no", "channel", "status", "ground"})
                all += boost::json::serialize(cell.at(part)) + " ";
            all += "\n";
        }
        return all;
    }
    Received end_employment() {
        const auto job = served_.get(path_)["companies"].at(0);
        return change(http::Method::del,
                      path_ + "/companies/" + std::string(job.at("company_id").as_string()),
                      boost::json::serialize(job.at("version")));
    }

private:
    std::string objecting() {
        for (int number = 1'000; number < 1'240; ++number) {
            const auto person = served_.person(fmt::format("D-{}", number));
            const auto card = served_.get("/persons/" + person);
            const auto cell = served_.get("/persons/" + person + "/permissions/3/phone");
            if (cell["cell"].at("status").as_string() == "objected" &&
                card["objections"].as_array().empty() && !card["companies"].as_array().empty())
                return person;
        }
        throw std::runtime_error("nobody's company objects");
    }
};
ON_BOTH_ENGINES(CompanyObjectionTest);

TEST_P(CompanyObjectionTest, it_stays_with_whoever_leaves_the_company) {
    const auto before = verdicts();
    const std::string company(served_.get(path_)["companies"].at(0).at("name").as_string());
    const auto ended = end_employment();
    ASSERT_EQ(ended.status, 204) << ended.json;
    EXPECT_EQ(verdicts(), before);
    const auto card = served_.get(path_);
    ASSERT_EQ(card["objections"].as_array().size(), 1U);
    EXPECT_EQ(card["objections"].at(0).at("source").at("name").as_string(),
              "Widerspruch der Firma " + company);
    EXPECT_EQ(card["objections"].at(0).at("way").as_string(), "post");
    EXPECT_THAT(boost::json::serialize(served_.get(path_ + "/log").json),
                HasSubstr("Widerspruch der Firma " + company));
    // Back and gone again: it is still one.
    const object job{{"employment", {{"company", company}}}, {"source", "Visitenkarte"}};
    ASSERT_EQ(served_.post(path_ + "/companies", job).status, 201);
    ASSERT_EQ(end_employment().status, 204);
    EXPECT_EQ(served_.get(path_)["objections"].as_array().size(), 1U);
    expect_all_well();
}

TEST_P(CompanyObjectionTest, it_stays_with_whoever_becomes_a_consumer) {
    const auto tag = served_.get(path_).header("ETag");
    const object members{
        {"kind", "consumer"}, {"last_name", "Privat"}, {"country", "DE"}, {"deceased", false}};
    const auto changed = put(path_, tag.substr(1, tag.size() - 2), members);
    ASSERT_EQ(changed.status, 200) << changed.json;
    EXPECT_EQ(served_.get(path_ + "/permissions/3/phone")["cell"].at("status").as_string(), "objected");
    EXPECT_EQ(served_.get(path_)["objections"].as_array().size(), 1U);
    expect_all_well();
}

TEST_P(PersonChangesTest, an_employment_that_ended_and_came_again_is_another_one) {
    const auto person = create(new_person("Thoma", "0541 7733997"));
    const std::string path = "/persons/" + person + "/companies";
    const object job{{"employment", {{"company", "Zimmerei Thoma GmbH"}}}, {"source", "Visitenkarte"}};
    std::set<std::string> tags;
    for (int life = 0; life < 3; ++life) {
        const auto added = served_.post(path, job);
        ASSERT_EQ(added.status, 201) << added.json;
        const std::string one = path + "/" + std::string(added["company_id"].as_string());
        for (const auto& tag : tags) EXPECT_EQ(change(http::Method::del, one, tag).status, 412);
        const auto tag = boost::json::serialize(added["version"]);
        EXPECT_TRUE(tags.insert(tag).second) << tag;
        EXPECT_EQ(change(http::Method::del, one, tag).status, 204);
    }
    // Nor is one that a list brings back.
    const auto report = import(
        "Vorname;Nachname;Firma;Telefon\n"
        "Yasemin;Thoma;Zimmerei Thoma GmbH;0541 7733997\n");
    ASSERT_TRUE(report) << report.error().what.en << report.error().where;
    ASSERT_EQ(report->persons_merged, 1);
    const auto back = served_.get("/persons/" + person)["companies"].at(0);
    const std::string one = path + "/" + std::string(back.at("company_id").as_string());
    for (const auto& tag : tags) EXPECT_EQ(change(http::Method::del, one, tag).status, 412);
    // Taken back and brought once more, it is told from itself as well.
    const auto version = boost::json::serialize(back.at("version"));
    const auto session = served_.house().console_session().value();
    ASSERT_TRUE(app::undo_import(served_.house(), session, report->import_id, {}));
    ASSERT_EQ(served_.post(path, job).status, 201);
    EXPECT_EQ(change(http::Method::del, one, version).status, 412);
    expect_all_well();
}

TEST_P(PersonChangesTest, a_version_is_spelt_in_one_way) {
    const auto person = create(new_person("Brandes", "0541 7733995"));
    const object members{
        {"kind", "consumer"}, {"last_name", "Brandes"}, {"country", "DE"}, {"deceased", false}};
    for (const auto* tag :
         {"1", "\"01\"", "\"-1\"", "\"+1\"", "\"0\"", "W/\"1\"", "\"1\", \"2\"", "*", "\"\"", "\"1.0\"",
          "\" 1\"", "\"1 \"", "\"9223372036854775808\"", "\"0x1\"", "'1'"}) {
        const auto answer = served_.send({.method = http::Method::put,
                                          .path = "/persons/" + person,
                                          .body = boost::json::serialize(members),
                                          .headers = {{"if-match", tag}}});
        EXPECT_EQ(answer.status, 400) << tag;
        EXPECT_EQ(answer["where"].as_string(), "If-Match") << tag;
    }
    EXPECT_EQ(put("/persons/" + person, "1", members).status, 200);
}

TEST_P(PersonChangesTest, lists_are_walked_page_by_page_and_every_row_comes_once) {
    import_claims();
    for (const char* list : {"/companies", "/claims", "/persons"}) {
        std::set<std::string> seen;
        std::size_t rows = 0;
        std::string after;
        while (true) {
            const auto page = served_.get(std::string(list) + "?limit=7" + after);
            ASSERT_EQ(page.status, 200) << page.json;
            for (const auto& row : page["rows"].as_array()) {
                ++rows;
                const bool is_claim = row.as_object().contains("claim_id");
                const bool is_person = row.as_object().contains("person_id");
                seen.emplace(row.at(is_claim    ? "claim_id"
                                    : is_person ? "person_id"
                                                : "company_id")
                                 .as_string());
            }
            if (!page.json.as_object().contains("next")) break;
            after = "&after=" + std::string(page["next"].as_string());
        }
        EXPECT_GT(rows, 7U) << list;
        EXPECT_EQ(seen.size(), rows) << list;
        EXPECT_EQ(served_.get(std::string(list) + "?after=0190").status, 400);
    }
    const std::string nobody = "0190aaaa-bbbb-7ccc-8ddd-eeeeffff0001";
    EXPECT_EQ(served_.get("/persons?after=" + nobody).status, 404);
    EXPECT_EQ(served_.get("/companies?after=" + nobody).status, 404);
}

}  // namespace
}  // namespace kartei::api
