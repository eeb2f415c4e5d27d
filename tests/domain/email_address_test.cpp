#include "domain/email_address.h"

#include <gtest/gtest.h>

namespace kartei::domain {
namespace {

TEST(EmailAddress, keeps_the_local_part_and_lowers_the_domain) {
    const auto email = parse_email(" HEINZ.Schmidt.0@Example.DE ");
    ASSERT_TRUE(email);
    EXPECT_EQ(email->text(), "HEINZ.Schmidt.0@example.de");
    EXPECT_EQ(email->key, "heinz.schmidt.0@example.de");
    EXPECT_EQ(email->key, parse_email("mailto:heinz.schmidt.0@EXAMPLE.de?subject=x")->key);
    EXPECT_EQ(email->key, parse_email("Heinz Schmidt <heinz.schmidt.0@example.de>")->key);
    EXPECT_EQ(email->key, parse_email("<Mailto:heinz.schmidt.0@example.de>")->key);
}

TEST(EmailAddress, writes_domains_as_a_labels) {
    EXPECT_EQ(parse_email("info@MÜNCHEN.de")->domain, "xn--mnchen-3ya.de");
    EXPECT_EQ(parse_email("info@mu\u0308nchen.de")->domain, "xn--mnchen-3ya.de");
    EXPECT_EQ(parse_email("info@straße.de")->domain, "xn--strae-oqa.de");
    EXPECT_EQ(parse_email("info@XN--MNCHEN-3YA.de")->domain, "xn--mnchen-3ya.de");
    EXPECT_EQ(parse_email("info@bücher。example")->domain, "xn--bcher-kva.example");
}

TEST(EmailAddress, takes_letters_beyond_ascii_in_the_local_part) {
    EXPECT_EQ(parse_email("SØREN.æ@example.dk")->key, "søren.æ@example.dk");
    EXPECT_EQ(parse_email("Mu\u0308ller@example.de")->key, parse_email("müller@example.de")->key);
    EXPECT_EQ(parse_email("o'connor+x_y-z@example.co.uk")->local, "o'connor+x_y-z");
}

TEST(EmailAddress, says_why_it_refuses) {
    const auto says = [](std::string_view text, std::string_view word) {
        const auto email = parse_email(text);
        ASSERT_FALSE(email) << text;
        EXPECT_NE(email.error().what.en.find(word), std::string::npos) << email.error().what.en;
        EXPECT_FALSE(email.error().what.de.empty());
    };
    says("a@b", "ending");
    says("x@@y", "more than one");
    says("a@b.de, c@d.de", "more than one");
    says("keine", "missing");
    says("", "missing");
    says("a b@example.de", "blank");
    says("(kontakt0@example.de)", "sign");
    says("\"a\"@example.de", "sign");
    says("a@example.de.", "host");
    says("a@example .de", "host");
    says("a@.de", "host");
    says("a@exa_mple.de", "host");
    says("a@-example.de", "host");
    says("a@[127.0.0.1]", "host");
    says("a@127.0.0.1", "host");
    says("a@xn--a.de", "host");
    says("a@exam\xFFple.de", "host");
    says("\xFF@example.de", "sign");
    says(".a@example.de", "point");
    says("a.@example.de", "point");
    says("a..b@example.de", "point");
    says("@example.de", "Nothing");
    says("a?@example.de\r\nBcc: x", "host");
    says(std::string(65, 'a') + "@example.de", "too long");
    says("a@" + std::string(64, 'a') + ".de", "host");
    std::string domain = "example.de";
    for (int i = 0; i < 5; ++i) domain.insert(0, std::string(50, 'a') + '.');
    says("a@" + domain, "too long");
    says(std::string(100'000, '@'), "too long");
}

}  // namespace
}  // namespace kartei::domain
