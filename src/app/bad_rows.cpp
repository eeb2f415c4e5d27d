#include "app/bad_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>

namespace kartei::app {

namespace {

constexpr int max_names = 1'000;

/// `liste.fehler.csv`, `liste.fehler-2.csv`, …
std::filesystem::path numbered(const std::filesystem::path& wanted, int number) {
    if (number == 1) return wanted;
    return wanted.parent_path() /
           fmt::format("{}-{}{}", wanted.stem().string(), number, wanted.extension().string());
}

bool same_content(const std::filesystem::path& left, const std::filesystem::path& right) {
    std::error_code error;
    const auto size = std::filesystem::file_size(left, error);
    if (error || size != std::filesystem::file_size(right, error) || error) return false;
    std::ifstream one(left, std::ios::binary);
    std::ifstream other(right, std::ios::binary);
    std::array<char, 64UL * 1024> first{};
    std::array<char, 64UL * 1024> second{};
    while (one && other) {
        one.read(first.data(), first.size());
        other.read(second.data(), second.size());
        const std::string_view here(first.data(), static_cast<std::size_t>(one.gcount()));
        if (here != std::string_view(second.data(), static_cast<std::size_t>(other.gcount()))) return false;
    }
    return one.eof() && other.eof();
}

}  // namespace

std::unexpected<Error> BadRows::not_written() const {
    return fail(ErrorCode::unavailable,
                {"Die Fehlerdatei kann nicht geschrieben werden.", "The error file cannot be written."},
                path_.string(),
                {"Nennen Sie mit --error-file einen anderen Ort.", "Name another place with --error-file."});
}

BadRows::~BadRows() {
    if (!is_unfinished_) return;
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

/// Somebody may be mending the file that is there: a new one beside it costs nothing.
Result<void> BadRows::open(ImportReport& report) {
    std::error_code error;
    path_ = wanted_;
    // A device or a pipe holds nothing that could be lost.
    if (std::filesystem::exists(wanted_, error) && !std::filesystem::is_regular_file(wanted_, error)) {
        stream_.open(wanted_, std::ios::binary);
        if (!stream_) return not_written();
        report.error_file = path_;
        return {};
    }
    for (int number = 1; number <= max_names; ++number) {
        path_ = numbered(wanted_, number);
        errno = 0;
        stream_.open(path_, std::ios::binary | std::ios::noreplace);
        if (stream_) {
            is_unfinished_ = true;
            report.error_file = path_;
            report.error_file_renamed = number > 1;
            return {};
        }
        if (errno != EEXIST) return not_written();
        earlier_.push_back(path_);
    }
    return fail(ErrorCode::conflict,
                {"Es liegen schon zu viele Fehlerdateien dieser Liste da.",
                 "There are too many error files of this list already."},
                wanted_.string(),
                {"Räumen Sie sie weg, oder nennen Sie mit --error-file einen anderen Ort.",
                 "Clear them away, or name another place with --error-file."});
}

Result<void> BadRows::add(const FedRow& row, ImportReport& report) {
    if (!writer_) {
        TRY(open(report));
        writer_.emplace(stream_, header_, language_);
    }
    formats::TableRow cells;
    cells.line = static_cast<std::size_t>(row.line);
    cells.cells.assign(row.cells.begin(), row.cells.end());
    const auto decisive =
        std::ranges::find(row.problems, formats::Severity::row_unusable, &formats::RowProblem::severity);
    writer_->add(cells, decisive->reason, decisive->way_out);
    return {};
}

/// Checked first and stored afterwards, or imported twice, a list leaves one error file and not several
/// alike.
Result<void> BadRows::finish(ImportReport& report) {
    if (!writer_) return {};
    stream_.close();
    if (!stream_) return not_written();
    is_unfinished_ = false;
    for (const auto& before : earlier_) {
        if (!same_content(before, path_)) continue;
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
        report.error_file = before;
        report.error_file_renamed = before != wanted_;
        return {};
    }
    return {};
}

}  // namespace kartei::app
