// Many clients in one thread: closed loop, each asking again when it is answered, or open loop, by a plan
// that no answer changes. In the open loop time counts from the planned moment, so that a server that stands
// still does not keep those out of the count who would have asked meanwhile.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <vector>

namespace kartei::bench {

/// A request as it goes over the wire, and what the caller calls its kind.
struct Prepared {
    std::uint8_t kind = 0;
    bool goes_first = false;  ///< where requests wait for a free connection
    std::string bytes;
};

struct Answered {
    std::uint8_t kind = 0;
    std::int16_t status = 0;  ///< 0: the connection ended without an answer
    float ms = 0;             ///< since it was planned; in the closed loop since it was sent
};

/// What became of a plan.
struct Offered {
    std::vector<Answered> answered;
    std::vector<float> late_ms;  ///< of each request that was sent: how long after it was planned
    std::size_t not_sent = 0;    ///< no connection was free in time: they never reached the server
    double seconds = 0;          ///< from the first to the last planned
    double cpu_seconds = 0;      ///< of this thread
};

class Crowd {
public:
    /// Connects so many clients, from so many addresses of the loopback.
    Crowd(std::uint16_t port, std::size_t clients, std::size_t addresses);
    ~Crowd();
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    /// Each client asks again as soon as it is answered, for so many seconds.
    std::vector<Answered> closed_loop(std::span<const Prepared> requests, double seconds);

    /// Request `i % size` is planned `plan[i]` seconds after the beginning; it is given up where no
    /// connection is free `patience_ms` later.
    Offered open_loop(std::span<const Prepared> requests, std::span<const float> plan, double patience_ms);

private:
    struct Connection {
        int socket = -1;
        bool is_connecting = false;
        bool is_asking = false;
        std::uint8_t kind = 0;
        double since = 0;  ///< when the request was planned or sent
        int status = 0;    ///< of an answer whose head is there, else 0
        bool closes = false;
        std::size_t body_left = 0;
        std::string head;  ///< as much as came of one that is not complete
    };

    void connect(std::size_t number);
    void ask(const Prepared& request, double since);
    /// Takes what came; waits at most so long for the first.
    void receive(int most_ms);
    void take(std::size_t number, std::string_view bytes);
    void end_answer(std::size_t number, int status);
    void read(std::size_t number);

    std::uint16_t port_;
    std::size_t addresses_;
    int poll_ = -1;
    std::vector<Connection> connections_;
    std::deque<std::size_t> free_;
    std::size_t asking_ = 0;
    std::vector<Answered> answered_;
    std::vector<char> buffer_;
};

/// A socket that connects from one of the loopback's addresses and waits for nothing; -1 where there is none.
int connect_from(std::size_t address, std::uint16_t port);

/// As many descriptors as the system lets this process and those it starts have.
std::size_t allow_descriptors();

}  // namespace kartei::bench
