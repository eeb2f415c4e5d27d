// The person one may or may not contact, what was noted about him, and the companies people work for.
#pragma once

#include "base/codec.h"
#include "base/fold.h"
#include "domain/contact_facts.h"
#include "domain/ids.h"

#include <optional>
#include <string>

namespace kartei::domain {

struct Person {
    TenantId tenant_id;
    PersonId person_id;
    RecipientKind kind = RecipientKind::consumer;  ///< capacity (UWG section 7(2) no. 1; BGB sections 13, 14)
    std::optional<std::string> salutation;
    std::optional<std::string> title;
    std::optional<std::string> first_name;
    std::optional<std::string> last_name;
    std::optional<std::string> customer_number;
    std::optional<Date> birth_date;
    std::string country = "DE";  ///< ISO 3166-1 alpha-2: whose law protects him
    bool deceased = false;
    std::string purpose;  ///< key of the purpose he is recorded for
    SourceId source_id;
    std::optional<Date> collected_on;  ///< when the data was obtained (Art. 13, 14), if known
    Bytes sort_key;                    ///< collation key of last name, first name, company
    Instant created_at;
    std::int64_t version = 1;

    bool operator==(const Person&) const = default;
};
BOOST_DESCRIBE_STRUCT(Person, (),
                      (tenant_id, person_id, kind, salutation, title, first_name, last_name, customer_number,
                       birth_date, country, deceased, purpose, source_id, collected_on, sort_key, created_at,
                       version))

/// Free text about a person, sealed: it may say anything.
struct Note {
    TenantId tenant_id;
    PersonId person_id;
    NoteId note_id;
    std::string text;
    SourceId source_id;
    Instant created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Note, (), (tenant_id, person_id, note_id, text, source_id, created_at, version))

struct Company {
    TenantId tenant_id;
    CompanyId company_id;
    std::string name;
    std::string name_key;  ///< folded for matching
    std::string country = "DE";
    SourceId source_id;
    Instant created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Company, (),
                      (tenant_id, company_id, name, name_key, country, source_id, created_at, version))

struct Employment {
    TenantId tenant_id;
    PersonId person_id;
    CompanyId company_id;
    std::optional<std::string> position;
    std::optional<std::string> department;
    SourceId source_id;
    std::optional<Date> since_on;
    std::optional<Date> until_on;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Employment, (),
                      (tenant_id, person_id, company_id, position, department, source_id, since_on, until_on,
                       version))

}  // namespace kartei::domain

namespace kartei {

template <>
struct Description<domain::Person> {
    static constexpr RecordKind kind{"person", 2, KeyClass::operation};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "person_id"},
        Field{3, "kind", Category::identity, Personal::yes},
        Field{4, "salutation", Category::identity, Personal::yes, Protection::plain, 50},
        Field{5, "title", Category::identity, Personal::yes, Protection::plain, 100},
        Field{6, "first_name", Category::identity, Personal::yes},
        Field{7, "last_name", Category::identity, Personal::yes},
        Field{8, "customer_number", Category::identity, Personal::yes, Protection::plain, 50},
        Field{9, "birth_date", Category::identity, Personal::yes, Protection::sealed},
        Field{10, "country", Category::identity, Personal::yes, Protection::plain, 2},
        Field{11, "deceased", Category::identity, Personal::yes},
        Field{12, "purpose", Category::origin},
        Field{13, "source_id", Category::origin},
        Field{14, "collected_on", Category::origin},
        Field{15, "sort_key", Category::identity, Personal::yes, Protection::plain, max_sort_key_bytes},
        Field{16, "created_at"},
        Field{17, "version"},
    };
};

template <>
struct Description<domain::Note> {
    static constexpr RecordKind kind{"note", 3, KeyClass::operation};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "person_id"},
        Field{3, "note_id"},
        Field{4, "text", Category::content, Personal::yes, Protection::sealed, 4000},
        Field{5, "source_id", Category::origin},
        Field{6, "created_at"},
        Field{7, "version"},
    };
};

template <>
struct Description<domain::Company> {
    static constexpr RecordKind kind{"company", 2, KeyClass::tenant};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "company_id"},
        Field{3, "name", Category::identity},
        Field{4, "name_key", Category::identity},
        Field{5, "country", Category::identity, Personal::no, Protection::plain, 2},
        Field{6, "source_id", Category::origin},
        Field{7, "created_at"},
        Field{8, "version"},
    };
};

template <>
struct Description<domain::Employment> {
    static constexpr RecordKind kind{"employment", 3, KeyClass::operation};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "person_id"},
        Field{3, "company_id", Category::contract, Personal::yes},
        Field{4, "position", Category::contract, Personal::yes},
        Field{5, "department", Category::contract, Personal::yes},
        Field{6, "source_id", Category::origin},
        Field{7, "since_on", Category::contract, Personal::yes},
        Field{8, "until_on", Category::contract, Personal::yes},
        Field{9, "version"},
    };
};

}  // namespace kartei
