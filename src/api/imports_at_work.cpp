#include "api/imports_at_work.h"

namespace kartei::api {

ImportAtWork::~ImportAtWork() {
    if (!view_.report || !view_.report->error_file) return;
    std::error_code ignored;
    std::filesystem::remove(*view_.report->error_file, ignored);
}

void ImportAtWork::begin() {
    const std::lock_guard lock(mutex_);
    view_.state = WorkState::running;
}

void ImportAtWork::progress(std::int64_t done, std::optional<double> share) {
    const std::lock_guard lock(mutex_);
    view_.rows_done = done;
    view_.share = share;
}

void ImportAtWork::finish(app::ImportReport report) {
    const std::lock_guard lock(mutex_);
    view_.state = WorkState::done;
    view_.rows_done = report.rows;
    view_.report = std::make_shared<const app::ImportReport>(std::move(report));
}

void ImportAtWork::finish_undone() {
    const std::lock_guard lock(mutex_);
    view_.state = WorkState::undone;
}

void ImportAtWork::fail(Error error) {
    const std::lock_guard lock(mutex_);
    view_.state = WorkState::failed;
    view_.error = std::move(error);
}

ImportAtWork::View ImportAtWork::view() const {
    const std::lock_guard lock(mutex_);
    return view_;
}

std::shared_ptr<ImportAtWork> ImportsAtWork::begin(domain::ImportId id, const app::Session& owner) {
    const std::lock_guard lock(mutex_);
    make_room();
    return works_[id] = std::make_shared<ImportAtWork>(owner);
}

void ImportsAtWork::add(domain::ImportId id, std::shared_ptr<ImportAtWork> work) {
    const std::lock_guard lock(mutex_);
    make_room();
    works_[id] = std::move(work);
}

void ImportsAtWork::make_room() {
    while (works_.size() >= most) works_.erase(works_.begin());
}

std::shared_ptr<ImportAtWork> ImportsAtWork::find(domain::ImportId id, TenantId tenant) const {
    const std::lock_guard lock(mutex_);
    const auto found = works_.find(id);
    if (found == works_.end() || found->second->owner().tenant != tenant) return nullptr;
    return found->second;
}

}  // namespace kartei::api
