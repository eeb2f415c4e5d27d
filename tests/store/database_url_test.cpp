#include "store/database_url.h"

#include "store/connection.h"

#include <gmock/gmock.h>

#include <string>

namespace kartei::store {
namespace {

TEST(DatabaseUrl, names_a_file_or_a_server) {
    EXPECT_EQ(parse_database_url("sqlite:/srv/Müller & Söhne/kartei.db"),
              sqlite_file("/srv/Müller & Söhne/kartei.db"));
    const auto server = parse_database_url("postgres://anna@db.example:5433/kartei?sslmode=require");
    ASSERT_TRUE(server);
    EXPECT_EQ(server->engine, Engine::postgresql);
    EXPECT_EQ(server->location, "postgres://anna@db.example:5433/kartei?sslmode=require");
}

TEST(DatabaseUrl, refuses_what_is_neither) {
    for (const std::string& text :
         {std::string("sqlite:"), std::string("mysql://x"), std::string(), std::string("kartei.db"),
          std::string("sqlite:a\0b", 10), std::string("postgresql://h/d?no_such_word=1"),
          std::string("postgresql://h:secret@[::1/d")}) {
        const auto url = parse_database_url(text);
        ASSERT_FALSE(url) << text;
        EXPECT_EQ(url.error().code, ErrorCode::invalid);
        EXPECT_EQ(url.error().what.en.find("secret"), std::string::npos);
        EXPECT_EQ(url.error().where.find("secret"), std::string::npos);
    }
}

std::vector<std::uint16_t> ports(std::string text) {
    return ports_of({Engine::postgresql, std::move(text)});
}

TEST(DatabaseUrl, has_the_ports_that_libpq_takes) {
    using testing::ElementsAre;
    EXPECT_THAT(ports("postgresql://anna@db:5433/kartei"), ElementsAre(5433));
    EXPECT_THAT(ports("postgresql://db1:5433,db2:5434/kartei"), ElementsAre(5433, 5434));
    EXPECT_THAT(ports("postgresql:///kartei?host=db1,db2&port=5433,"), ElementsAre(5433, 5432));
    EXPECT_THAT(ports("postgresql:///kartei?host=/run/postgresql"), ElementsAre(5432));
    EXPECT_THAT(ports("postgresql:///?service=crm"), testing::IsEmpty());
    EXPECT_THAT(ports_of(sqlite_file("kartei.db")), testing::IsEmpty());
}

std::string shown_of(std::string text) {
    return shown({Engine::postgresql, std::move(text)});
}

TEST(DatabaseUrl, shows_server_user_and_database_and_no_more) {
    EXPECT_EQ(shown_of("postgresql://anna:secret@db/kartei"), "postgresql://anna@db/kartei");
    EXPECT_EQ(shown_of("postgres://anna:s%40cret:x@db:5432/kartei"), "postgresql://anna@db:5432/kartei");
    EXPECT_EQ(shown_of("postgresql://anna@db/kartei"), "postgresql://anna@db/kartei");
    EXPECT_EQ(shown_of("postgresql://db:5432,[::1]:1/kartei"), "postgresql://db,::1:5432,1/kartei");
    EXPECT_EQ(shown_of("postgresql://db/k?user=a&password=secret&sslmode=require"), "postgresql://a@db/k");
    EXPECT_EQ(shown_of("postgresql://db/k?p%61ssword=secret"), "postgresql://db/k");
    EXPECT_EQ(shown_of("postgresql://db/k?sslpassword=secret&options=-csecret"), "postgresql://db/k");
}

TEST(DatabaseUrl, shows_nothing_where_a_password_was_written_without_its_escapes) {
    for (const char* text : {"postgresql://anna:a@secret@db/kartei", "postgresql://anna:a/secret@db:1/kartei",
                             "postgresql://anna:secret", "postgresql://anna:se cret",
                             "postgresql://a@b:secret@db/kartei", "postgresql://anna:secret@db:x/k"}) {
        EXPECT_EQ(shown_of(text), "postgresql://***") << text;
    }
}

TEST(DatabaseUrl, a_server_that_is_not_there_is_told_without_the_password) {
    const auto url = parse_database_url("postgresql://anna:secret@/kartei?host=/nonexistent");
    ASSERT_TRUE(url);
    const auto connection = connect(*url);
    ASSERT_FALSE(connection);
    EXPECT_EQ(connection.error().code, ErrorCode::unavailable);
    EXPECT_EQ(connection.error().where, "postgresql://anna@/kartei?host=/nonexistent");
}

}  // namespace
}  // namespace kartei::store
