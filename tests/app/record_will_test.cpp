// What a person wants, written down: what the acts refuse, and what they leave behind.
#include "app/record_will.h"

#include "domain/person_file.h"
#include "store/lists.h"
#include "store/reading.h"
#include "tests/app/import_test.h"

#include <gmock/gmock.h>

namespace kartei::app {
namespace {

class RecordWillTest : public ImportTest {
protected:
    domain::PersonId anna() {
        import("Vorname;Nachname;Telefon;Bereich\nAnna;Groß;0541 100001;Strom\n");
        return person("Anna");
    }
};
ON_BOTH_ENGINES(RecordWillTest);

TEST_P(RecordWillTest, an_objection_comes_from_the_person_himself) {
    const auto id = anna();
    const auto recorded = record_objection(house(), session(), {.person = id, .way = "phone"});
    ASSERT_TRUE(recorded) << recorded.error().what.en;
    auto keyring = house().keyring(session()).value();
    const store::Reading reading(house().connection(), session().tenant);
    const auto source =
        store::find_source(house().connection(), keyring, session().tenant, "widerspruch der person");
    ASSERT_TRUE(source);
    EXPECT_EQ(source->kind, domain::OriginKind::person);
}

}  // namespace
}  // namespace kartei::app
