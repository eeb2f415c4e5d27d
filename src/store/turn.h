// Whose turn it is to write to a database of one process: one after the other, in the order in which they
// asked.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <utility>

namespace kartei::store {

class Turn {
public:
    /// Waits until everybody who asked before has left.
    void take() {
        std::unique_lock lock(mutex_);
        const std::uint64_t mine = asked_++;
        changed_.wait(lock, [&] { return mine == left_; });
    }

    /// How many wait for whoever has it.
    std::uint64_t waiting() {
        const std::lock_guard lock(mutex_);
        return asked_ == left_ ? 0 : asked_ - left_ - 1;
    }

    void leave() {
        {
            const std::lock_guard lock(mutex_);
            ++left_;
        }
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::uint64_t asked_ = 0;
    std::uint64_t left_ = 0;
};

/// A turn that is taken, and left at the end. Without a Turn it is nothing.
class WritingTurn {
public:
    WritingTurn() = default;
    explicit WritingTurn(Turn* turn) : turn_(turn) {
        if (turn_ != nullptr) turn_->take();
    }
    WritingTurn(WritingTurn&& other) noexcept : turn_(std::exchange(other.turn_, nullptr)) {}
    WritingTurn& operator=(WritingTurn&& other) noexcept {
        leave();
        turn_ = std::exchange(other.turn_, nullptr);
        return *this;
    }
    ~WritingTurn() { leave(); }

    void leave() {
        if (Turn* const turn = std::exchange(turn_, nullptr)) turn->leave();
    }

private:
    Turn* turn_ = nullptr;
};

}  // namespace kartei::store
