// `kill -9` while many write, again and again, with a ledger outside: whatever was acknowledged is there,
// once; what was being done is there once when it is sent again with its key; nothing is half done.
// KARTEI_KILLS=1000 in the environment for as many on each engine; a few unless told.
#include "tests/cli/workers.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <thread>

namespace kartei::cli {
namespace {

constexpr int few_kills = 3;
constexpr int kills_per_house = 25;  ///< then a new one, whose verification is short again
constexpr int demo_persons = 240;
constexpr int rows_per_list = 200;

/// Somebody who has lists taken in, one after the other, until nobody answers any more.
class Importer {
public:
    Importer(const ServedProgram& served, std::string name) : served_(served), name_(std::move(name)) {}
    void begin() {
        thread_ = std::thread([this] { work(); });
    }
    void join() { thread_.join(); }

private:
    void work() const {
        auto client = served_.client();
        for (int number = 0;; ++number) {
            std::string list = "Kunden-Nr.;Nachname;Telefon\n";
            for (int row = 0; row < rows_per_list; ++row)
                list += fmt::format("{0}-{1}-{2};{0} {1} {2};0541 2{2:05}\n", name_, number, row);
            const auto upload =
                client.ask(served_.request("POST", "/uploads", list, "Content-Type: text/csv\r\n"));
            if (upload.status != 201) return;
            const boost::json::object order{{"upload_id", boost::json::parse(upload.body).at("upload_id")},
                                            {"purpose", "advertising"},
                                            {"source", "Messe"}};
            const auto begun = client.ask(served_.post("/imports", order));
            if (begun.status != 202) return;
            const std::string id(boost::json::parse(begun.body).at("import_id").as_string());
            for (std::string state; state != "done" && state != "failed";) {
                const auto answer = client.ask(served_.get("/imports/" + id));
                if (answer.status != 200) return;
                state = boost::json::parse(answer.body).at("state").as_string();
            }
        }
    }

    const ServedProgram& served_;
    std::string name_;
    std::thread thread_;
};

class KilledServer : public testing::TestWithParam<store::Engine> {
protected:
    void kill_and_check(ServedProgram& served, int round) {
        Shift shift(served, fmt::format("r{}", round), random_);
        Importer importer(served, fmt::format("r{}", round));
        importer.begin();
        const bool is_under_way = shift.has_done(static_cast<int>(random_() % 200));
        served.kill();
        shift.end();
        importer.join();
        ASSERT_TRUE(is_under_way);
        ASSERT_EQ(served.wait().exit, 128 + SIGKILL);
        acknowledged_ += shift.acknowledged();
        const auto verified = served.verify();
        ASSERT_EQ(verified.exit, 0) << verified.out << verified.err;
        served.start();
        shift.expect_kept();
        made_by_hand_ += shift.persons();
        expect_nobody_else(served);
    }

    /// Everybody there was made by hand or by an import that knows of him.
    void expect_nobody_else(const ServedProgram& served) {
        const auto newest = served.ask(served.get("/imports"));
        for (const auto& run : newest.at("rows").as_array())
            imported_[std::string(run.at("import_id").as_string())] =
                run.at("report").at("persons_created").as_int64();
        std::int64_t imported = 0;
        for (const auto& [id, persons] : imported_) imported += persons;
        const auto page = served.ask(served.get("/persons?limit=1"));
        EXPECT_EQ(page.at("total").at("count").as_int64(), demo_persons + made_by_hand_ + imported);
    }

    std::mt19937_64 random_{std::random_device()()};
    std::int64_t made_by_hand_ = 0;
    std::map<std::string, std::int64_t> imported_;  ///< persons by import
    std::int64_t acknowledged_ = 0;
};
ON_BOTH_ENGINES(KilledServer);

TEST_P(KilledServer, has_kept_once_whatever_it_acknowledged) {
    const auto seed = random_();
    random_.seed(seed);
    SCOPED_TRACE(fmt::format("seed {}", seed));
    const int kills = times_told("KARTEI_KILLS", few_kills);
    std::unique_ptr<ServedProgram> served;
    for (int round = 0; round < kills && !HasFatalFailure(); ++round) {
        if (round % kills_per_house == 0) {
            if (round > 0) fmt::print("{} kills so far, {} acts acknowledged\n", round, acknowledged_);
            served = std::make_unique<ServedProgram>(GetParam());
            served->start();
            made_by_hand_ = 0;
            imported_.clear();
        }
        kill_and_check(*served, round);
    }
    RecordProperty("kills", kills);
    RecordProperty("acknowledged", static_cast<int>(acknowledged_));
    fmt::print("{} kills, {} acts acknowledged\n", kills, acknowledged_);
}

}  // namespace
}  // namespace kartei::cli
