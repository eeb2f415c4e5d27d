// Normal forms of words for finding and comparing: what people type differently and mean alike becomes one
// text. The original always stays with the caller; a folded form is never shown. Bytes here are stored: see
// fold_version.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kartei {

/// Raised with every change of the bytes that any fold_… gives. Not yet: folding anew what was stored under
/// another version.
inline constexpr int fold_version = 1;

/// The form for comparing: lower case; ä, ö, ü, ß as ae, oe, ue, ss; æ, ø, œ, þ, ð, ł, đ as ae, oe, oe, th,
/// d, l, d; other accents of Latin letters removed; compatibility forms (full width, ligatures, ², ª)
/// replaced (UAX #15, NFKC_Casefold); Greek, Cyrillic and all other scripts only case-folded. Whatever is
/// neither letter nor digit becomes a blank, blanks are single, none at the ends. Soft hyphens and other
/// invisible characters go without a blank; broken UTF-8 is a blank. "Müller" and "Mueller" are alike,
/// "Muller" is not. Output is valid UTF-8 and folding it again changes nothing.
std::string fold_strict(std::string_view utf8);

/// The form for SEARCH: fold_strict, and every run of e behind a, o or u falls away, so ä = ae = a, ö = oe =
/// o, ü = ue = u: Özdemir, Oezdemir and Ozdemir are "ozdemir", Müller, Mueller and Muller are "muller". Both
/// sides are folded, so Bauer finds Bauer ("baur"). Each letter depends only on what stands left of it: what
/// is typed so far always folds to a prefix of the whole ("m", "mu" for "mue"). It accepts false hits: Bauer
/// = Baur, Neue = Neu, Michael = Michal, Noel = Nol, Raue = Rau. Fit for finding with a person looking, never
/// for deciding that two records are one.
std::string fold(std::string_view utf8);

/// The words of `fold`, in order, with repetitions.
std::vector<std::string> fold_words(std::string_view utf8);

/// A street with house number, compared: fold_strict, and Straße, Strasse, Str. are "str", Platz and Pl. are
/// "pl", both joined to the word before ("Karl-Marx-Straße", "Karl Marxstr." -> "karl marxstr"); a house
/// number has its letter attached ("121 a" -> "121a"); ranges lose their dash ("12-14" -> "12 14").
std::string fold_street(std::string_view utf8);

/// A town, compared: fold_strict without am, an der, a. d., im, ob der behind the first word; Sankt is "st";
/// "a. M." is "main", "a. Rh." is "rhein"; old delivery districts go ("Hamburg 20"). Halle (Saale) and Halle
/// stay two: the postal code helps.
std::string fold_city(std::string_view utf8);

/// A company, compared: the name by fold_strict, "&", "+", "and" and "u." as "und", and the legal form apart.
struct CompanyKey {
    std::string name;
    std::string legal_form;  ///< "gmbh", "gmbh und co kg", "ek", "ltd" …; empty where none stands at the end

    bool operator==(const CompanyKey&) const = default;
};
CompanyKey fold_company(std::string_view utf8);

/// A sort key is no longer than this; what differs only behind it sorts as equal.
inline constexpr std::size_t max_sort_key_bytes = 1000;

/// Bytes whose order under memcmp is the order of German dictionaries (DIN 5007-1: ä sorts with a), from
/// ICU's collator "de". Text beyond 200 bytes is cut at a code point. Bytes hold for one version of the
/// collation: see below.
std::string sort_key(std::string_view utf8);

/// Names the collation data: where a store was written under another, its sort keys are made anew.
std::string sort_key_version();

}  // namespace kartei
