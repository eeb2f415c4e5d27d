// The table of `make bench`: one line per promise, each beside a limit or a peer measured in the same run.
#pragma once

#include <string>
#include <string_view>

namespace kartei::bench {

enum class Better : unsigned char { lower, higher };

/// What a line promises; 0 where nothing is promised.
struct Promise {
    double value = 0;  ///< at most this, or at least this where higher is better
    double ratio = 0;  ///< the measured value over the limit, likewise
};

/// What the same machine could do at the same moment.
struct Limit {
    std::string what;
    double value = 0;
};

struct Line {
    std::string what;
    double value = 0;
    std::string_view unit;  ///< of value, promise and limit
    Better better = Better::lower;
    Promise promise = {};
    Limit limit = {};  ///< without a name: none
};

/// Prints the line with its ratio to the limit and the load of the last minute, at once.
void print(const Line& line);

/// Numbers with groups of three: 1,000,000.
std::string grouped(double number);

}  // namespace kartei::bench
