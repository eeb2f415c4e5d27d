// What it costs that nothing is acknowledged before it is on the disk: acts of 64 people with their log
// entries beside the same bytes appended to a file and synced as often; writes on a disk that takes its time;
// and how soon the server is there again after it was killed under load.
#include "app/executor.h"
#include "app/record_will.h"
#include "bench/support/crowd.h"
#include "bench/support/house.h"
#include "bench/support/list.h"
#include "bench/support/place.h"
#include "bench/support/process.h"
#include "bench/support/served.h"
#include "bench/support/table.h"
#include "bench/support/times.h"
#include "tests/faults/faults.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <sstream>
#include <thread>

namespace kartei::bench {
namespace {

constexpr std::size_t clients = 64;
constexpr double acts_s = 5;
constexpr int turns = 3;
constexpr double least_part_of_appends = 0.5;
constexpr std::int64_t slow_sync_us = 2'000;
constexpr double slow_disk_s = 10;
constexpr double promised_write_ms = 30;
constexpr double load_before_kill_s = 5;
constexpr double promised_restart_ms = 1'000;

/// What was written, and how often the disk was waited for.
struct Written {
    double acts = 0;
    double seconds = 0;
    double bytes = 0;
    double syncs = 0;
};

/// Bytes this process has handed to the system for writing.
double bytes_written() {
    std::ifstream file("/proc/self/io");
    for (std::string word; file >> word;) {
        double bytes = 0;
        if (word == "wchar:" && file >> bytes) return bytes;
    }
    must(false, "the system does not count bytes");
    return 0;
}

/// Objections of so many people at once, each of whom waits until his one is stored.
class Acts {
public:
    Acts(OpenHouse opened, const std::vector<domain::PersonId>& persons)
        : session_(opened.session), persons_(persons) {
        auto executor = app::Executor::start(std::move(opened.house), {});
        must(executor.has_value(), "no threads");
        executor_ = std::move(*executor);
    }

    /// Without bytes.
    Written run(double duration) {
        const double until = seconds() + duration;
        const double begin = seconds();
        groups_ = 0;
        std::atomic<std::size_t> acts = 0;
        std::vector<std::thread> people;
        for (std::size_t i = 0; i < clients; ++i) {
            people.emplace_back([&, i] {
                for (std::size_t turn = 0; seconds() < until; ++turn) {
                    object_once(persons_[(i + turn * clients) % persons_.size()]);
                    ++acts;
                }
            });
        }
        for (auto& one : people) one.join();
        return {.acts = static_cast<double>(acts),
                .seconds = seconds() - begin,
                .syncs = static_cast<double>(groups_)};
    }

private:
    void object_once(domain::PersonId person) {
        std::promise<std::exception_ptr> stored;
        auto done = stored.get_future();
        const bool taken = executor_->write(
            {.tenant = session_.tenant,
             .act =
                 [&](app::House& house) {
                     begins_ = true;
                     must(app::record_objection(house, session_, {.person = person}).has_value(),
                          "an objection was refused");
                 },
             // With one writer all acts of a group come before all its ends.
             .done =
                 [&](std::exception_ptr failure) {
                     if (begins_.exchange(false)) ++groups_;
                     stored.set_value(std::move(failure));
                 }},
            app::Lane::objection);
        must(taken && !done.get(), "an objection was not stored");
    }

    app::Session session_;
    const std::vector<domain::PersonId>& persons_;
    std::atomic<bool> begins_ = false;
    std::atomic<std::size_t> groups_ = 0;
    std::unique_ptr<app::Executor> executor_;
};

/// As many bytes, in as many pieces, each on the disk before the next: acts a second, were that all they do.
double appends_per_s(const std::filesystem::path& folder, const Written& written) {
    const auto path = folder / "appends";
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    must(file >= 0, "no file to append to");
    const std::string piece(static_cast<std::size_t>(written.bytes / written.syncs), 'x');
    const double begin = seconds();
    for (std::size_t i = 0; i < static_cast<std::size_t>(written.syncs); ++i) {
        must(write(file, piece.data(), piece.size()) == std::ssize(piece) && fdatasync(file) == 0,
             "the disk fails");
    }
    const double took = seconds() - begin;
    close(file);
    std::filesystem::remove(path);
    return written.acts / took;
}

/// The turn with the best ratio, taken in turns with the limit: the machine may be shared.
void print_acts(const std::filesystem::path& folder, const std::string& engine,
                const std::function<Written()>& turn) {
    double best = 0;
    Written written;
    double limit = 1;
    for (int i = 0; i < turns; ++i) {
        const Written now = turn();
        const double appends = appends_per_s(folder, now);
        if (const double ratio = now.acts / now.seconds / appends; ratio > best) {
            best = ratio;
            written = now;
            limit = appends;
        }
    }
    print({.what = fmt::format("acts of {} clients on {}", clients, engine),
           .value = written.acts / written.seconds,
           .unit = "1/s",
           .better = Better::higher,
           .promise = {.ratio = least_part_of_appends},
           .limit = {fmt::format("{:.0f} KB appended and synced for each {:.0f}",
                                 written.bytes / written.syncs / 1e3, written.acts / written.syncs),
                     limit}});
}

std::vector<domain::PersonId> person_ids(const std::vector<std::string>& texts) {
    std::vector<domain::PersonId> ids;
    for (const auto& text : texts) ids.push_back(domain::PersonId::parse(text).value());
    return ids;
}

void acts_on_sqlite(const std::filesystem::path& folder, const std::filesystem::path& data) {
    const auto persons = person_ids(persons_of(data));
    Acts acts(open_house(data), persons);
    print_acts(folder, "SQLite", [&] {
        const double before = bytes_written();
        Written written = acts.run(acts_s);
        written.bytes = bytes_written() - before;
        return written;
    });
}

std::string asked_of_postgresql(const std::string& url, const std::string& question) {
    return Process({"psql", "-qAtX", url, "-c", question}).output();
}

/// Bytes of its log, and how often that was synced. What a connection did is told when it has ended.
Written log_of_postgresql(const std::string& url) {
    Written written;
    char bar = 0;
    std::istringstream(asked_of_postgresql(
        url, "SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn, wal_sync FROM pg_stat_wal")) >>
        written.bytes >> bar >> written.syncs;
    return written;
}

void acts_on_postgresql(const std::filesystem::path& folder, const std::string& url) {
    if (asked_of_postgresql(url, "SHOW fsync") != "on\n") {
        fmt::print("acts on PostgreSQL: left out, this server does not wait for the disk (fsync = off)\n");
        return;
    }
    const std::string emptied = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";
    asked_of_postgresql(url, emptied);
    const auto data = folder / "durable";
    const auto list = folder / "durable.csv";
    write_list(list, 1'000);
    {
        auto opened = open_house(data, url);
        import(opened, list);
    }
    std::vector<std::string> texts;
    std::istringstream lines(asked_of_postgresql(url, "SELECT person_id FROM person"));
    for (std::string line; lines >> line;) texts.push_back(line);
    const auto persons = person_ids(texts);
    print_acts(folder, "PostgreSQL", [&] {
        const Written before = log_of_postgresql(url);
        Written written;
        {
            Acts acts(open_house(data, url), persons);
            written = acts.run(acts_s);
        }
        std::this_thread::sleep_for(std::chrono::seconds(1));
        const Written after = log_of_postgresql(url);
        written.bytes = after.bytes - before.bytes;
        written.syncs = after.syncs - before.syncs;
        return written;
    });
    std::filesystem::remove_all(data);
    asked_of_postgresql(url, emptied);
}

/// The page through which the disk of a server is told to be slow.
class SlowDisk {
public:
    explicit SlowDisk(const std::filesystem::path& folder) : file_(folder / "slow-disk") {
        faults::Page page{};
        page.sync_us = slow_sync_us;
        std::ofstream(file_, std::ios::binary).write(reinterpret_cast<const char*>(&page), sizeof page);
    }
    ~SlowDisk() { std::filesystem::remove(file_); }
    SlowDisk(const SlowDisk&) = delete;
    SlowDisk& operator=(const SlowDisk&) = delete;

    std::vector<std::string> environment() const {
        return {"LD_PRELOAD=" + built_beside("libfaulty_disk.so"),
                fmt::format("{}={}", faults::page_variable, file_.string())};
    }

private:
    std::filesystem::path file_;
};

/// Objections, each about another person.
std::vector<Prepared> objections(const Kartei& kartei, const std::vector<std::string>& persons) {
    std::vector<Prepared> requests;
    for (const auto& person : persons) {
        requests.push_back(
            {.bytes = fmt::format("POST /api/v1/persons/{}/objections HTTP/1.1\r\n"
                                  "Host: localhost\r\nKartei-Request: 1\r\nCookie: {}\r\n"
                                  "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}",
                                  person, kartei.cookie())});
    }
    return requests;
}

Times written(Kartei& kartei, const std::vector<std::string>& persons) {
    Crowd crowd(kartei.port(), clients, clients);
    Times times;
    for (const auto& answered : crowd.closed_loop(objections(kartei, persons), slow_disk_s)) {
        must(answered.status == 201, fmt::format("a write was refused: {}", answered.status));
        times.ms.push_back(answered.ms);
    }
    return times;
}

void writes_on_a_slow_disk(const std::filesystem::path& folder, const std::filesystem::path& data,
                           const std::vector<std::string>& persons) {
    Times usual;
    {
        Kartei kartei(data);
        kartei.sign_in();
        usual = written(kartei, persons);
    }
    const SlowDisk disk(folder);
    Kartei kartei(data, disk.environment());
    kartei.sign_in();
    Times slow = written(kartei, persons);
    print({.what = fmt::format("write of {} clients, a sync takes 2 ms more, p99", clients),
           .value = slow.at(0.99),
           .unit = "ms",
           .promise = {.value = promised_write_ms},
           .limit = {"on the disk as it is", usual.at(0.99)}});
    print({.what = "  of them so many",
           .value = static_cast<double>(slow.ms.size()) / slow_disk_s,
           .unit = "1/s",
           .better = Better::higher,
           .limit = {"on the disk as it is", static_cast<double>(usual.ms.size()) / slow_disk_s}});
}

void restart_after_kill(const std::filesystem::path& data, const std::vector<std::string>& persons) {
    Times ready;
    for (int i = 0; i < turns; ++i) {
        {
            Kartei kartei(data);
            kartei.sign_in();
            std::jthread load([&] {
                try {
                    Crowd(kartei.port(), clients, clients).closed_loop(objections(kartei, persons), 600);
                } catch (const std::exception&) {
                    // The server is gone, as it should.
                }
            });
            std::this_thread::sleep_for(std::chrono::duration<double>(load_before_kill_s));
            kartei.process().kill();
        }
        ready.ms.push_back(Kartei(data).ready_after_ms());
    }
    print({.what = "ready again after SIGKILL under load, p100",
           .value = ready.at(1),
           .unit = "ms",
           .promise = {.value = promised_restart_ms}});
}

void durability() {
    const Place place;
    const auto data = imported_house(place.path(), persons());
    set_up(data);
    const auto ids = persons_of(data);
    acts_on_sqlite(place.path(), data);
    const char* url = std::getenv("BENCH_POSTGRESQL");
    if (url != nullptr && *url != '\0') acts_on_postgresql(place.path(), url);
    writes_on_a_slow_disk(place.path(), data, ids);
    restart_after_kill(data, ids);
}

}  // namespace
}  // namespace kartei::bench

int main() {
    return kartei::bench::run(kartei::bench::durability);
}
