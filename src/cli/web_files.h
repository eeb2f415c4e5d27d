// The files of the web interface, built by web/ and put into the program by tools/embed.
#pragma once

#include "http/static_files.h"

#include <span>

namespace kartei {

std::span<const http::StaticFile> web_files();

}  // namespace kartei
