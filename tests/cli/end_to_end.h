// The built program over a directory and a list of its own, spoken to in German.
#pragma once

#include "tests/cli/kartei_process.h"

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kartei::cli {

/// Three persons and a row that is nobody.
inline constexpr const char* list =
    "Kunden-Nr.;Anrede;Vorname;Nachname;Firma;Straße;PLZ;Ort;Telefon;E-Mail;Erfasst "
    "am;Bereich;Widerspruch\n"
    "K-1;Herr;Sören;Özdemir;;Am Bröhn 1;26121;Oldenburg;0441 "
    "123456;soeren@example.de;2024-06-06;Wärmepumpe;\n"
    "K-2;Frau;Eva;Meier;;Goethestr. 2;01067;Dresden;0351 5868;eva@example.de;2024-06-06;Photovoltaik;ja\n"
    ";;;;;;;;;;;;nur eine Bemerkung\n"
    "K-3;Herr;Jan;Brüggemann;KFZ-Teile GmbH;Hafenstr. 3;49808;Lingen;0591 "
    "1107;jan@example.de;2024-06-06;Photovoltaik;\n";

class EndToEnd : public testing::Test {
protected:
    Ran run(const std::vector<std::string>& words, const std::string& input = {}) {
        return run_kartei(directory_, words,
                          {{"KARTEI_DATA", (directory_ / "data").string()}, {"LANG", "de_DE.UTF-8"}}, input);
    }

    boost::json::value json(std::vector<std::string> words) {
        words.emplace_back("--json");
        const auto ran = run(words);
        EXPECT_EQ(ran.err, "");
        return boost::json::parse(ran.out);
    }

    Ran import(const std::vector<std::string>& more = {}) {
        std::vector<std::string> words{"import",    directory_.write("liste.csv", list).string(),
                                       "--source",  "Messe 2025",
                                       "--purpose", "advertising",
                                       "--company", "Muster GmbH"};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }

    std::string newest_import() {
        return std::string(json({"imports"}).at("imports").at(0).at("id").as_string());
    }

    TestDirectory directory_;
};

}  // namespace kartei::cli
