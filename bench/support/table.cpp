#include "bench/support/table.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

namespace kartei::bench {

namespace {

bool holds(double value, double promise, Better better) {
    if (promise == 0) return true;
    return better == Better::lower ? value <= promise : value >= promise;
}

std::string promised(const Line& line) {
    const std::string_view sign = line.better == Better::lower ? "<=" : ">=";
    std::string out;
    if (line.promise.value != 0) out = fmt::format("{} {}", sign, grouped(line.promise.value));
    if (line.promise.ratio != 0)
        out += fmt::format("{}{} {:.2f}x", out.empty() ? "" : ", ", sign, line.promise.ratio);
    return out;
}

}  // namespace

std::string grouped(double number) {
    if (number < 10) return fmt::format("{:.2f}", number);
    const std::string digits = fmt::format("{:.0f}", number);
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) out += ',';
        out += digits[i];
    }
    return out;
}

void print(const Line& line) {
    const bool limited = !line.limit.what.empty();
    const double ratio = limited && line.limit.value > 0 ? line.value / line.limit.value : 0;
    const bool promises = line.promise.value != 0 || line.promise.ratio != 0;
    const bool kept =
        holds(line.value, line.promise.value, line.better) && holds(ratio, line.promise.ratio, line.better);
    double load[1] = {};
    const bool known = getloadavg(load, 1) == 1;
    fmt::print("{:<44} {:>9} {:<10} {:>16} {:<4} {:>7} {:>5.1f}  {}\n", line.what, grouped(line.value),
               line.unit, promised(line),
               !promises ? ""
               : kept    ? "yes"
                         : "NO",
               limited ? fmt::format("{:.2f}x", ratio) : "", known ? load[0] : -1.0,
               limited ? fmt::format("{}: {}", line.limit.what, grouped(line.limit.value)) : "");
    std::fflush(stdout);
}

}  // namespace kartei::bench
