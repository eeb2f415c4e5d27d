#include "app/import.h"

#include "app/bad_rows.h"
#include "app/import_candidate.h"
#include "app/import_writer.h"
#include "app/lists.h"
#include "app/open_list.h"
#include "app/read_file.h"
#include "app/row_feed.h"
#include "formats/utf8.h"
#include "store/import_runs.h"
#include "store/lists.h"
#include "store/reading.h"

#include <algorithm>

namespace kartei::app {

namespace {

Result<void> check_purpose(House& house, const Session& session, store::Keyring& keyring,
                           const ImportRequest& request) {
    const store::Reading reading(house.connection(), session.tenant);
    const auto purposes = store::read_purposes(house.connection(), keyring, session.tenant);
    if (std::ranges::find(purposes, request.purpose, &domain::TenantPurpose::purpose) != purposes.end())
        return {};
    std::vector<std::string> keys;
    for (const auto& purpose : purposes) keys.push_back(purpose.purpose);
    return unknown_purpose(request.purpose, keys);
}

/// The import to go on with, or a new one.
domain::ImportRun run_for(House& house, const Session& session, store::Keyring& keyring,
                          const ImportRequest& request, const Bytes& file_hash) {
    const store::Reading reading(house.connection(), session.tenant);
    const auto source =
        store::find_source(house.connection(), keyring, session.tenant, source_key(request.source));
    for (const auto& run :
         store::import_runs_of_file(house.connection(), keyring, session.tenant, file_hash)) {
        const bool goes_on = run.state == domain::ImportState::running && run.purpose == request.purpose &&
                             source && run.source_id == source->source_id;
        if (goes_on && request.mode == ImportMode::store) return run;
    }
    return {.tenant_id = session.tenant,
            .import_id = request.id.value_or(house.ids().next<domain::ImportTag>(house.now())),
            .file_name = formats::valid_text(request.shown_name.value_or(request.file.filename().string())),
            .file_hash = file_hash,
            .purpose = request.purpose,
            .started_at = house.now()};
}

RowRemark::Weight weight_of(formats::Severity severity) {
    switch (severity) {
        case formats::Severity::completed:
        case formats::Severity::doubtful: return RowRemark::Weight::note;
        case formats::Severity::cell_left_out: return RowRemark::Weight::value_left_out;
        case formats::Severity::row_unusable: return RowRemark::Weight::row_left_out;
    }
    return RowRemark::Weight::row_left_out;
}

RowRemark remark_of(const formats::RowProblem& problem) {
    return {.line = static_cast<std::int64_t>(problem.line),
            .column = problem.column,
            .value = problem.value,
            .what = problem.reason,
            .way_out = problem.way_out,
            .weight = weight_of(problem.severity)};
}

/// The numbers are those of the whole import: what a run that was broken off has stored counts.
ImportReport report_of(const domain::ImportRun& run) {
    return {.import_id = run.import_id,
            .rows = run.rows_done,
            .persons_created = run.persons_created,
            .persons_merged = run.persons_merged,
            .rows_unchanged = run.rows_unchanged,
            .rows_bad = run.rows_bad,
            .rows_before = run.rows_done,
            .contact_points = run.contact_points,
            .consents = run.consents,
            .claims = run.claims,
            .refusals = run.refusals,
            .objections = run.objections};
}

void describe(const ListFacts& facts, ImportReport& report) {
    report.recognised = facts.findings;
    for (const auto& column : facts.columns.columns) {
        const bool taken = column.meaning.field != formats::ListField::unknown &&
                           column.meaning.field != formats::ListField::ignore;
        report.columns.push_back({formats::shown_text(column.heading, 80), column.how, taken});
    }
}

/// Remarks made where only the field is known name the column as the list does.
void name_columns(const formats::ListColumns& columns, ImportReport& report) {
    report.remarks.rename_columns([&](std::string_view column) {
        const bool is_heading = std::ranges::find(columns.columns, column, &formats::ListColumn::heading) !=
                                columns.columns.end();
        return is_heading ? std::string_view() : columns.heading_of(column);
    });
}

void take_problems(const FedRow& row, ImportReport& report) {
    for (const auto& problem : row.problems) report.remarks.add(remark_of(problem));
}

/// Somebody may have saved the list while it was read: then it was read half old and half new.
Result<void> check_unchanged(const ImportRequest& request, const Bytes& hash, const ImportReport& report,
                             bool stored) {
    const Hash now = TRY(hash_file(request.file));
    if (std::ranges::equal(now, hash)) return {};
    return fail(ErrorCode::conflict,
                {"Die Liste wurde geändert, während sie eingelesen wurde.",
                 "The list was changed while it was read."},
                request.file.string(),
                stored ? Message{"Nehmen Sie den halben Import zurück und lesen Sie die Liste neu ein.",
                                 "Take the half import back and import the list anew."}
                       : Message{"Lesen Sie die Liste neu ein.", "Import the list anew."},
                stored ? "kartei undo " + report.import_id.text() : std::string());
}

/// The rows of the feed as portions for the writer; rows that are stored already are only reported.
class Portions {
public:
    Portions(RowFeed& feed, ImportWriter& writer, BadRows& bad, const ImportRequest& request,
             ImportReport& report)
        : feed_(feed),
          writer_(writer),
          bad_(bad),
          request_(request),
          report_(report),
          until_commit_(writer.rows_of_transaction()) {}

    /// Nothing at the end. No portion reaches beyond its transaction by more than a portion of the feed.
    Result<std::optional<ImportPortion>> next() {
        ImportPortion portion;
        if (request_.most_rows && taken_ >= *request_.most_rows) return std::optional<ImportPortion>();
        // What is only tried is taken together: nothing is read while the transaction is open.
        const std::int64_t wanted = request_.mode == ImportMode::check_only && request_.most_rows
                                        ? *request_.most_rows
                                        : std::min(until_commit_, writer_.least_rows_of_portion());
        while (portion.rows < wanted) {
            auto rows = TRY(feed_.next());
            if (!rows) break;
            for (auto& row : *rows) TRY(take(row, portion));
        }
        taken_ += portion.rows;
        until_commit_ -= portion.rows;
        if (until_commit_ <= 0) until_commit_ = request_.rows_per_transaction;
        std::optional<ImportPortion> result;
        if (portion.rows > 0) result = std::move(portion);
        return result;
    }

private:
    Result<void> take(FedRow& row, ImportPortion& portion) {
        take_problems(row, report_);
        if (!row.candidate) TRY(bad_.add(row, report_));
        if (row.stored_before) {
            if (row.candidate) writer_.take_remarks(*row.candidate);
            return {};
        }
        ++portion.rows;
        if (row.candidate) portion.candidates.push_back(std::move(*row.candidate));
        else ++portion.rows_bad;
        return {};
    }

    RowFeed& feed_;
    ImportWriter& writer_;
    BadRows& bad_;
    const ImportRequest& request_;
    ImportReport& report_;
    std::int64_t until_commit_;  ///< rows
    std::int64_t taken_ = 0;     ///< rows
};

/// Takes the rows in portions to the writer, who sees each together with the one after it.
Result<void> store_rows(RowFeed& feed, ImportWriter& writer, BadRows& bad, const ImportRequest& request,
                        ImportReport& report, const Progress& progress) {
    Portions portions(feed, writer, bad, request, report);
    auto portion = TRY(portions.next());
    while (portion) {
        auto next = TRY(portions.next());
        TRY(writer.store(*portion, next ? &*next : nullptr));
        if (progress) progress(report.rows, feed.share_read());
        portion = std::move(next);
    }
    return bad.finish(report);
}

/// Where the rows come from, when so many of them were stored before.
using RowsAfter = std::function<std::unique_ptr<RowFeed>(std::int64_t stored)>;

Result<ImportReport> take_in(House& house, const Session& session, const ImportRequest& request,
                             const ListFacts& facts, const RowsAfter& rows_after, const Progress& progress) {
    auto keyring = TRY(house.keyring(session));
    TRY(check_purpose(house, session, keyring, request));
    auto run = run_for(house, session, keyring, request, facts.file_hash);
    ImportReport report = report_of(run);
    describe(facts, report);
    const auto rows = rows_after(run.rows_done);
    ImportWriter writer(house, session, keyring, std::move(run), request, report);
    BadRows bad(error_file_of(request), facts.header, request.language);
    if (auto done = store_rows(*rows, writer, bad, request, report, progress); !done) {
        if (done.error().where.empty()) done.error().where = request.file.string();
        return std::unexpected(std::move(done).error());
    }
    if (request.mode == ImportMode::store)
        TRY(check_unchanged(request, facts.file_hash, report, writer.has_stored()));
    TRY(writer.finish());
    name_columns(facts.columns, report);
    report.remarks.sort();
    return report;
}

}  // namespace

Result<ImportReport> import_list(House& house, const Session& session, const ImportRequest& request,
                                 const Progress& progress) {
    TRY(domain::require(session.roles, domain::Right::import_list));
    auto opened = TRY(open_list(request, berlin_date(house.now())));
    return import_list(house, session, request, std::move(opened), progress);
}

Result<ImportReport> import_list(House& house, const Session& session, const ImportRequest& request,
                                 OpenList opened, const Progress& progress) {
    TRY(domain::require(session.roles, domain::Right::import_list));
    const auto facts = facts_of(opened);
    const auto rows_after = [&](std::int64_t stored) {
        return std::make_unique<RowFeed>(std::move(opened.table), std::move(opened.list),
                                         CandidateRules{.purpose = request.purpose}, stored);
    };
    return take_in(house, session, request, facts, rows_after, progress);
}

Result<ImportReport> try_list(House& house, const Session& session, const ImportRequest& request,
                              ReadList read) {
    TRY(domain::require(session.roles, domain::Right::import_list));
    const auto rows_after = [&](std::int64_t /*none*/) { return std::move(read.rows); };
    return take_in(house, session, request, read.facts, rows_after, {});
}

}  // namespace kartei::app
