#include "store/write.h"

#include "store/lists.h"
#include "store/log_reader.h"
#include "store/read_record.h"
#include "tests/support/full_person.h"
#include "tests/support/tenant_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace kartei::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class WriteTest : public TenantStoreTest {
protected:
    domain::Area area(std::uint32_t number) const {
        return {.tenant_id = tenant,
                .area_no = {number},
                .area_key = fmt::format("area_{}", number),
                .name = fmt::format("Bereich {}", number),
                .created_at = now};
    }

    void put(const domain::Area& record) {
        const auto act = write();
        act->insert(record);
        act->log({.action = "area.make", .record_kind = "area"});
        act->commit();
    }

    std::vector<domain::Area> areas() {
        const Reading reading(db(), tenant);
        return read_areas(db(), keyring_, tenant);
    }

    std::vector<domain::Area> areas_in(Write& act) {
        return read_areas(act.connection(), act.keyring(), tenant);
    }

    std::int64_t rows_of_log() {
        return number(
            "SELECT (SELECT count(*) FROM log_entry WHERE tenant_id = 4711) + (SELECT count(*) FROM log_value"
            " WHERE tenant_id = 4711) + (SELECT count(*) FROM log_pending WHERE tenant_id = 4711)");
    }
};
ON_BOTH_ENGINES(WriteTest);

TEST_P(WriteTest, every_change_of_a_list_and_nothing_else_gives_the_lists_another_version) {
    const auto version = [&] {
        const Reading reading(db(), tenant);
        return list_version(db(), tenant);
    };
    const auto none = version();
    put(area(1));
    const auto first = version();
    EXPECT_NE(first, none);
    {
        const auto act = write();
        act->log({.action = "person.read", .record_kind = "person"});
        act->commit();
    }
    EXPECT_EQ(version(), first);
    {
        const auto act = write();  // taken back
        act->insert(area(2));
        act->log({.action = "area.make", .record_kind = "area"});
    }
    EXPECT_EQ(version(), first);
    {
        const auto act = write();
        ASSERT_TRUE(act->remove(areas_in(*act).front()));
        act->log({.action = "area.remove", .record_kind = "area"});
        act->commit();
    }
    EXPECT_NE(version(), first);
}

TEST_P(WriteTest, a_lost_update_is_a_conflict_and_changes_nothing) {
    put(area(1));
    const auto before = areas().at(0);
    domain::Area mine = before;
    mine.name = "Meiner";
    {
        const auto act = write();
        ASSERT_TRUE(act->update(before, mine));
        act->log({.action = "area.rename", .record_kind = "area"});
        act->commit();
    }
    EXPECT_EQ(mine.version, 2);
    domain::Area theirs = before;
    theirs.name = "Ihrer";
    {
        const auto act = write();
        const auto lost = act->update(before, theirs);
        ASSERT_FALSE(lost);
        EXPECT_EQ(lost.error().code, ErrorCode::outdated);
        EXPECT_EQ(act->remove(before).error().code, ErrorCode::outdated);
        EXPECT_NO_THROW(act->commit()) << "nothing was changed, so nothing has to be logged";
    }
    EXPECT_EQ(areas().at(0).name, "Meiner");
    EXPECT_EQ(rows_of_log(), 6);
}

TEST_P(WriteTest, no_text_longer_than_its_description_is_written) {
    const auto refusal = [](const auto& act) -> std::string {
        try {
            act();
        } catch (const std::length_error& error) {
            return error.what();
        }
        return "written";
    };
    domain::Area longest = area(1);
    longest.name = std::string(max_bytes_of<domain::Area>("name"), 'x');
    put(longest);
    domain::Area longer = longest;
    longer.name += 'x';
    EXPECT_EQ(refusal([&] { put(longer); }), "area.name would hold 101 bytes; at most 100 are allowed");
    const auto changed = [&] { (void)write()->update(longest, longer); };
    EXPECT_THAT(refusal(changed), HasSubstr("area.name"));

    domain::Note note{.tenant_id = tenant, .text = std::string(4001, 'x')};
    EXPECT_THAT(refusal([&] { write()->insert(note); }), HasSubstr("note.text")) << "sealed fields as well";
    domain::Consent consent{.tenant_id = tenant};
    consent.evidence_note = std::string(4001, 'x');
    EXPECT_THAT(refusal([&] { write()->insert(consent); }), HasSubstr("consent.evidence_note"));
    consent.evidence_note.reset();
    for (std::uint32_t number = 10'000; number <= 10'000 + domain::max_areas; ++number)
        consent.areas.areas.push_back({number});
    EXPECT_THAT(refusal([&] { write()->insert(consent); }), HasSubstr("consent.areas"));
    ASSERT_THAT(areas(), SizeIs(1));
    EXPECT_EQ(areas().at(0).name, longest.name);
}

TEST_P(WriteTest, an_act_that_ends_early_leaves_nothing) {
    {
        const auto act = write();
        const auto world = insert_full_world(*act, 1);
        act->log({.action = "lists.make", .record_kind = "source"});
        act->insert(area(2));
    }
    EXPECT_THAT(areas(), IsEmpty());
    EXPECT_EQ(rows_of_log(), 0);
    EXPECT_EQ(number("SELECT count(*) FROM source WHERE tenant_id = 4711"), 0);
    EXPECT_FALSE(db().in_transaction());
}

TEST_P(WriteTest, a_change_without_an_entry_is_not_committed) {
    {
        const auto act = write();
        act->insert(area(1));
        EXPECT_THROW(act->commit(), std::logic_error);
    }
    EXPECT_THAT(areas(), IsEmpty());
}

TEST_P(WriteTest, a_failed_statement_takes_the_whole_act_with_it) {
    put(area(1));
    {
        const auto act = write();
        act->insert(area(2));
        EXPECT_THROW(
            {
                act->insert(area(1));
                act->log({.action = "area.make", .record_kind = "area"});
                act->commit();
            },
            StoreFailure);
    }
    EXPECT_THAT(areas(), SizeIs(1));
    EXPECT_EQ(rows_of_log(), 3);
}

TEST_P(WriteTest, every_change_stands_in_an_entry_with_old_and_new) {
    put(area(1));
    const auto before = areas().at(0);
    domain::Area after = before;
    after.name = "Anders";
    const auto act = write(now + 5);
    ASSERT_TRUE(act->update(before, after));
    ASSERT_TRUE(act->remove(after));
    act->note({}, KeyClass::tenant, R"({"said":"why"})");
    const auto cause = ids_.next<domain::ImportTag>(now);
    const auto id = act->log({.action = "area.drop",
                              .record_kind = "area",
                              .record_id = UuidBytes{9},
                              .purpose = "contract",
                              .cause = cause.bytes});
    act->commit();
    const Reading reading(db(), tenant);
    const auto stored = read_entry(db(), tenant, id);
    ASSERT_TRUE(stored);
    EXPECT_EQ(stored->entry.action, "area.drop");
    EXPECT_EQ(stored->entry.at, now + 5);
    EXPECT_EQ(stored->entry.purpose, "contract");
    ASSERT_THAT(stored->entry.values, SizeIs(1));
    const auto value = read_value(db(), tenant, UuidBytes{}, id, 0);
    ASSERT_TRUE(value);
    EXPECT_EQ(sha256(value->sealed), stored->entry.values[0].digest);
    EXPECT_EQ(*open_value(db(), keyring_, tenant, *value),
              R"([{"record":"area","old":{"area_no":1,"name":"Bereich 1","version":1},)"
              R"("new":{"area_no":1,"name":"Anders","version":2}},)" +
                  fmt::format(R"({{"record":"area","old":{{"area_no":1,"area_key":"area_1","name":"Anders",)"
                              R"("created_at":{},"version":2}},"new":null}},{{"said":"why"}}])",
                              now.us));
    EXPECT_THAT(entries_of_cause(db(), tenant, cause.bytes), ElementsAre(id));
}

TEST_P(WriteTest, an_update_that_changes_nothing_writes_nothing) {
    put(area(1));
    const auto before = areas().at(0);
    domain::Area after = before;
    const auto act = write();
    ASSERT_TRUE(act->update(before, after));
    act->commit();
    EXPECT_EQ(areas().at(0).version, 1);
    EXPECT_EQ(rows_of_log(), 3);
}

TEST_P(WriteTest, changes_of_one_person_and_class_are_one_value_under_his_key) {
    const auto act = write();
    const auto world = insert_full_world(*act, 1);
    const auto file = full_person(*act, world, 1);
    const auto person = file.person.person_id;
    act->insert(file.person);
    act->insert(file.notes[0]);
    act->insert(file.objections[0]);
    const auto id = act->log({.action = "person.create", .record_kind = "person", .record_id = person.bytes});
    act->commit();
    const Reading reading(db(), tenant);
    const auto values = values_of_person(db(), tenant, person);
    ASSERT_THAT(values, SizeIs(2));
    EXPECT_EQ(values[0].key_class, "operation");
    EXPECT_EQ(values[1].key_class, "proof");
    EXPECT_THAT(*open_value(db(), keyring_, tenant, values[0]), HasSubstr("ruft nach 17 Uhr zurück"));
    EXPECT_THAT(*open_value(db(), keyring_, tenant, values[1]), HasSubstr("ruhig bleiben"));
    EXPECT_THAT(persons_of_entries(db(), tenant, {id, id}), ElementsAre(person));
    auto moved = values[0];
    moved.number = 7;
    EXPECT_FALSE(open_value(db(), keyring_, tenant, moved)) << "a value opens in its place alone";
}

TEST_P(WriteTest, entries_and_values_are_walked_in_order_and_whole) {
    {
        const auto act = write();
        for (std::uint32_t i = 1; i <= 5'001; ++i) {
            act->note({}, KeyClass::tenant, "{}");
            act->log({.action = "test.look", .record_kind = "area"});
        }
        act->commit();
    }
    const Reading reading(db(), tenant);
    std::vector<UuidBytes> entries;
    for_each_entry(db(), tenant,
                   [&](const StoredEntry& stored) { entries.push_back(stored.entry.entry_id); });
    EXPECT_THAT(entries, SizeIs(5'001));
    EXPECT_TRUE(std::ranges::is_sorted(entries));
    std::vector<UuidBytes> values;
    for_each_value(db(), tenant, [&](const StoredValue& value) { values.push_back(value.entry.bytes); });
    EXPECT_EQ(values, entries);
}

}  // namespace
}  // namespace kartei::store
