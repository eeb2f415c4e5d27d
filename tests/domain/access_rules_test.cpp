#include "domain/access_rules.h"

#include <gtest/gtest.h>

#include <boost/mp11.hpp>

#include <map>
#include <set>
#include <vector>

namespace kartei::domain {
namespace {

using enum Right;

template <class E>
std::vector<E> every() {
    std::vector<E> all;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto enumerator) { all.push_back(enumerator.value); });
    return all;
}

/// Who may do what, written down a second time: a right gained or lost by accident is seen.
const std::map<Role, std::set<Right>>& expected() {
    static const std::map<Role, std::set<Right>> rights{
        {Role::agent,
         {search_person, read_person, create_person, edit_person, ask_permission, record_consent,
          record_objection}},
        {Role::sales,
         {search_person, read_person, create_person, edit_person, ask_permission, record_consent,
          record_objection, record_interest}},
        {Role::marketing, {search_person, read_person, ask_permission, import_list, record_objection}},
        {Role::service,
         {search_person, read_person, create_person, edit_person, ask_permission, record_objection}},
        {Role::manager,
         {import_list, undo_import, search_person, read_person, create_person, edit_person, ask_permission,
          record_consent, record_objection, record_interest, manage_lists}},
        {Role::dpo, {search_person, read_person, ask_permission, record_objection, verify_log}},
        {Role::auditor, {verify_log}},
        {Role::administrator, {verify_log}},
        {Role::processor_agent, {record_objection}},
        {Role::processor_lead, {record_objection}},
    };
    return rights;
}

TEST(AccessRules, give_each_role_its_rights_and_no_other) {
    for (const Role role : every<Role>()) {
        for (const Right right : every<Right>()) {
            const std::array roles{role};
            EXPECT_EQ(may(roles, right), expected().at(role).contains(right))
                << enum_word(role) << " " << enum_word(right);
        }
    }
}

TEST(AccessRules, give_nobody_without_a_role_anything) {
    for (const Right right : every<Right>()) EXPECT_FALSE(may({}, right)) << enum_word(right);
}

TEST(AccessRules, add_up_for_several_roles) {
    const std::array roles{Role::auditor, Role::service};
    EXPECT_TRUE(may(roles, verify_log));
    EXPECT_TRUE(may(roles, read_person));
    EXPECT_FALSE(may(roles, import_list));
}

TEST(AccessRules, let_everybody_who_meets_people_record_an_objection) {
    for (const Role role : every<Role>()) {
        const std::array roles{role};
        const bool meets_people = role != Role::auditor && role != Role::administrator;
        EXPECT_EQ(may(roles, record_objection), meets_people) << enum_word(role);
    }
}

TEST(AccessRules, refuse_in_both_languages_with_the_right_and_a_way_out) {
    const std::array roles{Role::auditor};
    EXPECT_TRUE(require(roles, verify_log));
    const auto refused = require(roles, import_list);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
    EXPECT_NE(refused.error().what.de.find("Listen einlesen"), std::string::npos);
    EXPECT_NE(refused.error().what.en.find("import lists"), std::string::npos);
    EXPECT_FALSE(refused.error().next.de.empty());
}

}  // namespace
}  // namespace kartei::domain
