// Metrics as text in Prometheus' exposition format 0.0.4, and the histogram they are made from.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace kartei::telemetry {

/// How often something took how long. Safe to use from every thread; what is read while others count may be
/// one behind in some numbers.
class Histogram {
public:
    /// Upper ends of the buckets, in microseconds; what took longer is in none of them.
    static constexpr std::array<std::int64_t, 11> ends_us{
        1'000, 2'500, 5'000, 10'000, 25'000, 50'000, 100'000, 250'000, 1'000'000, 2'500'000, 10'000'000};

    void count(std::int64_t us);

    /// Of the bucket alone, unlike in the text, where each holds the ones before it.
    std::uint64_t in_bucket(std::size_t at) const { return buckets_.at(at).load(std::memory_order_relaxed); }
    std::uint64_t total() const { return total_.load(std::memory_order_relaxed); }
    std::uint64_t sum_us() const { return sum_us_.load(std::memory_order_relaxed); }

private:
    std::array<std::atomic<std::uint64_t>, ends_us.size()> buckets_{};
    std::atomic<std::uint64_t> total_ = 0;
    std::atomic<std::uint64_t> sum_us_ = 0;
};

enum class MetricKind : std::uint8_t { counter, gauge, histogram };

using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// The text, written from top to bottom: `family`, then its samples.
class Exposition {
public:
    static constexpr std::string_view content_type = "text/plain; version=0.0.4; charset=utf-8";

    /// What the samples that follow are. `name` outlives them; counters end in `_total`, units are base
    /// units.
    void family(std::string_view name, MetricKind kind, std::string_view help);

    void sample(Labels labels, std::int64_t value);
    void sample(Labels labels, double value);
    /// In seconds.
    void sample(Labels labels, const Histogram& histogram);

    /// A family of one sample without labels.
    template <class Number>
    void one(std::string_view name, MetricKind kind, std::string_view help, Number value) {
        family(name, kind, help);
        sample({}, value);
    }

    const std::string& text() const { return text_; }

private:
    void line(std::string_view suffix, Labels labels, std::string_view last_name, std::string_view last_value,
              std::string_view value);

    std::string text_;
    std::string name_;
};

}  // namespace kartei::telemetry
