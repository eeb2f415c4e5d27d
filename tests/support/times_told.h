// How often a test repeats itself.
#pragma once

#include <cstdlib>
#include <string>

namespace kartei {

/// The number in that variable of the environment; `unless_told` without it.
inline int times_told(const char* variable, int unless_told) {
    const char* told = std::getenv(variable);
    return told == nullptr ? unless_told : std::stoi(told);
}

}  // namespace kartei
