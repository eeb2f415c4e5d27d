// Where data comes from, and the imports that brought it.
#pragma once

#include "base/codec.h"
#include "domain/ids.h"
#include "domain/scope.h"

#include <optional>
#include <string>

namespace kartei::domain {

/// How data reached the house: decides on Art. 13 (from the person) or Art. 14 (from others) and on
/// `SOURCE_UNKNOWN`.
enum class OriginKind : std::uint8_t {
    person,
    customer_list,
    referral,
    purchased_list,
    public_directory,
    unknown
};
BOOST_DESCRIBE_ENUM(OriginKind, person, customer_list, referral, purchased_list, public_directory, unknown)

struct Source {
    TenantId tenant_id;
    SourceId source_id;
    OriginKind kind = OriginKind::unknown;
    std::string name;  ///< as people say it: "Messe Osnabrück 2025"
    std::string name_key;
    Instant created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Source, (), (tenant_id, source_id, kind, name, name_key, created_at, version))

enum class ImportState : std::uint8_t { running, done, undoing, undone };
BOOST_DESCRIBE_ENUM(ImportState, running, done, undoing, undone)

/// One import of one file. `rows_done` counts the rows already stored, so that a broken import can go on;
/// what they became is counted with them, so that it can tell of all of them at its end.
struct ImportRun {
    TenantId tenant_id;
    ImportId import_id;
    std::string file_name;
    Bytes file_hash;  ///< SHA-256 of the file's bytes, sealed in nothing: it says nothing about anyone
    SourceId source_id;
    std::string purpose;
    ImportState state = ImportState::running;
    std::int64_t rows_done = 0;
    std::int64_t persons_created = 0;
    std::int64_t persons_merged = 0;
    std::int64_t rows_unchanged = 0;
    std::int64_t rows_bad = 0;
    std::int64_t contact_points = 0;
    std::int64_t consents = 0;
    std::int64_t claims = 0;
    std::int64_t refusals = 0;
    std::int64_t objections = 0;
    Instant started_at;
    std::optional<Instant> finished_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ImportRun, (),
                      (tenant_id, import_id, file_name, file_hash, source_id, purpose, state, rows_done,
                       persons_created, persons_merged, rows_unchanged, rows_bad, contact_points, consents,
                       claims, refusals, objections, started_at, finished_at, version))

}  // namespace kartei::domain

namespace kartei {

template <>
struct Description<domain::Source> {
    static constexpr RecordKind kind{"source", 2, KeyClass::tenant};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "source_id"},
        Field{3, "kind", Category::origin},
        Field{4, "name", Category::origin},
        Field{5, "name_key", Category::origin},
        Field{6, "created_at"},
        Field{7, "version"},
    };
};

template <>
struct Description<domain::ImportRun> {
    static constexpr RecordKind kind{"import_run", 2, KeyClass::tenant};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "import_id"},
        // 255 bytes of a name (NAME_MAX), of which each that is no UTF-8 becomes three.
        Field{3, "file_name", Category::origin, Personal::no, Protection::plain, 3 * 255},
        Field{4, "file_hash", Category::origin},
        Field{5, "source_id", Category::origin},
        Field{6, "purpose", Category::origin},
        Field{7, "state"},
        Field{8, "rows_done"},
        Field{9, "persons_created"},
        Field{10, "persons_merged"},
        Field{11, "rows_unchanged"},
        Field{12, "rows_bad"},
        Field{13, "contact_points"},
        Field{14, "consents"},
        Field{15, "claims"},
        Field{16, "refusals"},
        Field{17, "objections"},
        Field{18, "started_at"},
        Field{19, "finished_at"},
        Field{20, "version"},
    };
};

}  // namespace kartei
