// Signing in and out, the first account, the password.
#include "api/door.h"
#include "api/handlers.h"
#include "api/problem.h"
#include "base/password.h"
#include "http/accept.h"

#include <memory>

namespace kartei::api {

bool SetupToken::take(const std::string& given) {
    const std::lock_guard lock(mutex_);
    if (token_.empty() || !equal_in_constant_time(sha256(bytes_of(given)), sha256(bytes_of(token_))))
        return false;
    token_.clear();
    return true;
}

void SetupToken::put_back(std::string token) {
    const std::lock_guard lock(mutex_);
    token_ = std::move(token);
}

namespace {

struct AccountWire {
    static constexpr std::string_view wire_name = "Account";
    domain::AccountId account_id;
    std::string login;
    std::string display_name;
};
BOOST_DESCRIBE_STRUCT(AccountWire, (), (account_id, login, display_name))

struct CompanyNameWire {
    static constexpr std::string_view wire_name = "Tenant";
    std::string name;
    std::string country;
};
BOOST_DESCRIBE_STRUCT(CompanyNameWire, (), (name, country))

struct SessionWire {
    static constexpr std::string_view wire_name = "Session";
    AccountWire account;
    CompanyNameWire tenant;
    std::vector<domain::Role> roles;
    std::vector<domain::Right> rights;
    bool demo = false;
    std::int64_t idle_minutes = 0;
    Instant ends_at;
};
BOOST_DESCRIBE_STRUCT(SessionWire, (), (account, tenant, roles, rights, demo, idle_minutes, ends_at))

struct SetupStateWire {
    static constexpr std::string_view wire_name = "SetupState";
    bool needed = false;
};
BOOST_DESCRIBE_STRUCT(SetupStateWire, (), (needed))

struct SignInWire {
    static constexpr std::string_view wire_name = "SignIn";
    Text<254> login;
    Text<app::most_password_bytes> password;
};
BOOST_DESCRIBE_STRUCT(SignInWire, (), (login, password))

struct SetupWire {
    static constexpr std::string_view wire_name = "Setup";
    Text<100> token;
    Text<200> company;
    Text<200> display_name;
    Text<254> login;
    Text<app::most_password_bytes> password;
    std::vector<Text<100>> areas;
};
BOOST_DESCRIBE_STRUCT(SetupWire, (), (token, company, display_name, login, password, areas))

struct PasswordWire {
    static constexpr std::string_view wire_name = "NewPassword";
    Text<app::most_password_bytes> old_password;
    Text<app::most_password_bytes> new_password;
};
BOOST_DESCRIBE_STRUCT(PasswordWire, (), (old_password, new_password))

Result<SessionWire> describe(app::House& house, const Services& services, const app::SignedIn& signed_in) {
    const auto introduction = TRY(app::introduce(house, signed_in.session));
    SessionWire wire{.account = {signed_in.session.account, introduction.login, introduction.display_name},
                     .tenant = {introduction.company, introduction.country},
                     .roles = signed_in.session.roles,
                     .rights = {},
                     .demo = services.is_demo,
                     .idle_minutes = app::session_idle_us / (60 * us_per_second),
                     .ends_at = signed_in.ends_at};
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<domain::Right>>([&](auto right) {
        if (domain::may(wire.roles, right.value)) wire.rights.push_back(right.value);
    });
    return wire;
}

Result<SetupStateWire> setup_state(Call& call) {
    return SetupStateWire{.needed = call.services.setup.is_needed()};
}

Result<SessionWire> get_session(Call& call) {
    return describe(call.house, call.services, *call.signed_in);
}

Result<Reply> delete_session(Call& call) {
    TRY(app::sign_out(call.house, *call.signed_in));
    return Reply{.status = 204, .headers = {{"Set-Cookie", cookie_that_ends()}}};
}

Result<Reply> delete_sessions(Call& call) {
    TRY(app::sign_out_everywhere(call.house, call.session()));
    return Reply{.status = 204, .headers = {{"Set-Cookie", cookie_that_ends()}}};
}

/// A request that hashes a password and then writes: on its way through both queues.
struct PasswordErrand {
    Services& services;
    http::Request request;
    http::Answer answer;
    std::string language = std::string(http::preferred_language(request.header("accept-language")));
    std::optional<http::Response> response = {};

    void refuse(const Error& error) { response = problem(error, language, request.id); }
    void finish(const std::exception_ptr& failure) {
        if (failure) {
            services.tell({.request_id = request.id, .failure = failure});
            response = breakage(failure, language, request.id);
        }
        answer(std::move(*response));
    }
    void finish_overloaded() { answer(overloaded(language, request.id)); }

    template <class In>
    Result<In> body() const {
        const auto value = TRY(parse_json(request.body));
        return read_wire<In>(value, "");
    }
};
using SharedPasswordErrand = std::shared_ptr<PasswordErrand>;

/// Begins a session and answers with it.
Result<void> begin_session(PasswordErrand& errand, app::House& house, domain::AccountId account) {
    const auto signed_in = TRY(app::sign_in(house, account));
    const auto wire = TRY(describe(house, errand.services, signed_in));
    errand.response =
        http::Response{.status = 201,
                       .headers = {{"Content-Type", "application/json"},
                                   {"Set-Cookie", cookie_of(signed_in, errand.services.clock())}},
                       .body = http::Body(wire_json(wire))};
    return {};
}

/// Goes on as a writing job of its own transactions.
void write_alone(const SharedPasswordErrand& errand, TenantId tenant, std::function<void(app::House&)> act) {
    const bool taken = errand->services.executor.write(
        {.tenant = tenant, .act = std::move(act), .done = [errand](const std::exception_ptr& failure) {
             errand->finish(failure);
         }});
    if (!taken) errand->finish_overloaded();
}

/// One attempt of this address and one of this login; how long to wait where there is none left. The address
/// comes first: one that has none left uses up nobody else's.
std::optional<std::int64_t> throttled_for(Services& services, const std::string& login,
                                          const std::string& client) {
    const Instant now = services.clock();
    if (const auto wait = services.throttle.take("client " + client, now)) return wait;
    return services.throttle.take("login " + app::login_key(login), now);
}

}  // namespace

void post_session(Services& services, http::Request request, http::Answer answer) {
    const auto errand = std::make_shared<PasswordErrand>(services, std::move(request), std::move(answer));
    const auto in = errand->body<SignInWire>();
    if (!in) {
        errand->refuse(in.error());
        return errand->finish(nullptr);
    }
    if (const auto wait = throttled_for(services, in->login.value, errand->request.client))
        return errand->answer(throttled(*wait, errand->language, errand->request.id));
    struct Checked {
        Result<app::Session> session;
        std::optional<app::Session> tried = {};  ///< whose password it was not
    };
    auto checked = std::make_shared<Checked>();
    const bool taken = services.executor.hash(
        {.act =
             [in = *in, checked](app::House& house) {
                 checked->session = app::check_password(house, in.login.value, in.password.value);
                 if (!checked->session) checked->tried = app::session_of_login(house, in.login.value);
             },
         .done =
             [errand, checked, in = *in](const std::exception_ptr& failure) {
                 if (failure) return errand->finish(failure);
                 if (checked->session) {
                     errand->services.throttle.forgive("login " + app::login_key(in.login.value));
                     return write_alone(
                         errand, checked->session->tenant, [errand, checked](app::House& house) {
                             const auto begun = begin_session(*errand, house, checked->session->account);
                             if (!begun) errand->refuse(begun.error());
                         });
                 }
                 errand->response = problem(401, "unauthenticated", checked->session.error(),
                                            errand->language, errand->request.id);
                 // A login that nobody has waits for those who write as well, else the time would tell more:
                 // there is no entry to be made durable for it (SECURITY.md, limits).
                 const auto tenant = checked->tried ? checked->tried->tenant : TenantId{};
                 write_alone(errand, tenant, [checked](app::House& house) {
                     if (!checked->tried) return;
                     if (const auto logged = app::log_refused_sign_in(house, *checked->tried); !logged)
                         throw std::runtime_error("a refused login cannot be logged");
                 });
             }});
    if (!taken) errand->finish_overloaded();
}

void post_setup(Services& services, http::Request request, http::Answer answer) {
    const auto errand = std::make_shared<PasswordErrand>(services, std::move(request), std::move(answer));
    const auto in = errand->body<SetupWire>();
    if (!in) {
        errand->refuse(in.error());
        return errand->finish(nullptr);
    }
    if (const auto wait = services.throttle.take("client " + errand->request.client, services.clock()))
        return errand->answer(throttled(*wait, errand->language, errand->request.id));
    const bool taken = services.executor.work(
        {.act =
             [errand, in = *in](app::House& house) {
                 auto& setup = errand->services.setup;
                 if (!setup.take(in.token.value)) {
                     return errand->refuse(
                         {.code = ErrorCode::forbidden,
                          .what = {"Der Einrichtungscode stimmt nicht oder ist verbraucht.",
                                   "The setup code is wrong or used up."},
                          .where = "token",
                          .next = {"Er steht in der Ausgabe des Servers und gilt bis zu dessen Neustart.",
                                   "It stands in the server's output and is valid until its restart."}});
                 }
                 const auto done = [&]() -> Result<void> {
                     TRY(app::check_new_password(in.password.value, in.login.value));
                     std::vector<std::string> areas;
                     for (const auto& area : in.areas) areas.push_back(area.value);
                     const auto account = TRY(app::set_up(house, in.company.value,
                                                          {.login = in.login.value,
                                                           .display_name = in.display_name.value,
                                                           .password_hash = hash_password(in.password.value)},
                                                          areas));
                     return begin_session(*errand, house, account);
                 }();
                 if (done) return;
                 setup.put_back(in.token.value);
                 errand->refuse(done.error());
             },
         .done = [errand](const std::exception_ptr& failure) { errand->finish(failure); }});
    if (!taken) errand->finish_overloaded();
}

void put_password(Services& services, http::Request request, http::Answer answer) {
    const auto errand = std::make_shared<PasswordErrand>(services, std::move(request), std::move(answer));
    const auto in = errand->body<PasswordWire>();
    if (!in) {
        errand->refuse(in.error());
        return errand->finish(nullptr);
    }
    if (const auto wait = services.throttle.take("client " + errand->request.client, services.clock()))
        return errand->answer(throttled(*wait, errand->language, errand->request.id));
    struct Checked {
        app::Session session;
        std::int64_t version = 0;  ///< of the credential that was checked
        std::string hash;
    };
    auto checked = std::make_shared<Result<Checked>>();
    const bool taken = services.executor.hash(
        {.act =
             [errand, checked, in = *in](app::House& house) {
                 const auto signed_in = app::session_of_token(house, token_of(errand->request));
                 auto& shared = errand->services;
                 if (!signed_in || !shared.idle.use(*signed_in, shared.clock())) {
                     errand->response = unauthenticated(errand->language, errand->request.id);
                     return;
                 }
                 *checked = [&]() -> Result<Checked> {
                     const auto own = TRY(app::introduce(house, signed_in->session));
                     auto fits = app::check_new_password(in.new_password.value, own.login);
                     if (!fits) fits.error().where = "new_password";  // the act calls it by one name
                     TRY(std::move(fits));
                     const auto version =
                         TRY(app::check_own_password(house, signed_in->session, in.old_password.value));
                     return Checked{signed_in->session, version, hash_password(in.new_password.value)};
                 }();
                 if (!*checked) errand->refuse(checked->error());
             },
         .done =
             [errand, checked](const std::exception_ptr& failure) {
                 if (failure || errand->response) return errand->finish(failure);
                 write_alone(errand, (*checked)->session.tenant, [errand, checked](app::House& house) {
                     const auto changed = app::change_password(house, (*checked)->session, (*checked)->hash,
                                                               (*checked)->version);
                     if (!changed) return errand->refuse(changed.error());
                     errand->response =
                         http::Response{.status = 204, .headers = {{"Set-Cookie", cookie_that_ends()}}};
                 });
             }});
    if (!taken) errand->finish_overloaded();
}

std::vector<Route> session_routes() {
    using http::Method;
    return {
        {.method = Method::get,
         .path = "/setup",
         .id = "getSetup",
         .work = Work::open,
         .right = no_right,
         .summary = {"ob noch niemand eingerichtet ist", "whether nobody is set up yet"},
         .response = schema_for<SetupStateWire>,
         .handle = answers(setup_state)},
        {.method = Method::post,
         .path = "/setup",
         .id = "setUp",
         .work = Work::own,
         .right = no_right,
         .summary = {"Firma und erstes Konto anlegen", "make the company and the first account"},
         .status = 201,
         .request = schema_for<SetupWire>,
         .response = schema_for<SessionWire>,
         .own = post_setup},
        {.method = Method::post,
         .path = "/session",
         .id = "signIn",
         .work = Work::own,
         .right = no_right,
         .summary = {"anmelden", "sign in"},
         .status = 201,
         .request = schema_for<SignInWire>,
         .response = schema_for<SessionWire>,
         .own = post_session},
        {.method = Method::get,
         .path = "/session",
         .id = "getSession",
         .work = Work::look,
         .right = no_right,
         .summary = {"wer angemeldet ist und was er darf", "who is signed in, and what he may do"},
         .response = schema_for<SessionWire>,
         .handle = answers(get_session)},
        {.method = Method::del,
         .path = "/session",
         .id = "signOut",
         .work = Work::write,
         .right = no_right,
         .summary = {"abmelden", "sign out"},
         .status = 204,
         .handle = delete_session,
         .always = true},
        {.method = Method::del,
         .path = "/sessions",
         .id = "signOutEverywhere",
         .work = Work::write,
         .right = no_right,
         .summary = {"überall abmelden", "sign out everywhere"},
         .status = 204,
         .handle = delete_sessions,
         .always = true},
        {.method = Method::put,
         .path = "/session/password",
         .id = "changePassword",
         .work = Work::own,
         .right = no_right,
         .summary = {"Kennwort ändern; meldet überall ab", "change the password; signs out everywhere"},
         .status = 204,
         .request = schema_for<PasswordWire>,
         .own = put_password},
    };
}

}  // namespace kartei::api
