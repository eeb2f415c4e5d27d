#include "domain/origin.h"

#include "base/fold.h"

#include <array>
#include <string>

namespace kartei::domain {

namespace {

struct OriginWord {
    std::string_view folded;  ///< anywhere in the folded name
    OriginKind kind;
};

/// In order: what came from others is said first, because it carries the duties.
constexpr std::array origin_words{
    OriginWord{"unbekannt", OriginKind::unknown},
    OriginWord{"unknown", OriginKind::unknown},
    OriginWord{"adresskauf", OriginKind::purchased_list},
    OriginWord{"adresshandel", OriginKind::purchased_list},
    OriginWord{"gekauft", OriginKind::purchased_list},
    OriginWord{"kaufadresse", OriginKind::purchased_list},
    OriginWord{"mietadresse", OriginKind::purchased_list},
    OriginWord{"purchased", OriginKind::purchased_list},
    OriginWord{"bought", OriginKind::purchased_list},
    OriginWord{"list broker", OriginKind::purchased_list},
    OriginWord{"schober", OriginKind::purchased_list},
    OriginWord{"telefonbuch", OriginKind::public_directory},
    OriginWord{"gelbe seiten", OriginKind::public_directory},
    OriginWord{"yellow pages", OriginKind::public_directory},
    OriginWord{"handelsregister", OriginKind::public_directory},
    OriginWord{"impressum", OriginKind::public_directory},
    OriginWord{"internetrecherche", OriginKind::public_directory},
    OriginWord{"directory", OriginKind::public_directory},
    OriginWord{"empfehlung", OriginKind::referral},
    OriginWord{"referral", OriginKind::referral},
    OriginWord{"webformular", OriginKind::person},
    OriginWord{"kontaktformular", OriginKind::person},
    OriginWord{"bestellung", OriginKind::person},
    OriginWord{"anfrage", OriginKind::person},
    OriginWord{"messe", OriginKind::person},
    OriginWord{"visitenkarte", OriginKind::person},
    OriginWord{"vertrag", OriginKind::person},
    OriginWord{"order", OriginKind::person},
    OriginWord{"widerspruch", OriginKind::person},
    OriginWord{"objection", OriginKind::person},
};

}  // namespace

OriginKind origin_kind(std::string_view name) {
    const std::string folded = fold_strict(name);
    if (folded.empty()) return OriginKind::unknown;
    for (const auto& word : origin_words) {
        if (folded.find(word.folded) != std::string::npos) return word.kind;
    }
    return OriginKind::customer_list;
}

}  // namespace kartei::domain
