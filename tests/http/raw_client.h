// A client of plain sockets for the tests: sends any bytes and reads answers as they stand. Every wait has a
// deadline, after which it gives up.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace kartei::http {

inline constexpr int patience_ms = 20'000;

struct RawAnswer {
    int status = 0;
    std::string head;                                 ///< status line and headers
    std::multimap<std::string, std::string> headers;  ///< names in lower case
    std::string body;

    /// Of the first such header; empty where there is none.
    std::string header(const std::string& lower_case_name) const;
};

/// Takes head and length out of bytes; nothing where they are not all there. `head_only`: the answer to HEAD.
enum class Expected : std::uint8_t { whole, head_only };
std::optional<RawAnswer> take_answer(std::string& bytes, Expected expected = Expected::whole);

class RawClient {
public:
    explicit RawClient(std::uint16_t port, std::string_view from = "127.0.0.1");
    ~RawClient();
    RawClient(RawClient&& other) noexcept;
    RawClient& operator=(RawClient&& other) noexcept;

    /// False where the other end is gone.
    bool send(std::string_view bytes);
    /// The next answer; status 0 where none came.
    RawAnswer answer(Expected expected = Expected::whole);
    /// `send`, then `answer`.
    RawAnswer ask(std::string_view bytes);
    /// Everything until the other end closes.
    std::string rest();
    /// Whether it closes, with nothing more said, within patience.
    bool is_closed();
    void end_sending();
    /// Closes with a reset instead of a farewell.
    void reset();
    int descriptor() const { return descriptor_; }

private:
    bool fill();

    int descriptor_ = -1;
    std::string received_;
};

/// `GET path` with Host, kept alive.
std::string get(std::string_view path);

}  // namespace kartei::http
