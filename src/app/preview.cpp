#include "app/preview.h"

#include "formats/utf8.h"

#include <algorithm>

namespace kartei::app {

namespace {

constexpr std::size_t samples_per_column = 3;
constexpr std::size_t max_sample_bytes = 80;
constexpr std::int64_t rows_for_samples = 50;

std::vector<PreviewColumn> columns_of(const formats::ListColumns& list) {
    std::vector<PreviewColumn> columns;
    for (const auto& column : list.columns) {
        const bool taken = column.meaning.field != formats::ListField::unknown &&
                           column.meaning.field != formats::ListField::ignore;
        columns.push_back({.heading = column.heading,
                           .key = taken ? formats::field_key(column.meaning) : "ignore",
                           .meaning = column.how,
                           .taken = taken,
                           .samples = {}});
    }
    return columns;
}

/// The list is opened a second time for it: rows that were read are gone.
Result<void> add_samples(const ImportRequest& request, std::vector<PreviewColumn>& columns) {
    auto table = TRY(formats::TableReader::open(request.file));
    formats::TableRow row;
    for (std::int64_t i = 0; i < rows_for_samples; ++i) {
        const bool more = TRY(table.next(row));
        if (!more) return {};
        for (std::size_t at = 0; at < std::min(columns.size(), row.cells.size()); ++at) {
            auto& samples = columns[at].samples;
            if (row.cells[at].empty() || samples.size() == samples_per_column) continue;
            samples.push_back(formats::shown_text(row.cells[at], max_sample_bytes));
        }
    }
    return {};
}

void add_choices(const formats::FieldName& name, std::vector<FieldChoice>& choices) {
    using namespace formats;
    const auto add = [&](const ColumnMeaning& meaning) {
        choices.push_back({field_key(meaning), meaning_label(meaning)});
    };
    add({.field = name.field});
    if (has_sphere(name.field)) {
        add({.field = name.field, .sphere = Sphere::business});
        add({.field = name.field, .sphere = Sphere::home});
    }
    if (!has_channel(name.field)) return;
    using enum ListChannel;
    for (const auto channel : {phone, email, sms, post, messenger, fax})
        add({.field = name.field, .channel = channel});
}

}  // namespace

std::vector<FieldChoice> field_choices() {
    std::vector<FieldChoice> choices;
    for (const auto& name : formats::field_names()) {
        if (name.field == formats::ListField::unknown) continue;
        add_choices(name, choices);
    }
    return choices;
}

Result<ReadPreview> read_for_preview(const Session& session, ImportRequest request, Date today) {
    TRY(domain::require(session.roles, domain::Right::import_list));
    request.mode = ImportMode::check_only;
    request.most_rows = previewed_rows;
    auto opened = TRY(open_list(request, today));
    auto columns = columns_of(opened.list.columns());
    TRY(add_samples(request, columns));
    auto list = read_list(std::move(opened), request, previewed_rows);
    return ReadPreview{std::move(request), std::move(columns), std::move(list)};
}

Result<ListPreview> preview_list(House& house, const Session& session, ReadPreview read) {
    auto report = TRY(try_list(house, session, read.request, std::move(read.list)));
    const bool is_whole = report.rows < previewed_rows;
    return ListPreview{std::move(read.columns), std::move(report), is_whole};
}

}  // namespace kartei::app
