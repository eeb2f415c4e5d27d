// Files that lie in the program itself, plain and packed, with their tags. What is asked for and is no file
// is the first page: the page finds its way by the address.
#pragma once

#include "http/message.h"

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace kartei::http {

struct StaticFile {
    std::string_view path;   ///< `/assets/app-1a2b3c4d.js`
    std::string_view type;   ///< media type
    std::string_view tag;    ///< hash of the content
    std::string_view plain;  ///< constant memory
    std::string_view gzip;   ///< empty where packing saves nothing
    bool forever = false;    ///< the name holds a hash of the content: it never changes
};

class StaticFiles {
public:
    /// The files must outlive it. `/index.html` is the first page.
    explicit StaticFiles(std::span<const StaticFile> files);

    /// 200, 304, or 404 where there is no such file and no first page for it: paths with a point in their
    /// last part are files.
    Response answer(const Head& request) const;

private:
    std::map<std::string_view, const StaticFile*> files_;
};

}  // namespace kartei::http
