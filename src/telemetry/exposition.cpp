#include "telemetry/exposition.h"

#include "base/time.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::telemetry {

namespace {

std::string_view word_of(MetricKind kind) {
    switch (kind) {
        case MetricKind::counter: return "counter";
        case MetricKind::gauge: return "gauge";
        case MetricKind::histogram: break;
    }
    return "histogram";
}

std::string seconds(double us) {
    return fmt::format("{}", us / static_cast<double>(us_per_second));
}

/// Values of labels: backslash, quotation mark and line feed are escaped, nothing else.
void append_label(std::string& text, std::string_view name, std::string_view value) {
    text += text.ends_with('{') ? "" : ",";
    text += name;
    text += "=\"";
    for (const char c : value) {
        if (c == '\n') {
            text += "\\n";
            continue;
        }
        if (c == '\\' || c == '"') text += '\\';
        text += c;
    }
    text += '"';
}

}  // namespace

void Histogram::count(std::int64_t us) {
    const auto* end = std::ranges::lower_bound(ends_us, us);
    if (end != ends_us.end()) {
        buckets_.at(static_cast<std::size_t>(end - ends_us.begin())).fetch_add(1, std::memory_order_relaxed);
    }
    total_.fetch_add(1, std::memory_order_relaxed);
    sum_us_.fetch_add(static_cast<std::uint64_t>(std::max<std::int64_t>(us, 0)), std::memory_order_relaxed);
}

void Exposition::family(std::string_view name, MetricKind kind, std::string_view help) {
    name_ = name;
    text_ += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, word_of(kind));
}

void Exposition::sample(Labels labels, std::int64_t value) {
    line({}, labels, {}, {}, std::to_string(value));
}

void Exposition::sample(Labels labels, double value) {
    line({}, labels, {}, {}, fmt::format("{}", value));
}

void Exposition::sample(Labels labels, const Histogram& histogram) {
    // Read first: a bucket is never more than what comes after it.
    std::uint64_t so_far = 0;
    for (std::size_t i = 0; i < Histogram::ends_us.size(); ++i) {
        so_far += histogram.in_bucket(i);
        line("_bucket", labels, "le", seconds(static_cast<double>(Histogram::ends_us.at(i))),
             std::to_string(so_far));
    }
    const std::string all = std::to_string(std::max(so_far, histogram.total()));
    line("_bucket", labels, "le", "+Inf", all);
    line("_sum", labels, {}, {}, seconds(static_cast<double>(histogram.sum_us())));
    line("_count", labels, {}, {}, all);
}

void Exposition::line(std::string_view suffix, Labels labels, std::string_view last_name,
                      std::string_view last_value, std::string_view value) {
    text_ += name_;
    text_ += suffix;
    if (labels.size() > 0 || !last_name.empty()) {
        text_ += '{';
        for (const auto& [name, of_label] : labels) append_label(text_, name, of_label);
        if (!last_name.empty()) append_label(text_, last_name, last_value);
        text_ += '}';
    }
    text_ += ' ';
    text_ += value;
    text_ += '\n';
}

}  // namespace kartei::telemetry
