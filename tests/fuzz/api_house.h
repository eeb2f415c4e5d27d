// A house for fuzzing the handlers of the REST door, without sockets and threads: the company of one start,
// in a directory that is gone with the process.
#pragma once

#include "api/door.h"
#include "app/demo.h"

#include <boost/json.hpp>

#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kartei::api {

inline void demand(bool holds) {
    if (!holds) std::abort();
}

class ApiHouse {
public:
    /// Acts with these roles.
    explicit ApiHouse(std::vector<domain::Role> roles) {
        std::string name = (std::filesystem::temp_directory_path() / "kartei-fuzz-XXXXXX").string();
        demand(mkdtemp(name.data()) != nullptr);
        directory_ = name;
        auto house = app::House::open({.data = directory_ / "data", .database = {}},
                                      app::Opening::may_be_made, app::system_clock(), system_random());
        demand(house && app::make_demo(*house, {}));
        house_ = std::make_unique<app::House>(std::move(*house));
        house_->gather_looks();
        signed_in_.session = *house_->console_session();
        signed_in_.session.roles = std::move(roles);
        executor_ = std::move(*app::Executor::start(std::move(*house_->another(store::Access::read)), {}));
        services_.emplace(Services{.executor = *executor_,
                                   .uploads = uploads_,
                                   .imports = imports_,
                                   .throttle = throttle_,
                                   .requests = requests_,
                                   .idle = idle_,
                                   .setup = setup_,
                                   .clock = app::system_clock(),
                                   .random = system_random()});
    }
    ~ApiHouse() {
        services_.reset();
        executor_.reset();
        house_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(directory_, ignored);
    }
    ApiHouse(const ApiHouse&) = delete;
    ApiHouse& operator=(const ApiHouse&) = delete;

    /// What the route answers, without what the door asks before; its refusal as an error.
    Result<Reply> answer(const Route& route, http::Request& request) {
        Call call{.house = *house_,
                  .services = *services_,
                  .request = request,
                  .path = parameters_,
                  .signed_in = &signed_in_};
        auto reply = route.handle(call);
        house_->take_looks();
        return reply;
    }

private:
    static constexpr std::string_view somebody = "01a22946-0ebf-7004-8f24-a4bb79171463";

    std::filesystem::path directory_;
    std::unique_ptr<app::House> house_;
    std::unique_ptr<app::Executor> executor_;
    app::SignedIn signed_in_;
    Uploads uploads_;
    ImportsAtWork imports_;
    std::optional<Throttle> requests_;
    Throttle throttle_{0, us_per_second};
    IdleClock idle_;
    SetupToken setup_{""};
    std::optional<Services> services_;
    const std::vector<std::pair<std::string_view, std::string>> parameters_{
        {"person_id", std::string(somebody)},
        {"claim_id", std::string(somebody)},
        {"contact_point_id", std::string(somebody)},
        {"import_id", std::string(somebody)},
        {"company_id", std::string(somebody)},
        {"area_no", "1"},
        {"channel", "phone"}};
};

}  // namespace kartei::api
