// Breakage in words for people at a screen: what they can do is wait, or tell whoever runs the machine.
#pragma once

#include "base/result.h"

#include <exception>

namespace kartei::app {

struct Breakage {
    Error error;
    bool may_pass = false;  ///< the same request may succeed later
};

/// `failure` must not be empty.
Breakage words_of_breakage(const std::exception_ptr& failure);

}  // namespace kartei::app
