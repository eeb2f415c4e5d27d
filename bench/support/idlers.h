// Connections that cost a server something without asking for much, held by a thread of their own: most ask
// for `/healthz` now and then, each tenth sends a head that never ends and comes anew when it is given up.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

namespace kartei::bench {

class Idlers {
public:
    Idlers(std::uint16_t port, std::size_t count);
    ~Idlers();
    Idlers(const Idlers&) = delete;
    Idlers& operator=(const Idlers&) = delete;

    /// How many of them are connected and served right now.
    std::size_t held() const { return held_; }
    /// The fewest since the last question.
    std::size_t least_held() { return least_.exchange(held_); }

private:
    struct Idler {
        int socket = -1;
        bool is_held = false;
    };

    static bool is_slow(std::size_t number) { return number % 10 == 0; }
    void run();
    void begin(std::size_t number);
    void lose(std::size_t number);
    void speak(std::size_t number);
    void listen(int most_ms);

    std::uint16_t port_;
    int poll_ = -1;
    std::vector<Idler> idlers_;
    std::atomic<std::size_t> held_ = 0;
    std::atomic<std::size_t> least_ = 0;
    std::atomic<bool> ends_ = false;
    std::thread thread_;
};

}  // namespace kartei::bench
