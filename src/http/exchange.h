// One request and its answer while they are under way on a connection, and the slot through which the answer
// comes back from whatever thread.
#pragma once

#include "http/request_head.h"
#include "http/request_parser.h"
#include "http/service.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace kartei::http {

class Loop;

struct Exchange {
    Exchange(Service& of, std::string request_id);
    /// Releases.
    ~Exchange();
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    /// One more piece of the body: 0, or 413, 503 or 507.
    int take_body(std::string_view piece);
    /// Whether this client may have one more request at work; counted until `release`, but for what is always
    /// served.
    bool enter_client();
    /// Nobody is at work on it any more: gives back what was counted.
    void release();

    Service& service;
    RequestParser parser;
    BodySink sink;
    std::string id;
    std::int64_t begun_us = 0;
    std::int64_t body_begun_ms = 0;
    std::uint64_t body_received = 0;  ///< as it came, with the framing of chunks
    Admission admission;
    bool understood = false;  ///< the head was: method and path are known
    bool keep_alive = false;
    bool expects_continue = false;
    int minor_version = 1;
    Framing framing = Framing::no_body;
    std::uint64_t length = 0;
    Method method = Method::get;
    std::string path;
    Request request;
    std::optional<Response> response;
    std::uint64_t sent = 0;

private:
    std::uint64_t body_bytes_ = 0;
    std::size_t counted_bytes_ = 0;
    std::string counted_client_;
    bool counted_ = false;
};

/// Makes the Answer for one request. The loop lives as long as the answer.
Answer make_answer(std::shared_ptr<Loop> loop, std::uint64_t connection, std::uint64_t request);

}  // namespace kartei::http
