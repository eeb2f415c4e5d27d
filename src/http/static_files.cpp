#include "http/static_files.h"

#include "http/accept.h"
#include "http/conditional.h"

namespace kartei::http {

namespace {

constexpr std::string_view first_page = "/index.html";

bool looks_like_file(std::string_view path) {
    return path.substr(path.rfind('/') + 1).find('.') != std::string_view::npos;
}

}  // namespace

StaticFiles::StaticFiles(std::span<const StaticFile> files) {
    for (const auto& file : files) files_.emplace(file.path, &file);
}

Response StaticFiles::answer(const Head& request) const {
    auto found = files_.find(request.path);
    if (found == files_.end() && !looks_like_file(request.path)) found = files_.find(first_page);
    if (found == files_.end()) return problem(404);
    const StaticFile& file = *found->second;
    const bool packed =
        !file.gzip.empty() && preferred_coding(request.header("accept-encoding")) == Coding::gzip;
    // Plain and packed are two representations: each has its tag (RFC 9110 section 8.8.3.3).
    const EntityTag tag{.opaque = std::string(file.tag) + (packed ? "-gz" : "")};
    Response response{
        .headers = {{"ETag", entity_tag_text(tag)},
                    {"Vary", "Accept-Encoding"},
                    {"Cache-Control", file.forever ? "public, max-age=31536000, immutable" : "no-cache"}}};
    switch (judge_precondition(request, tag)) {
        case Precondition::not_modified: response.status = 304; return response;
        case Precondition::failed: return problem(412);
        case Precondition::malformed: return problem(400);
        case Precondition::met: break;
    }
    response.headers.push_back({"Content-Type", std::string(file.type)});
    if (packed) response.headers.push_back({"Content-Encoding", "gzip"});
    response.body = Body::constant(packed ? file.gzip : file.plain);
    return response;
}

}  // namespace kartei::http
