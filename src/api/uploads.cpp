#include "api/uploads.h"

#include <algorithm>

namespace kartei::api {

namespace {

std::unexpected<Error> no_such_upload() {
    return fail(ErrorCode::not_found,
                {"Diese Datei liegt nicht mehr bereit.", "This file is not waiting any more."}, "upload_id",
                {"Laden Sie sie noch einmal hoch; sie wartet eine Stunde.",
                 "Upload it again; it waits for an hour."});
}

}  // namespace

Result<Upload> Uploads::keep(const app::Session& owner, Id<struct UploadTag> id, std::string file_name,
                             http::SpooledBody file, Instant now) {
    const std::lock_guard lock(mutex_);
    drop_expired(now);
    const auto own = std::ranges::count_if(
        uploads_, [&](const auto& entry) { return entry.second.owner.account == owner.account; });
    if (std::cmp_greater_equal(own, most_per_account)) {
        return fail(ErrorCode::limit,
                    {"Es warten schon zu viele Dateien von Ihnen.", "Too many of your files are waiting."},
                    {},
                    {"Lesen Sie eine davon ein, oder warten Sie eine Stunde.",
                     "Import one of them, or wait for an hour."});
    }
    Upload upload{.id = id,
                  .owner = owner,
                  .file_name = std::move(file_name),
                  .bytes = static_cast<std::int64_t>(file.size()),
                  .expires_at = now + lifetime_us,
                  .file = std::make_shared<const http::SpooledBody>(std::move(file))};
    uploads_.emplace(id, upload);
    return upload;
}

Uploads::Place Uploads::own_place(const app::Session& owner, Id<struct UploadTag> id, Instant now) {
    drop_expired(now);
    const auto found = uploads_.find(id);
    const bool own = found != uploads_.end() && found->second.owner.account == owner.account &&
                     found->second.owner.tenant == owner.tenant;
    return own ? found : uploads_.end();
}

Result<Upload> Uploads::find(const app::Session& owner, Id<struct UploadTag> id, Instant now) {
    const std::lock_guard lock(mutex_);
    const auto place = own_place(owner, id, now);
    if (place == uploads_.end()) return no_such_upload();
    return place->second;
}

Result<void> Uploads::drop(const app::Session& owner, Id<struct UploadTag> id, Instant now) {
    const std::lock_guard lock(mutex_);
    const auto place = own_place(owner, id, now);
    if (place == uploads_.end()) return no_such_upload();
    uploads_.erase(place);
    return {};
}

void Uploads::drop_expired(Instant now) {
    std::erase_if(uploads_, [&](const auto& entry) { return entry.second.expires_at <= now; });
}

}  // namespace kartei::api
