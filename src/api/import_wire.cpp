#include "api/import_wire.h"

namespace kartei::api {

namespace {

constexpr std::size_t max_remarks = 500;

Weight weight_of(app::RowRemark::Weight weight) {
    switch (weight) {
        case app::RowRemark::Weight::note: return Weight::note;
        case app::RowRemark::Weight::value_unusable: return Weight::value_unusable;
        case app::RowRemark::Weight::value_left_out: return Weight::value_left_out;
        case app::RowRemark::Weight::row_left_out: return Weight::row_left_out;
    }
    return Weight::note;
}

RemarkWire remark_wire(app::RowRemark remark) {
    RemarkWire wire{.line = remark.line,
                    .count = 1,
                    .column = unless_empty(std::move(remark.column)),
                    .value = unless_empty(std::move(remark.value)),
                    .what = std::move(remark.what),
                    .way_out = std::move(remark.way_out),
                    .weight = weight_of(remark.weight),
                    .person_id = {}};
    if (remark.known && !remark.known->person.is_nil()) wire.person_id = remark.known->person;
    return wire;
}

void add_remarks(const app::RowRemarks& remarks, ReportWire& wire) {
    std::map<std::size_t, std::size_t> places;
    wire.remarks_left_out = remarks.left_out();
    for (std::size_t i = 0; i < remarks.size(); ++i) {
        const auto place = places.find(remarks.group(i));
        if (place != places.end()) {
            ++wire.remarks[place->second].count;
        } else if (wire.remarks.size() < max_remarks) {
            places.emplace(remarks.group(i), wire.remarks.size());
            wire.remarks.push_back(remark_wire(remarks[i]));
        } else {
            ++wire.remarks_left_out;
        }
    }
    std::ranges::stable_sort(wire.remarks, std::greater{}, &RemarkWire::weight);
}

template <class Counts>
ReportWire counts_of(const Counts& counts, std::int64_t rows) {
    return {.rows = rows,
            .persons_created = counts.persons_created,
            .persons_merged = counts.persons_merged,
            .rows_unchanged = counts.rows_unchanged,
            .rows_bad = counts.rows_bad,
            .contact_points = counts.contact_points,
            .consents = counts.consents,
            .claims = counts.claims,
            .refusals = counts.refusals,
            .objections = counts.objections,
            .remarks = {}};
}

}  // namespace

ReportWire report_wire(const app::ImportReport& report) {
    ReportWire wire = counts_of(report, report.rows);
    add_remarks(report.remarks, wire);
    wire.has_error_file = report.error_file.has_value();
    return wire;
}

ReportWire report_wire(const domain::ImportRun& run) {
    return counts_of(run, run.rows_done);
}

PreviewWire preview_wire(const app::ListPreview& preview) {
    PreviewWire wire{.recognised = preview.report.recognised,
                     .columns = {},
                     .fields = {},
                     .report = report_wire(preview.report),
                     .is_whole = preview.is_whole};
    wire.report.has_error_file = false;
    for (const auto& column : preview.columns)
        wire.columns.push_back({column.heading, column.key, column.meaning, column.taken, column.samples});
    for (const auto& choice : app::field_choices()) wire.fields.push_back({choice.key, choice.name});
    return wire;
}

}  // namespace kartei::api
