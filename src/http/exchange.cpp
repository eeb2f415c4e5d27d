#include "http/exchange.h"

#include "http/loop.h"

#include <utility>

namespace kartei::http {

namespace {

/// What all copies of one Answer share.
class Slot {
public:
    Slot(std::shared_ptr<Loop> loop, std::uint64_t connection, std::uint64_t request)
        : loop_(std::move(loop)), connection_(connection), request_(request) {}
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;

    ~Slot() {
        if (given_) return;
        try {
            give(problem(500));
        } catch (...) {
            // No memory even for that: the client hears nothing, but the server goes on.
        }
    }

    void give(Response response) {
        if (given_.exchange(true)) return;
        loop_->deliver(connection_, request_, std::move(response));
    }

private:
    std::shared_ptr<Loop> loop_;
    std::uint64_t connection_;
    std::uint64_t request_;
    std::atomic<bool> given_ = false;
};

}  // namespace

Exchange::Exchange(Service& of, std::string request_id)
    : service(of), parser(of.options.limits), id(std::move(request_id)) {
    sink = [this](std::string_view piece) { return take_body(piece); };
}

Exchange::~Exchange() {
    release();
}

int Exchange::take_body(std::string_view piece) {
    if (piece.size() > admission.max_bytes - body_bytes_) return 413;
    body_bytes_ += piece.size();
    if (admission.refusal) return 0;
    if (request.file) return request.file->append(piece) ? 0 : 507;
    counted_bytes_ += piece.size();
    const std::size_t together = service.body_bytes += piece.size();
    const auto& limits = service.options.limits;
    const std::size_t beyond = admission.is_always_served ? limits.body_bytes_beyond : 0;
    if (together > limits.body_bytes_in_memory + beyond) return 503;
    request.body += piece;
    return 0;
}

bool Exchange::enter_client() {
    if (admission.is_always_served) return true;
    counted_client_ = request.client;
    counted_ = service.clients.enter(counted_client_, service.options.limits.requests_per_client);
    return counted_;
}

void Exchange::release() {
    if (std::exchange(counted_, false)) service.clients.leave(counted_client_);
    service.body_bytes -= std::exchange(counted_bytes_, 0);
}

Answer make_answer(std::shared_ptr<Loop> loop, std::uint64_t connection, std::uint64_t request) {
    return [slot = std::make_shared<Slot>(std::move(loop), connection, request)](Response response) {
        slot->give(std::move(response));
    };
}

}  // namespace kartei::http
