#include "tests/api/served_house.h"

#include "app/demo.h"
#include "app/find.h"
#include "base/password.h"
#include "http/cookies.h"
#include "tests/api/row_counts.h"

#include <stdexcept>

namespace kartei::api {

namespace {

template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().what.en + " " + result.error().where);
    return std::move(*result);
}

Received received(const http::Response& response) {
    Received received{.status = response.status,
                      .text = std::string(response.body.bytes()),
                      .json = {},
                      .headers = response.headers};
    const auto type = received.header("Content-Type");
    if (type.ends_with("json")) received.json = boost::json::parse(received.text);
    return received;
}

}  // namespace

std::string Received::header(std::string_view name) const {
    for (const auto& header : headers) {
        if (header.name == name) return header.value;
    }
    return {};
}

ServedHouse::ServedHouse(store::Engine engine, const app::ExecutorOptions& options) {
    std::optional<std::string> url;
    if (engine == store::Engine::postgresql) {
        server_database_ =
            std::make_unique<store::TestDatabase>(engine, store::TestDatabase::Content::migrated);
        url = server_database_->url().location;
    }
    const app::Clock clock = [offset = offset_] { return app::system_clock()() + offset->load(); };
    auto house = must(app::House::open({.data = directory_.path() / "data", .database = url},
                                       app::Opening::may_be_made, clock, system_random()));
    must(app::make_demo(house, {}));
    company_ = must(house.console_session());
    must(app::add_account(house, company_,
                          {.login = std::string(login),
                           .display_name = "Miriam Krause",
                           .password_hash = hash_password(password)},
                          {domain::Role::manager, domain::Role::administrator}));
    must(house.make_folder_for_uploads());
    own_ = std::make_unique<app::House>(must(house.another(store::Access::write)));
    executor_ = must(app::Executor::start(std::move(house), options));
    services_ = std::make_unique<Services>(Services{.executor = *executor_,
                                                    .uploads = uploads_,
                                                    .imports = imports_,
                                                    .throttle = throttle_,
                                                    .requests = requests_,
                                                    .idle = idle_,
                                                    .setup = setup_,
                                                    .clock = clock,
                                                    .random = system_random()});
    door_ = std::make_unique<Door>(*services_);
}

http::Request ServedHouse::request_of(const Sent& sent) const {
    http::Request request;
    request.method = sent.method;
    const auto question = sent.path.find('?');
    request.path = std::string(base_path) + sent.path.substr(0, question);
    if (question != std::string::npos) request.query = sent.path.substr(question + 1);
    request.client = sent.client;
    request.id = "0123456789abcdef0123456789abcdef";
    request.body = sent.body;
    request.headers = sent.headers;
    if (!sent.body.empty() && !request.has_header("content-type"))
        request.headers.push_back({"content-type", "application/json"});
    if (!request.has_header("kartei-request")) request.headers.push_back({"kartei-request", "1"});
    if (!cookie_.empty()) request.headers.push_back({"cookie", cookie_});
    if (!request.body.empty() && door_->admission(request).to_file) {
        request.file = must(http::SpooledBody::create(directory_.path()));
        if (!request.file->append(request.body)) throw std::runtime_error("no room for a body");
        request.body.clear();
    }
    return request;
}

std::future<http::Response> ServedHouse::begin(const Sent& sent) {
    auto promise = std::make_shared<std::promise<http::Response>>();
    auto answer = promise->get_future();
    auto request = request_of(sent);
    if (auto admitted = door_->admission(request); admitted.refusal) {
        promise->set_value(std::move(*admitted.refusal));
        return answer;
    }
    const http::Answer answered = [promise](http::Response response) {
        promise->set_value(std::move(response));
    };
    if (!request.file) {
        door_->handle(std::move(request), answered);
        return answer;
    }
    http::Request head;
    static_cast<http::Head&>(head) = static_cast<const http::Head&>(request);
    door_->ask_before_body(std::move(head),
                           [this, answered, whole = std::make_shared<http::Request>(std::move(request))](
                               http::Response response) {
                               if (response.status != 100) return answered(std::move(response));
                               door_->handle(std::move(*whole), answered);
                           });
    return answer;
}

std::vector<Received> ServedHouse::send_all(const std::vector<Sent>& all) {
    std::vector<std::future<http::Response>> waiting;
    for (const auto& sent : all) waiting.push_back(begin(sent));
    std::vector<Received> answers;
    for (auto& future : waiting) answers.push_back(received(future.get()));
    return answers;
}

Received ServedHouse::send(const Sent& sent) {
    return send_all({sent}).front();
}

Received ServedHouse::post(const std::string& path, const boost::json::value& body,
                           std::vector<http::Header> headers) {
    return send({.method = http::Method::post,
                 .path = path,
                 .body = boost::json::serialize(body),
                 .headers = std::move(headers)});
}

Received ServedHouse::sign_in(std::string_view with) {
    auto answer = post("/session", {{"login", login}, {"password", with}});
    const auto set = answer.header("Set-Cookie");
    if (answer.status == 201) cookie_ = set.substr(0, set.find(';'));
    return answer;
}

void ServedHouse::enter_second_company() {
    company_ = must(own_->add_company("Beispiel AG"));
    must(app::fill_with_demo(*own_, company_, {}));
}

void ServedHouse::sign_in_as(const std::vector<domain::Role>& roles) {
    const auto account =
        must(app::add_account(*own_, company_,
                              {.login = "person" + std::to_string(++accounts_) + "@example.de",
                               .display_name = "Kim Beispiel",
                               .password_hash = "nobody signs in with it"},
                              roles));
    cookie_ = std::string(session_cookie) + "=" + must(app::sign_in(*own_, account)).token;
}

std::string ServedHouse::person(const std::string& customer_number) {
    return must(app::find_one(*own_, company_, customer_number)).text();
}

std::map<std::string, std::int64_t> ServedHouse::rows() {
    return row_counts(*own_, company_.tenant);
}

}  // namespace kartei::api
