#include "domain/phone_number.h"

#include "base/describe.h"
#include "base/text.h"
#include "domain/digit_pattern.h"
#include "domain/phone_plan.h"

#include <gtest/gtest.h>

#include <fstream>

namespace kartei::domain {
namespace {

constexpr Country mexico{{'M', 'X'}};

std::string e164(std::string_view text, Country home = germany) {
    const auto number = parse_phone(text, home);
    return number ? number->e164 : number.error().what.en;
}

/// One line of the comparison: what the package says, tab-separated.
std::string described(std::string_view text, Country home) {
    const auto number = parse_phone(text, home);
    if (!number) return "refused\t\t\t\t";
    std::string out(enum_word(number->grade));
    for (const std::string_view part : {std::string_view(number->e164), number->country.text(),
                                        enum_word(number->kind), std::string_view(number->extension)}) {
        out += '\t';
        out += part;
    }
    return out;
}

TEST(PhoneNumber, agrees_with_libphonenumber_js) {
    std::ifstream file(KARTEI_SOURCE_DIR "/tests/data/phone-numbers.tsv");
    std::string line;
    std::getline(file, line);
    std::size_t compared = 0;
    while (std::getline(file, line)) {
        const auto cells = split(line, '\t');
        ASSERT_EQ(cells.size(), 7U) << line;
        const std::string_view expected =
            std::string_view(line).substr(cells[0].size() + cells[1].size() + 2);
        EXPECT_EQ(described(cells[1], *Country::of(cells[0])), expected) << line;
        ++compared;
    }
    EXPECT_GT(compared, 2000U);
}

TEST(PhoneNumber, understands_the_notations_of_lists) {
    EXPECT_EQ(e164("+49 (541) 9123-1"), "+4954191231");
    EXPECT_EQ(e164("+49 (0)541 123"), "+49541123");
    EXPECT_EQ(e164("0049 (0) 541 / 12 34 56"), "+49541123456");
    EXPECT_EQ(e164("00495410478904"), "+495410478904");
    EXPECT_EQ(e164("0541/577 36"), "+4954157736");
    EXPECT_EQ(e164("0541-9266"), "+495419266");
    EXPECT_EQ(e164("030-0074321"), "+49300074321");
    EXPECT_EQ(e164("Tel.: 0541 123456"), "+49541123456");
    EXPECT_EQ(e164("0171 1234567 (privat)"), "+491711234567");
    EXPECT_EQ(e164("tel:+49-541-123456"), "+49541123456");
    EXPECT_EQ(e164("０５４１\u00A0１２３\u2009４５６"), "+49541123456");
    EXPECT_EQ(e164("0541\u2013123\u2011456"), "+49541123456");
    EXPECT_EQ(e164("(+49) 541 123456"), "+49541123456");
    EXPECT_EQ(e164("0541 9123-0"), "+4954191230");
    EXPECT_EQ(e164("0049 541 123456", mexico), "+49541123456");
    EXPECT_EQ(e164("+52 55 1234 5678"), "+525512345678");
}

TEST(PhoneNumber, finds_extensions) {
    for (const auto* text : {"0541 9123 App. 12", "0541 9123 ext.12", "0541 9123 x12", "0541 9123 DW: 12",
                             "0541 9123, ext 12", "+49 541 9123;ext=12", "0541 9123 #12"}) {
        const auto number = parse_phone(text, germany);
        ASSERT_TRUE(number) << text;
        EXPECT_EQ(number->e164, "+495419123") << text;
        EXPECT_EQ(number->extension, "12") << text;
    }
}

TEST(PhoneNumber, says_why_it_refuses) {
    const auto says = [](std::string_view text, std::string_view word, Country home = germany) {
        const auto number = parse_phone(text, home);
        ASSERT_FALSE(number) << text;
        EXPECT_NE(number.error().what.en.find(word), std::string::npos) << number.error().what.en;
        EXPECT_FALSE(number.error().what.de.empty());
    };
    says("++49 541 12345", "two plus signs");
    says("0541+12345", "within");
    says("0541 CALL ME", "letters");
    says("Heinz", "letters");
    says("", "no digits");
    says("Tel.:", "no digits");
    says("0541 123456; 0171 1234567", "several");
    says("0541 123456 oder 0171 1234567", "several");
    says("0541 123456 privat 0171 1234567", "several");
    says("+0049 541", "calling code");
    says("+999 541 1234", "calling code");
    says("88.60.15.31", "too few", *Country::of("FR"));
    says("(5) 555-4729", "too few", mexico);
    says("05411234567890123456", "too many");
    says("0541 123456 / 0171 1234567", "too many");
    says("9266", "area code");
    says("ab@example.de", "letters");
    says("<script>", "sign");
    says(std::string(300, '1'), "too long");
    says("0541 1234567", "country is not known", Country{});
}

TEST(PhoneNumber, knows_kinds_and_countries) {
    EXPECT_EQ(parse_phone("0151 12345678", germany)->kind, PhoneKind::mobile);
    EXPECT_EQ(parse_phone("0541 123456", germany)->kind, PhoneKind::fixed_line);
    EXPECT_EQ(parse_phone("0900 1 123456", germany)->kind, PhoneKind::premium);
    EXPECT_EQ(parse_phone("0800 1234567", germany)->kind, PhoneKind::toll_free);
    EXPECT_EQ(parse_phone("+1 204 234 5678", germany)->country, *Country::of("CA"));
    EXPECT_EQ(parse_phone("+7 701 234 5678", germany)->country, *Country::of("KZ"));
    EXPECT_EQ(parse_phone("+44 1481 256789", germany)->country, *Country::of("GG"));
    EXPECT_TRUE(parse_phone("+800 1234 5678", germany)->country.is_none());
    EXPECT_EQ(parse_phone("0151 5230111", germany)->grade, PhoneGrade::possible);
}

TEST(PhoneNumber, its_own_form_reads_back) {
    std::ifstream file(KARTEI_SOURCE_DIR "/tests/data/phone-numbers.tsv");
    for (std::string line; std::getline(file, line);) {
        const auto cells = split(line, '\t');
        if (cells.size() < 7 || cells[3].empty()) continue;
        EXPECT_EQ(e164(cells[3]), cells[3]) << line;
    }
}

TEST(DigitPattern, tries_alternatives_from_the_left) {
    const DigitPattern pattern("0?(?:(1|12)3)?");
    EXPECT_EQ(pattern.match("0123")->length, 4U);
    EXPECT_EQ(pattern.match("0123")->groups[0], "12");
    EXPECT_EQ(pattern.match("05")->length, 1U);
    EXPECT_FALSE(pattern.match("05")->groups[0]);
    EXPECT_EQ(pattern.match("")->length, 0U);
}

TEST(DigitPattern, repeats_and_anchors) {
    const DigitPattern pattern("([2-9]\\d{2,3})$|1");
    EXPECT_EQ(pattern.match("2345")->groups[0], "2345");
    EXPECT_FALSE(pattern.match("23456"));
    EXPECT_EQ(pattern.match("1999")->length, 1U);
}

}  // namespace
}  // namespace kartei::domain
