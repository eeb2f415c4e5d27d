// Described records against the migrated schema, by type, on both engines.
#include "store/records.h"

#include "base/codec.h"
#include "store/steps.h"
#include "tests/support/tenant_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <set>

namespace kartei::store {
namespace {

using testing::ElementsAreArray;

/// What the migrated database says of its columns: `name type [null]`, in order.
class RecordsTest : public TenantStoreTest {
protected:
    std::vector<std::string> columns(std::string_view table) {
        const Sql sql(
            GetParam() == Engine::sqlite
                ? fmt::format("SELECT name || ' ' || type || CASE WHEN \"notnull\" = 0 THEN ' null' ELSE '' "
                              "END FROM pragma_table_info('{}') ORDER BY cid",
                              table)
                : fmt::format("SELECT column_name || ' ' || data_type || CASE WHEN is_nullable = 'YES' THEN "
                              "' null' ELSE '' END FROM information_schema.columns WHERE table_name = '{}'"
                              " AND table_schema = current_schema() ORDER BY ordinal_position",
                              table));
        std::vector<std::string> list;
        const Reading reading(db(), tenant);
        Statement& row = db().prepare(sql);
        while (row.next()) list.emplace_back(row.text(0));
        return list;
    }

    template <class T>
    std::vector<std::string> described() const {
        std::vector<std::string> list;
        T record;
        for_each_field(record, [&](const Field& field, const auto& member) {
            using Member = std::remove_cvref_t<decltype(member)>;
            const ColumnType type =
                field.protection == Protection::sealed ? ColumnType::bytes : Codec<unwrapped<Member>>::type;
            list.push_back(fmt::format("{} {}{}", field.name, type_name(type, GetParam()),
                                       is_optional<Member> ? " null" : ""));
        });
        return list;
    }
};
ON_BOTH_ENGINES(RecordsTest);

TEST_P(RecordsTest, every_described_record_is_its_table) {
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, AllRecords>>([&](auto type) {
        using Record = typename decltype(type)::type;
        EXPECT_THAT(columns(Description<Record>::kind.name), ElementsAreArray(described<Record>()))
            << Description<Record>::kind.name;
    });
}

/// The table of that name, whichever step made it.
const Table* table_named(std::string_view name) {
    for (const auto& step : kartei_steps()) {
        const auto table = std::ranges::find(step.tables, name, &Table::name);
        if (table != step.tables.end()) return &*table;
    }
    return nullptr;
}

template <class T>
void check_description(std::set<std::string>& names) {
    const auto& kind = Description<T>::kind;
    const auto& fields = Description<T>::fields;
    EXPECT_TRUE(names.emplace(kind.name).second) << kind.name << " is described twice";
    std::set<int> ids;
    for (const Field& field : fields)
        EXPECT_TRUE(ids.insert(field.id).second) << kind.name << "." << field.name;
    EXPECT_EQ(fields.back().name, "version") << kind.name;
    const Table* table = table_named(kind.name);
    ASSERT_NE(table, nullptr) << kind.name;
    std::vector<std::string> key;
    for (std::size_t i = 0; i < kind.key_fields; ++i) key.emplace_back(fields[i].name);
    EXPECT_EQ(table->primary_key, key) << kind.name;
    for (const Field& field : fields) {
        const bool free_text = field.category == Category::content;
        if (free_text && field.personal == Personal::yes) {
            EXPECT_EQ(field.protection, Protection::sealed) << kind.name << "." << field.name;
        }
        if (field.protection == Protection::sealed) {
            EXPECT_NE(kind.key_class, KeyClass::tenant) << kind.name << "." << field.name;
        }
    }
}

TEST(Records, have_stable_numbers_their_tables_key_and_seal_free_text) {
    std::set<std::string> names;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, AllRecords>>(
        [&](auto type) { check_description<typename decltype(type)::type>(names); });
}

TEST(Records, words_of_a_column_are_those_of_its_enumeration) {
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, AllRecords>>([&](auto type) {
        using Record = typename decltype(type)::type;
        const Table* table = table_named(Description<Record>::kind.name);
        ASSERT_NE(table, nullptr);
        Record record;
        for_each_field(record, [&](const Field& field, const auto& member) {
            using Member = unwrapped<std::remove_cvref_t<decltype(member)>>;
            if constexpr (std::is_enum_v<Member>) {
                const auto column = std::ranges::find(table->columns, field.name, &Column::name);
                for (const auto& word : column->words)
                    EXPECT_TRUE(enum_of<Member>(word)) << field.name << " " << word;
                EXPECT_FALSE(column->words.empty()) << table->name << "." << field.name;
            }
        });
    });
}

/// Every table of the schema is either a described record or one of these.
TEST(Records, no_table_is_forgotten) {
    std::set<std::string> known{"tenant_key",   "person_key",     "value_directory", "search_term",
                                "person_index", "contact_facts",  "log_entry",       "log_value",
                                "log_pending",  "idempotency_key"};
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, AllRecords>>(
        [&](auto type) { known.emplace(Description<typename decltype(type)::type>::kind.name); });
    std::set<std::string> tables;
    for (const auto& step : kartei_steps())
        for (const auto& table : step.tables) tables.insert(table.name);
    EXPECT_EQ(tables, known);
}

}  // namespace
}  // namespace kartei::store
