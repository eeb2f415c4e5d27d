"""What tools/tidy lets through and what not."""

import importlib.machinery
import importlib.util
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
SCRIPT = str(Path(__file__).resolve().parents[2] / "tools" / "tidy")
LOADER = importlib.machinery.SourceFileLoader("tidy", SCRIPT)
tidy = importlib.util.module_from_spec(importlib.util.spec_from_loader("tidy", LOADER))
LOADER.exec_module(tidy)

HEADER = "// Holds things; lacks others.\n#pragma once\n"


def found(path, text):
    return [(line, rule) for _, line, rule, _ in tidy.check(path, text)]


def in_function(statement):
    return "void f() {\n" + statement + "\n}\n"


class Arrows(unittest.TestCase):
    def test_a_room_includes_itself_and_what_its_arrows_allow(self):
        for room, name in [("domain", "base/id.h"), ("store", "ledger/leaf.h"), ("app", "store/sql.h"),
                           ("cli", "store/sql.h"), ("formats", "formats/csv.h"), ("api", "app/contact.h")]:
            self.assertEqual(found(f"src/{room}/a.cpp", f'#include "{name}"\n'), [], f"{room} -> {name}")

    def test_every_other_arrow_is_refused(self):
        for room, name in [("base", "domain/person.h"), ("domain", "store/sql.h"), ("ledger", "domain/person.h"),
                           ("formats", "store/sql.h"), ("store", "app/house.h"), ("api", "store/sql.h"),
                           ("pages", "formats/csv.h"), ("http", "domain/person.h")]:
            text = f'#include <string>\n  # include "{name}"\n'
            self.assertEqual(found(f"src/{room}/a.cpp", text), [(2, "arrows")], f"{room} -> {name}")

    def test_the_room_stands_in_front_of_every_name(self):
        self.assertEqual(found("src/base/a.cpp", '#include "id.h"\n'), [(1, "arrows")])
        self.assertEqual(found("src/base/a.cpp", '#include "base/../domain/id.h"\n'), [(1, "arrows")])

    def test_unknown_rooms_are_refused(self):
        self.assertEqual(found("src/helpers/a.cpp", "\n"), [(1, "arrows")])

    def test_libraries_stay_in_their_room(self):
        self.assertEqual(found("src/store/a.cpp", "#include <sqlite3.h>\n#include <libpq-fe.h>\n"), [])
        self.assertEqual(found("src/app/a.cpp", "#include <sqlite3.h>\n"), [(1, "arrows")])
        self.assertEqual(found("src/store/a.cpp", "#include <sodium.h>\n"), [(1, "arrows")])
        self.assertEqual(found("src/app/a.cpp", "#include <zip.h>\n#include <libpq-fe.h>\n"),
                         [(1, "arrows"), (2, "arrows")])

    def test_some_libraries_have_two_rooms(self):
        self.assertEqual(found("src/base/a.cpp", "#include <openssl/evp.h>\n"), [])
        self.assertEqual(found("src/http/a.cpp", "#include <openssl/ssl.h>\n#include <boost/asio/post.hpp>\n"), [])
        self.assertEqual(found("src/app/a.cpp", "#include <openssl/ssl.h>\n#include <boost/beast/http.hpp>\n"),
                         [(1, "arrows"), (2, "arrows")])

    def test_tests_may_look_everywhere(self):
        self.assertEqual(found("tests/domain/a.cpp", '#include "store/sql.h"\n#include <sqlite3.h>\n'), [])


class Sizes(unittest.TestCase):
    def test_files_end_at_500_lines(self):
        self.assertEqual(found("src/base/a.cpp", "\n" * 500), [])
        self.assertEqual(found("src/base/a.cpp", "\n" * 501), [(501, "size")])

    def test_lines_end_at_110_columns_counted_in_characters(self):
        self.assertEqual(found("src/base/a.cpp", "// " + "ä" * 107 + "\n"), [])
        self.assertEqual(found("src/base/a.cpp", "// " + "ä" * 108 + "\n"), [(1, "width")])

    def test_functions_end_at_70_lines(self):
        for head in ["int f() {", "Name::Name(int a) : a_(a), b_{} {", "template <class T>\nT f(T x) const noexcept {",
                     "TEST(Csv, reads) {", "auto f(int x) -> std::vector<int> {", "bool operator()(int x) {"]:
            fits = head + "\n" + "    g();\n" * 68 + "}\n"
            line = head.count("\n") + 1
            self.assertEqual(found("src/base/a.cpp", fits), [], head)
            self.assertEqual(found("src/base/a.cpp", fits.replace("}\n", "    g();\n}\n")), [(line, "size")], head)

    def test_members_count_by_themselves(self):
        member = "    int f() {\n" + "        g();\n" * 40 + "    }\n"
        self.assertEqual(found("src/base/a.cpp", "namespace a {\nclass B final : public C {\n" + member * 3 + "};\n}\n"), [])
        self.assertEqual(found("src/base/a.cpp", "struct B {\n    B() = default;\n" + member.replace("g", "h", 1) * 2 + "};\n"), [])

    def test_a_lambda_counts_in_its_function(self):
        text = "int f() {\n    const auto g = [&](int x) {\n" + "        h(x);\n" * 80 + "    };\n}\n"
        self.assertEqual(found("src/base/a.cpp", text), [(1, "size")])

    def test_tables_are_no_functions(self):
        text = "constexpr std::array table = {\n" + '    Row{name("}{"), {1, 2}},\n' * 80 + "};\n"
        self.assertEqual(found("src/base/a.cpp", text), [])

    def test_braces_in_text_and_comments_do_not_count(self):
        text = "int f() {\n    // {\n    g('{', \"{\\\"{\", R\"sql({ \" {)sql\", 1'000);\n}\n" + "// x\n" * 80
        self.assertEqual(found("src/base/a.cpp", text), [])


class Try(unittest.TestCase):
    def test_alone_in_its_statement(self):
        for statement in ["TRY(f());", "auto x = TRY(f(1, g(2)));", "x = TRY(f());", "return TRY(f());",
                          "const std::vector<Row>& rows = TRY(\n    f());", "if (a) TRY(f());", "else\n TRY(f());",
                          "const auto [a, b] = TRY(f());", "row.name = TRY(f());", "list[i] = TRY(f());",
                          "for (auto& x : list) TRY(f(x));", "case Kind::a: TRY(f()); break;"]:
            self.assertEqual(found("src/base/a.cpp", in_function(statement)), [], statement)

    def test_never_inside_something(self):
        for statement in ["g(TRY(f()));", "Row row{TRY(f())};", "Row row{.a = TRY(f()), .b = 1};", "if (TRY(f())) g();",
                          "return Row{TRY(f())};", "auto x = g(TRY(f()));", "auto x = TRY(f()).name;",
                          "auto x = 1 + TRY(f());", "bool x = a == TRY(f());", "return {TRY(f())};",
                          "for (auto& x : TRY(f())) g();", "auto x = TRY(g(TRY(f())));", "auto x = {TRY(f())};"]:
            self.assertIn((2, "try"), found("src/base/a.cpp", in_function(statement)), statement)

    def test_comments_and_the_macro_itself_are_no_use_of_it(self):
        self.assertEqual(found("src/base/a.cpp", "// g(TRY(f()))\n#define TRY(expression) (expression)\n"), [])


class Words(unittest.TestCase):
    def test_headers_say_what_they_hold(self):
        self.assertEqual(found("src/base/a.h", HEADER), [])
        self.assertEqual(found("src/base/a.h", "#pragma once\n"), [(1, "header")])
        self.assertEqual(found("src/base/a.h", "// Holds things.\n"), [(1, "header")])

    def test_one_file_knows_the_clock_library(self):
        self.assertEqual(found("src/app/a.cpp", "#include <chrono>\nusing std::chrono::days;\n"), [(1, "time"), (2, "time")])
        self.assertEqual(found("src/base/time.cpp", "#include <chrono>\n"), [])
        self.assertEqual(found("bench/a.cpp", "#include <chrono>\n"), [])

    def test_nothing_is_put_off(self):
        self.assertEqual(found("src/base/a.cpp", "// TO" "DO: later\n"), [(1, "words")])
        self.assertEqual(found("docs/a.md", "FIX" "ME\n"), [(1, "words")])

    def test_no_paths_of_one_machine(self):
        self.assertEqual(found("tests/base/a.cpp", 'f("/home/" "anna/a.csv");\n'), [(1, "words")])
        self.assertEqual(found("README.md", "/var/lib/kartei and https://example.org/home/ and src/tmp/a\n"), [])


if __name__ == "__main__":
    unittest.main()
