#include "domain/postal_address.h"

#include <gtest/gtest.h>

namespace kartei::domain {
namespace {

TEST(PostalCode, germany_has_five_digits) {
    EXPECT_EQ(read_postal_code("01067", germany)->text, "01067");
    EXPECT_FALSE(read_postal_code("01067", germany)->hint);
    EXPECT_EQ(read_postal_code(" D-49074 ", germany)->text, "49074");
    for (const auto* text : {"123", "490740", "4907A", "00123", "0123", "49 074"}) {
        EXPECT_FALSE(read_postal_code(text, germany)) << text;
    }
    EXPECT_EQ(read_postal_code("", germany), PostalCode{});
}

TEST(PostalCode, gets_back_the_zero_a_spreadsheet_ate) {
    const auto code = read_postal_code("1067", germany);
    ASSERT_TRUE(code);
    EXPECT_EQ(code->text, "01067");
    ASSERT_TRUE(code->hint);
    EXPECT_NE(code->hint->de.find("01067"), std::string::npos);
}

TEST(PostalCode, other_countries_keep_theirs) {
    EXPECT_EQ(read_postal_code("1010", *Country::of("AT"))->text, "1010");
    EXPECT_EQ(read_postal_code("CH-8001", *Country::of("CH"))->text, "8001");
    EXPECT_FALSE(read_postal_code("49074", *Country::of("CH")));
    EXPECT_EQ(read_postal_code("WA1  1DP", *Country::of("GB"))->text, "WA1 1DP");
    EXPECT_EQ(read_postal_code("S-958 22", *Country::of("SE"))->text, "S-958 22");
    EXPECT_FALSE(read_postal_code("12345;DROP", *Country::of("US")));
    EXPECT_FALSE(read_postal_code(std::string(10'000, '1'), Country{}));
}

TEST(AddressKey, is_equal_for_the_same_house) {
    const PostalAddress written{"Goethestraße 121 a", "49074", "Osnabrück", germany};
    EXPECT_EQ(address_key(written), "goethestr 121a|49074|osnabrueck|DE");
    EXPECT_EQ(address_key(written), address_key({"Goethestr. 121A", "D-49074", "OSNABRUECK", germany}));
    EXPECT_NE(address_key(written), address_key({"Goethestr. 12", "49074", "Osnabrück", germany}));
    EXPECT_EQ(address_key({"Åkergatan 24", "S-844 67", "Bräcke", *Country::of("SE")}),
              address_key({"Akergatan 24", "84467", "Braecke", *Country::of("SE")}));
}

TEST(AddressKey, is_empty_where_too_little_is_known) {
    EXPECT_EQ(address_key({"", "49074", "Osnabrück", germany}), "");
    EXPECT_EQ(address_key({"Goethestr. 1", "", "", germany}), "");
    EXPECT_EQ(address_key({"Goethestr. 1", "", "Ulm", Country{}}), "goethestr 1||ulm|");
}

}  // namespace
}  // namespace kartei::domain
