#include "cli/table.h"

#include "cli/visible.h"

#include <gtest/gtest.h>

namespace kartei::cli {
namespace {

Screen screen(std::size_t width, Colours colours = Colours::off) {
    return {.colours = colours, .width = width};
}

Table persons() {
    Table table(
        {{.heading = "Name", .least = 6}, {.heading = "Zahl", .align = Align::right}, {.heading = "Nr."}});
    table.add({std::string("Sören Özdemir"), std::string("7"), std::string("K-1")});
    table.add({std::string("Eva"), std::string("1.234"), std::string("K-20")});
    return table;
}

TEST(Table, aligns_by_columns_of_the_screen) {
    EXPECT_EQ(persons().text(screen(0)),
              "Name            Zahl  Nr.\n"
              "Sören Özdemir      7  K-1\n"
              "Eva            1.234  K-20\n");
}

TEST(Table, shortens_what_may_be_shortened) {
    EXPECT_EQ(persons().text(screen(20)),
              "Name      Zahl  Nr.\n"
              "Sören …      7  K-1\n"
              "Eva      1.234  K-20\n");
}

TEST(Table, becomes_blocks_where_it_cannot_fit) {
    EXPECT_EQ(persons().text(screen(15)),
              "Name  Sören Özdemir\n"
              "Zahl  7\n"
              "Nr.   K-1\n"
              "\n"
              "Name  Eva\n"
              "Zahl  1.234\n"
              "Nr.   K-20\n");
}

TEST(Table, no_line_is_wider_than_the_screen) {
    for (std::size_t width = 20; width < 40; ++width) {
        const std::string text = persons().text(screen(width));
        for (const auto line : split(text, '\n')) EXPECT_LE(display_width(line), width);
    }
}

TEST(Table, makes_values_harmless) {
    Table table({{.heading = "Name"}});
    table.add({std::string("\x1b]0;böse\x07\nzweite Zeile")});
    EXPECT_EQ(table.text(screen(0)), "Name\n␛]0;böse␇␊zweite Zeile\n");
}

TEST(Table, leaves_no_blanks_at_line_ends) {
    Table table({{.heading = "A"}, {.heading = "Breite Spalte"}});
    table.add({std::string("x")});
    EXPECT_EQ(table.text(screen(0)), "A  Breite Spalte\nx\n");
}

TEST(Table, colours_do_not_move_columns) {
    Table table({{.heading = "A"}, {.heading = "B"}});
    table.add({{"ja", Ink::green}, std::string("x")});
    EXPECT_EQ(table.text(screen(0, Colours::on)),
              "\x1b[1mA\x1b[0m   \x1b[1mB\x1b[0m\n"
              "\x1b[32mja\x1b[0m  x\n");
}

}  // namespace
}  // namespace kartei::cli
