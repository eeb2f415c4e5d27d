#include "formats/zip_archive.h"

#include <zip.h>

#include <unistd.h>

namespace kartei::formats {

namespace {

std::unexpected<Error> damaged() {
    return fail(
        ErrorCode::invalid,
        {"Die ZIP-Hülle der Datei ist beschädigt.", "The ZIP envelope of the file is damaged."}, {},
        {"Speichern Sie die Liste noch einmal als .xlsx oder CSV.", "Save the list again as .xlsx or CSV."});
}

std::unexpected<Error> bomb() {
    return fail(
        ErrorCode::limit,
        {"Ausgepackt würde die Datei unmäßig groß: höchstens 1 GiB, höchstens das 300-Fache.",
         "Unpacked the file would become excessively large: at most 1 GiB, at most 300 times its size."},
        {}, {"Speichern Sie die Liste als CSV.", "Save the list as CSV."});
}

std::unexpected<Error> encrypted() {
    return fail(
        ErrorCode::invalid,
        {"Die Arbeitsmappe ist mit einem Kennwort geschützt.", "The workbook is protected by a password."},
        {}, {"Speichern Sie sie ohne Kennwort.", "Save it without a password."});
}

zip_source_t* source_of(const ByteSource& source, zip_error_t& error) {
    if (source.descriptor() < 0) {
        return zip_source_buffer_create(source.memory().data(), source.memory().size(), 0, &error);
    }
    const int copy = ::dup(source.descriptor());
    if (copy < 0) return nullptr;
    std::FILE* file = ::fdopen(copy, "rb");
    if (file == nullptr) {
        ::close(copy);
        return nullptr;
    }
    zip_source_t* created = zip_source_filep_create(file, 0, -1, &error);
    if (created == nullptr) std::fclose(file);
    return created;
}

Result<void> check_sizes(zip_t* archive) {
    const zip_int64_t count = zip_get_num_entries(archive, 0);
    if (count < 0) return damaged();
    if (static_cast<std::uint64_t>(count) > max_zip_entries) return bomb();
    std::uint64_t total = 0;
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t entry;
        if (zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &entry) != 0) return damaged();
        if ((entry.valid & ZIP_STAT_SIZE) == 0 || (entry.valid & ZIP_STAT_COMP_SIZE) == 0) return damaged();
        const bool is_encrypted =
            (entry.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && entry.encryption_method != ZIP_EM_NONE;
        if (is_encrypted) return encrypted();
        if (entry.size > max_unpacked_bytes - total) return bomb();
        total += entry.size;
        if (entry.size >= ratio_matters_from_bytes && entry.size / max_zip_ratio > entry.comp_size)
            return bomb();
    }
    return {};
}

}  // namespace

Result<ZipArchive> ZipArchive::open(const ByteSource& source) {
    ZipArchive opened;
    opened.source_ = source;
    opened.unpacked_ = std::make_shared<std::uint64_t>(0);
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* bytes = source_of(source, error);
    zip_t* archive = bytes == nullptr ? nullptr : zip_open_from_source(bytes, ZIP_RDONLY, &error);
    if (archive == nullptr && bytes != nullptr) zip_source_free(bytes);
    zip_error_fini(&error);
    if (archive == nullptr) return damaged();
    // The bytes in memory must outlive the archive that reads them.
    opened.archive_ = std::shared_ptr<zip>(archive, [kept = source](zip_t* open) { zip_discard(open); });
    TRY(check_sizes(archive));
    return opened;
}

bool ZipArchive::contains(const std::string& path) const {
    return zip_name_locate(archive_.get(), path.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<ZipEntry> ZipArchive::entry(const std::string& path, std::uint64_t max_bytes) const {
    const zip_int64_t index = zip_name_locate(archive_.get(), path.c_str(), ZIP_FL_NOCASE);
    zip_stat_t status;
    if (index < 0 || zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &status) != 0)
        return damaged();
    if (status.size > max_bytes) return bomb();
    zip_file_t* file = zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0);
    if (file == nullptr) return damaged();
    ZipEntry opened;
    opened.archive_ = archive_;
    opened.file_ = std::shared_ptr<zip_file>(file, [kept = archive_](zip_file_t* open) { zip_fclose(open); });
    opened.unpacked_ = unpacked_;
    opened.size_ = status.size;
    opened.max_bytes_ = max_bytes;
    return opened;
}

Result<std::size_t> ZipEntry::read(std::span<char> into) {
    const zip_int64_t got = zip_fread(file_.get(), into.data(), into.size());
    if (got < 0) return damaged();
    const auto bytes = static_cast<std::size_t>(got);
    read_ += bytes;
    *unpacked_ += bytes;
    // The ratio was judged by the size in the directory: an entry that gives more or less has lied there.
    if (read_ > size_ || (bytes == 0 && !into.empty() && read_ != size_)) return damaged();
    if (read_ > max_bytes_ || *unpacked_ > 2 * max_unpacked_bytes) return bomb();
    return bytes;
}

}  // namespace kartei::formats
