#include "formats/list_header.h"

#include "base/fold.h"
#include "base/number.h"
#include "base/text.h"
#include "formats/words.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

namespace kartei::formats {

namespace {

struct Synonyms {
    ColumnMeaning meaning;
    std::string_view headings;  ///< folded, without blanks, divided by blanks
};

constexpr ColumnMeaning plain(ListField field) {
    return {field, Sphere::unspecified, ListChannel::any, 0};
}

constexpr ColumnMeaning at(ListField field, Sphere sphere) {
    return {field, sphere, ListChannel::any, 0};
}

constexpr auto synonyms = std::to_array<Synonyms>({
    {plain(ListField::customer_number),
     "kundennr kundennummer kdnr kdnummer kundenid customerid customerno customernumber customernr "
     "clientid debitor debitornr debitorennr debitorennummer mitgliedsnummer mitgliedsnr kundennrintern "
     "accountnumber kontonr adressnr adressnummer kontaktnr kontaktnummer customercode "
     "benutzerdefinierteid organizationalidnumber"},
    {plain(ListField::salutation),
     "anrede salutation briefanrede geschlecht gender courtesytitle namensprafix anredeschluessel sex"},
    {plain(ListField::title),
     "titel title akademischertitel akadtitel akademgrad akademischergrad nameprefix namenspraefix "
     "namenstitel prefix honorificprefix titelname titelakadgrad"},
    {plain(ListField::first_name),
     "vorname vornamen firstname givenname forename rufname vname contactfirstname "
     "vornameadressattypnatuerlperson"},
    {plain(ListField::middle_name),
     "weiterevornamen zweitervorname zweitername middlename additionalname additionalnames secondname "
     "mittelname"},
    {plain(ListField::last_name),
     "nachname nachnamen familienname zuname lastname surname familyname nname contactlastname "
     "nameadressattypnatuerlperson"},
    {plain(ListField::name_suffix), "suffix namenssuffix namesuffix namenszusatz honorificsuffix"},
    {plain(ListField::full_name),
     "name kontakt kontaktname kontaktperson ansprechpartner ansprechpartnerin contact contactname "
     "contactperson fullname vollername vollstaendigername displayname anzeigename kunde kundenname "
     "customer customername person namevorname nachnamevorname vornamenachname vorundnachname "
     "vorundzuname ansprechperson"},
    {plain(ListField::company),
     "firma firmenname firmierung company companyname unternehmen unternehmensname organisation "
     "organization organisationsname organizationname betrieb accountname account arbeitgeber employer "
     "institution firma1 nameorganisation companyorganization business namedesunternehmens namederfirma "
     "firmenbezeichnung firmaname nameadressattypunternehmen"},
    {plain(ListField::department),
     "abteilung department organizationdepartment organisationabteilung organisationsabteilung dept "
     "fachabteilung"},
    {plain(ListField::position),
     "position jobtitle funktion contacttitle rolle beruf berufsbezeichnung stelle stellenbezeichnung "
     "job occupation organizationtitle organisationtitel positionfunktion taetigkeit"},
    {plain(ListField::street),
     "strasse str street streetaddress anschrift strassehausnummer strassehausnr strassenr "
     "strasseundhausnummer strasseundnr strassehnr addressline1 address1 adresse1 adresszeile1 "
     "anschrift1 strasse1 street1 addressstreet adressestrasse mailingstreet rechnungsstrasse "
     "strassenname streetname hausanschrift lieferstrasse"},
    {at(ListField::street, Sphere::business), "firmenstrasse geschaeftsstrasse"},
    {at(ListField::street, Sphere::home), "privatstrasse"},
    {plain(ListField::street_extra),
     "adresszusatz zusatz adresszusatz1 adresszusatz2 addressline2 address2 adresse2 adresszeile2 "
     "anschrift2 strasse2 street2 addressextendedaddress strassenzusatz anschriftenzusatz postfach pobox "
     "addresspobox strasse3 street3 adresse3 address3 addressline3 adresszeile3 adresseerweiterteadresse "
     "adressepostfach"},
    {plain(ListField::house_number), "hausnummer hausnr hnr housenumber housenr nrhaus"},
    {plain(ListField::postal_code),
     "plz postleitzahl postalcode postcode zip zipcode zippostalcode addresspostalcode "
     "adressepostleitzahl mailingpostalcode mailingzip plzstrasse"},
    {plain(ListField::city),
     "ort stadt city town wohnort ortsname addresscity adresseort adressestadt mailingcity gemeinde sitz"},
    {plain(ListField::postal_city),
     "plzort plzundort postleitzahlort plzstadt postleitzahlundort zipcity plzwohnort"},
    {plain(ListField::region),
     "region bundesland state stateprovince province kanton bundeslandkanton county addressregion "
     "adresseregion mailingstate regionbundesland stateregion adressebundesland provinz"},
    {at(ListField::region, Sphere::other), "weiteresrbundeslandkanton"},
    {at(ListField::country, Sphere::other), "weitereselandregion"},
    {plain(ListField::country),
     "land country countryregion landregion laendercode landkennzeichen countrycode addresscountry "
     "adresseland staat nation mailingcountry lkz laenderkennzeichen landiso landisocode countryiso"},
    {plain(ListField::address),
     "adresse address anschriftkomplett vollstaendigeadresse fulladdress postanschrift postadresse "
     "addressformatted adresseformatiert mailingaddress adressekomplett postaladdress"},
    {at(ListField::address, Sphere::business),
     "firmenadresse geschaeftsadresse firmenanschrift geschaeftsanschrift"},
    {at(ListField::address, Sphere::home),
     "privatadresse privatanschrift wohnadresse wohnanschrift heimadresse"},
    {plain(ListField::phone),
     "telefon tel fon phone phonenumber phoneno telefonnummer telefonnr telephone telefonnummern telnr telno "
     "rufnummer festnetz festnetznummer telefonfestnetz phonevalue telefonwert haupttelefon primaryphone "
     "landline telephonenumber telefonfest telfestnetz tlf ruf telefontagsueber telefonabends"},
    {at(ListField::phone, Sphere::business),
     "geschaeftstelefon diensttelefon firmentelefon buerotelefon companymainphone telefonfirma "
     "telefonzentrale zentrale durchwahl hauptnummerfirma telefonfirmenhauptsitz"},
    {at(ListField::phone, Sphere::home), "privattelefon hometelephone telefonzuhause"},
    {plain(ListField::mobile),
     "mobil handy mobiltelefon mobile mobilephone cell cellphone mobilnummer mobilnr handynummer handynr "
     "mobilfunk mobilfunknummer cellular telefonmobil telmobil smartphone mobilenumber mobilenr mobileno "
     "phonemobile telefonhandy mobiltelefonnummer mobiltelefonnr mobilephonenumber mobiltelnr "
     "autotelefon carphone"},
    {at(ListField::mobile, Sphere::business), "diensthandy firmenhandy"},
    {at(ListField::mobile, Sphere::home), "privathandy"},
    {plain(ListField::fax), "fax telefax faxnummer faxnr faxno faxnumber telefaxnummer primaryfax"},
    {plain(ListField::email),
     "email mail emailadresse mailadresse emailaddress emailvalue emailwert emailaddresses emailkontakt "
     "mailaddress emails epost elektronischepost primaryemail hauptemail emailaddr"},
    {at(ListField::email, Sphere::business), "firmenemail geschaeftsemail dienstemail"},
    {at(ListField::email, Sphere::home), "privatemail privatemailadresse"},
    {plain(ListField::birth_date),
     "geburtsdatum geburtstag gebdatum gebdat geb birthday birthdate dateofbirth dob geborenam "
     "geburtsdat gebtag geboren gebam"},
    {plain(ListField::source),
     "herkunft quelle source leadsource datenquelle datenherkunft ursprung leadquelle origin woher "
     "adressquelle herkunftderdaten datasource herkunftadresse adressherkunft originalsource "
     "urspruenglichequelle quelleherkunft herkunftquelle"},
    {plain(ListField::collected_on),
     "erfasstam erfassungsdatum erfassung angelegtam anlagedatum angelegt erstelltam erstelldatum "
     "erstellt created createdat createdon createdate createddate creationdate datecreated aufgenommenam "
     "erhobenam dateadded kundeseit erhebungsdatum datumerfassung datumanlage customersince "
     "hinzugefuegtam erstellungsdatum createdtime personcreated registered registriertam "
     "registrierungsdatum registrationdate"},
    {plain(ListField::areas),
     "bereich bereiche area areas produkt produkte product products interesse interessen interest "
     "interests produktinteresse sparte sparten themen thema topic topics produktbereich interessiertan "
     "produktgruppe"},
    {plain(ListField::note),
     "bemerkung bemerkungen notiz notizen note notes anmerkung anmerkungen kommentar kommentare comment "
     "comments hinweis hinweise beschreibung description info infos remark remarks memo freitext "
     "kategorien kategorie categories category tags schlagworte schlagwoerter labels groupmembership "
     "gruppen gruppenmitgliedschaft sonstiges zusatzinfo vermerk vermerke stichwoerter hintergrundinfo"},
    {plain(ListField::ignore),
     "emailtyp emailtype emailangezeigtername emaildisplayname emaillabel phonelabel phonetype "
     "telefontyp telefonlabel addresslabel addresstype adressetyp adresselabel privat private "
     "vertraulichkeit sensitivity prioritaet priority photo foto organizationtype organizationlabel "
     "organizationyominame yominame givennameyomi familynameyomi additionalnameyomi phoneticfirstname "
     "phoneticmiddlename phoneticlastname emailbezeichnung telefonbezeichnung adressebezeichnung "
     "websitelabel websitetype initials initialen directoryserver verzeichnisserver lfdnr laufendenummer "
     "telefonassistent assistantsphone nameassistent assistantsname"},
});

using Table = std::unordered_map<std::string_view, ColumnMeaning>;

const Table& table() {
    static const Table entries = [] {
        Table built;
        for (const auto& entry : synonyms) {
            for (const auto heading : split(entry.headings, ' ')) built.emplace(heading, entry.meaning);
        }
        return built;
    }();
    return entries;
}

struct SphereWord {
    std::string_view word;
    Sphere sphere;
};

constexpr auto sphere_words = std::to_array<SphereWord>({
    {"geschaeftlich", Sphere::business}, {"business", Sphere::business},   {"dienstlich", Sphere::business},
    {"work", Sphere::business},          {"office", Sphere::business},     {"buero", Sphere::business},
    {"firma", Sphere::business},         {"beruflich", Sphere::business},  {"arbeit", Sphere::business},
    {"gesch", Sphere::business},         {"geschaeftl", Sphere::business}, {"dienstl", Sphere::business},
    {"company", Sphere::business},       {"dienst", Sphere::business},     {"privat", Sphere::home},
    {"private", Sphere::home},           {"home", Sphere::home},           {"persoenlich", Sphere::home},
    {"personal", Sphere::home},          {"zuhause", Sphere::home},        {"priv", Sphere::home},
    {"privates", Sphere::home},          {"other", Sphere::other},         {"andere", Sphere::other},
    {"weitere", Sphere::other},          {"anderes", Sphere::other},       {"weiteres", Sphere::other},
    {"sonstige", Sphere::other},         {"anderer", Sphere::other},       {"weiterer", Sphere::other},
});

std::optional<Sphere> sphere_of(std::string_view word) {
    const auto found = std::ranges::find(sphere_words, word, &SphereWord::word);
    if (found == sphere_words.end()) return std::nullopt;
    return found->sphere;
}

std::string run_together(const Words& words) {
    std::string out;
    for (const auto word : words) out += word;
    return out;
}

std::optional<ColumnMeaning> look_up(const Words& words) {
    const auto found = table().find(run_together(words));
    if (found == table().end()) return std::nullopt;
    return found->second;
}

/// "Telefon geschäftlich", "Business Street": one word of the sphere before or behind a known heading.
std::optional<ColumnMeaning> look_up_with_sphere(const Words& words) {
    if (const auto meaning = look_up(words)) return meaning;
    if (words.size() < 2) return std::nullopt;
    const std::array<std::pair<std::string_view, Words>, 2> trials{
        std::pair{words.back(), Words(words.begin(), words.end() - 1)},
        std::pair{words.front(), Words(words.begin() + 1, words.end())}};
    for (const auto& [word, rest] : trials) {
        const auto sphere = sphere_of(word);
        auto meaning = sphere ? look_up(rest) : std::nullopt;
        if (!meaning || !has_sphere(meaning->field) || meaning->sphere != Sphere::unspecified) continue;
        // A street is meant where someone says "Adresse geschäftlich" as well; the reader of rows divides it.
        meaning->sphere = *sphere;
        return meaning;
    }
    return std::nullopt;
}

std::optional<unsigned> number_of(std::string_view word) {
    const auto value = whole_number<unsigned>(word);
    if (!value || *value > 99) return std::nullopt;
    return value;
}

/// What stands before a known heading and adds nothing: whose address it is, which of several.
constexpr auto prefixes =
    std::to_array<std::string_view>({"primary address", "default address",  "primary",
                                     "primaere",        "primaer",          "secondary",
                                     "sekundaere",      "default",          "billing address",
                                     "billing",         "rechnungsadresse", "rechnung",
                                     "mailing address", "mailing",          "postanschrift",
                                     "postadresse",     "address",          "adresse",
                                     "anschrift",       "ansprechpartner",  "ap",
                                     "kontakt",         "contact",          "kunde",
                                     "kunden",          "customer",         "person",
                                     "firma",           "company"});

/// "Billing Postcode", "Postanschrift (PLZ)", "Ansprechpartner Vorname".
std::optional<ColumnMeaning> look_up_behind_prefix(const Words& words) {
    if (const auto meaning = look_up_with_sphere(words)) return meaning;
    for (const auto prefix : prefixes) {
        const Words front = split(prefix, ' ');
        if (words.size() <= front.size() ||
            !std::ranges::equal(front, Words(words.begin(), words.begin() + std::ssize(front))))
            continue;
        const Words rest(words.begin() + std::ssize(front), words.end());
        const auto meaning = look_up_with_sphere(rest);
        const bool contact =
            meaning && (meaning->field == ListField::first_name || meaning->field == ListField::last_name ||
                        has_sphere(meaning->field));
        if (contact) return meaning;
    }
    return std::nullopt;
}

/// The numbers in a heading: one at the end counts the lines of one address, one inside counts addresses.
struct HeadingNumbers {
    unsigned inside = 0;
    unsigned last = 0;
};

/// Takes them out of the words.
HeadingNumbers take_heading_numbers(Words& words) {
    HeadingNumbers numbers;
    if (const auto last = words.empty() ? std::nullopt : number_of(words.back())) {
        numbers.last = *last;
        words.pop_back();
    } else if (!words.empty() && words.back().size() > 2 && is_digit(words.back().back())) {
        numbers.last = static_cast<unsigned>(words.back().back() - '0');
        words.back().remove_suffix(1);
    }
    const auto inside =
        std::ranges::find_if(words, [](std::string_view word) { return number_of(word).has_value(); });
    if (inside != words.end()) {
        numbers.inside = *number_of(*inside);
        words.erase(inside);
    }
    return numbers;
}

/// "Telefon 2", "E-mail 2 Address", "Address 1 - Street", "Address 1: Street 2", "Telefon2".
std::optional<ColumnMeaning> look_up_with_number(Words words) {
    const HeadingNumbers numbers = take_heading_numbers(words);
    if ((numbers.inside == 0 && numbers.last == 0) || words.empty()) return std::nullopt;
    auto meaning = look_up_behind_prefix(words);
    if (!meaning) return std::nullopt;
    const bool street = meaning->field == ListField::street || meaning->field == ListField::address;
    const bool part = meaning->field >= ListField::street && meaning->field <= ListField::address;
    if (part) meaning->group = numbers.inside;
    if (street && numbers.last > 1) {
        meaning->field = ListField::street_extra;
    } else if (!part || numbers.inside == 0) {
        const unsigned number = std::max(numbers.inside, numbers.last);
        if (!is_repeatable(meaning->field) && number > 1) return std::nullopt;
    }
    return meaning;
}

/// "HasOptedOutOfEmail", "MailingStreet": programs run words together.
std::string with_words_apart(std::string_view heading) {
    std::string apart;
    for (std::size_t i = 0; i < heading.size(); ++i) {
        const bool capital = heading[i] >= 'A' && heading[i] <= 'Z';
        const bool after_small = i > 0 && heading[i - 1] >= 'a' && heading[i - 1] <= 'z';
        if (capital && after_small) apart += ' ';
        apart += heading[i];
    }
    return apart;
}

std::optional<ColumnMeaning> meaning_of_words(std::string_view folded) {
    if (folded.empty()) return std::nullopt;
    const Words words = split(folded, ' ');
    if (const auto meaning = look_up_with_sphere(words)) return meaning;
    if (const auto meaning = look_up_with_number(words)) return meaning;
    if (const auto meaning = permission_meaning(folded)) return meaning;
    return look_up_behind_prefix(words);
}

}  // namespace

std::optional<ColumnMeaning> meaning_of_header(std::string_view header) {
    const std::string_view heading = cut(header, 200);
    if (const auto meaning = meaning_of_words(fold_strict(heading))) return meaning;
    const std::string apart = with_words_apart(heading);
    return apart == heading ? std::nullopt : meaning_of_words(fold_strict(apart));
}

}  // namespace kartei::formats
