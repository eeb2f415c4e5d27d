// Imports that run or ran since the server started: how far they are, and what they had to say. What they
// stored stands in the database; remarks on rows do not, and go with the server.
#pragma once

#include "app/import.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace kartei::api {

enum class WorkState : std::uint8_t { waiting, running, done, failed, undone };

/// One import or undoing, shared by the thread that works and those that ask.
class ImportAtWork {
public:
    explicit ImportAtWork(app::Session owner) : owner_(std::move(owner)) {}
    /// Removes its error file.
    ~ImportAtWork();
    ImportAtWork(const ImportAtWork&) = delete;
    ImportAtWork& operator=(const ImportAtWork&) = delete;

    const app::Session& owner() const { return owner_; }
    void begin();
    void progress(std::int64_t done, std::optional<double> share);
    void finish(app::ImportReport report);
    void finish_undone();
    void fail(Error error);

    struct View {
        WorkState state = WorkState::waiting;
        std::int64_t rows_done = 0;
        std::optional<double> share = {};
        std::shared_ptr<const app::ImportReport> report = {};
        std::optional<Error> error = {};
    };
    View view() const;

private:
    app::Session owner_;
    mutable std::mutex mutex_;
    View view_;
};

class ImportsAtWork {
public:
    static constexpr std::size_t most = 100;

    std::shared_ptr<ImportAtWork> begin(domain::ImportId id, const app::Session& owner);
    /// The same work under the id of the run that it went on with.
    void add(domain::ImportId id, std::shared_ptr<ImportAtWork> work);
    /// Nothing for one of before the start, or of another company.
    std::shared_ptr<ImportAtWork> find(domain::ImportId id, TenantId tenant) const;

private:
    void make_room();

    mutable std::mutex mutex_;
    std::map<domain::ImportId, std::shared_ptr<ImportAtWork>> works_;  ///< ids rise: the first is the oldest
};

}  // namespace kartei::api
