// Files that were sent and wait for being imported. They belong to the account that sent them, have no name
// in the file system, and go when their import begins, when they are dropped, after an hour, or with the
// server, however that ends.
#pragma once

#include "app/house.h"
#include "http/spooled_body.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace kartei::api {

struct Upload {
    Id<struct UploadTag> id;
    app::Session owner;
    std::string file_name;  ///< as the browser called it; no path
    std::int64_t bytes = 0;
    Instant expires_at;
    std::shared_ptr<const http::SpooledBody> file;
};

class Uploads {
public:
    static constexpr std::int64_t lifetime_us = 3'600 * us_per_second;
    static constexpr std::size_t most_per_account = 10;

    /// Takes the file over. `limit` where the account has too many waiting.
    Result<Upload> keep(const app::Session& owner, Id<struct UploadTag> id, std::string file_name,
                        http::SpooledBody file, Instant now);
    /// `not_found` also for somebody else's.
    Result<Upload> find(const app::Session& owner, Id<struct UploadTag> id, Instant now);
    /// Whoever works with the file keeps it as long as he needs it. `not_found` also for somebody else's.
    Result<void> drop(const app::Session& owner, Id<struct UploadTag> id, Instant now);

private:
    using Waiting = std::map<Id<struct UploadTag>, Upload>;
    using Place = Waiting::iterator;

    void drop_expired(Instant now);
    /// The end where there is none or it is somebody else's.
    Place own_place(const app::Session& owner, Id<struct UploadTag> id, Instant now);

    std::mutex mutex_;
    Waiting uploads_;
};

}  // namespace kartei::api
