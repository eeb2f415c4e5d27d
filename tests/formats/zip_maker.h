// Makes ZIP files in memory for tests.
#pragma once

#include <zip.h>

#include <string>
#include <vector>

namespace kartei::formats {

struct ZipPart {
    std::string path;
    std::string content;
};

enum class Packing { deflated, stored };

/// An archive of the parts; empty where libzip refuses.
inline std::string zipped(const std::vector<ZipPart>& parts, Packing packing = Packing::deflated) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* bytes = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(bytes);
    zip_t* archive = zip_open_from_source(bytes, ZIP_CREATE | ZIP_TRUNCATE, &error);
    for (const auto& part : parts) {
        zip_source_t* content = zip_source_buffer(archive, part.content.data(), part.content.size(), 0);
        const auto index = zip_file_add(archive, part.path.c_str(), content, ZIP_FL_ENC_UTF_8);
        if (packing == Packing::stored)
            zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
    }
    zip_close(archive);
    zip_stat_t status;
    zip_source_stat(bytes, &status);
    std::string out(status.size, '\0');
    zip_source_open(bytes);
    zip_source_read(bytes, out.data(), out.size());
    zip_source_close(bytes);
    zip_source_free(bytes);
    return out;
}

}  // namespace kartei::formats
