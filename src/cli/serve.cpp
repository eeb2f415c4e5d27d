// `kartei serve`.
#include "app/demo.h"
#include "app/reach.h"
#include "app/sign_in.h"
#include "base/number.h"
#include "base/password.h"
#include "cli/desk.h"
#include "cli/interrupt.h"
#include "cli/server.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>

namespace kartei::cli {

namespace {

constexpr std::string_view demo_login = "demo@kartei.example";

Result<std::uint16_t> port_of(const Arguments& arguments) {
    const std::string text = arguments.text("--port");
    if (text.empty()) return default_port;
    if (const auto port = whole_number<std::uint16_t>(text)) return *port;
    return fail(ErrorCode::invalid, {"Das ist keine Portnummer.", "This is no port number."}, "--port",
                {"Nennen Sie eine Zahl von 1 bis 65535; 0 nimmt irgendeinen freien.",
                 "Give a number from 1 to 65535; 0 takes any that is free."});
}

Result<std::int64_t> requests_of(const Arguments& arguments) {
    constexpr std::uint32_t most = 60'000'000;  // one each microsecond
    const std::string text = arguments.text("--requests-per-minute");
    if (text.empty()) return ServeOptions{}.requests_per_minute;
    const auto number = whole_number<std::uint32_t>(text);
    if (number && *number <= most) return *number;
    return fail(
        ErrorCode::invalid, {"Das ist keine Anzahl.", "This is no number."}, "--requests-per-minute",
        {"Nennen Sie eine ganze Zahl; 0 setzt keine Grenze.", "Give a whole number; 0 sets no bound."});
}

/// Easy to read aloud and to type: four groups of letters that cannot be confused.
std::string spoken_password(const RandomBytes& random) {
    constexpr std::string_view letters = "abcdefghkmnpqrstuvwxyz23456789";
    std::array<std::uint8_t, 16> bytes{};
    random(bytes);
    std::string password;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i > 0 && i % 4 == 0) password += '-';
        password += letters[bytes[i] % letters.size()];
    }
    return password;
}

/// The account of the example company gets a new password at every start: nobody finds an old one written
/// down.
Result<std::string> open_demo(app::House& house, const Call& call) {
    auto session = house.console_session();
    if (!session && session.error().code == ErrorCode::not_found) {
        LongWork work(call.output, call.clock, {"Personen", "persons"});
        TRY(app::make_demo(house, work.progress()));
        call.output.end_progress();
        session = house.console_session();
    }
    const auto console = TRY(std::move(session));
    std::string password = spoken_password(call.random);
    const std::string hash = hash_password(password);
    if (const auto account = app::session_of_login(house, std::string(demo_login))) {
        TRY(app::change_password(house, *account, hash));
        return password;
    }
    TRY(app::add_account(
        house, console,
        {.login = std::string(demo_login), .display_name = "Miriam Krause", .password_hash = hash},
        {domain::Role::manager, domain::Role::administrator}));
    return password;
}

void greet(const Call& call, const RunningServer& server, const std::optional<std::string>& password,
           const std::string& token) {
    const Message running{fmt::format("kartei läuft: {}", server.address()),
                          fmt::format("kartei is running: {}", server.address())};
    call.output.paragraph(in(running, call.language()));
    if (const auto port = server.metrics_port()) {
        const Message operators{fmt::format("Für den Betrieb: Port {}, /metrics und /statements", *port),
                                fmt::format("For operators: port {}, /metrics and /statements", *port)};
        call.output.paragraph(in(operators, call.language()), 2);
    }
    if (password) {
        const Message login{fmt::format("Anmelden als {}, Kennwort {}", demo_login, *password),
                            fmt::format("Sign in as {}, password {}", demo_login, *password)};
        call.output.paragraph(in(login, call.language()), 2);
    }
    if (!token.empty()) {
        const Message setup{
            fmt::format("Noch gibt es kein Konto. Einrichtungscode, einmal gültig: {}", token),
            fmt::format("There is no account yet. Setup code, valid once: {}", token)};
        call.output.paragraph(in(setup, call.language()), 2);
    }
    call.output.paragraph(in(Message{"Beenden mit Strg+C.", "Stop with Ctrl+C."}, call.language()));
    call.output.flush();
}

/// From here on the process touches its data directory, its certificates and what the system keeps for all,
/// and connects to its database alone.
Result<Sandbox> confine(const app::Place& place, const ServeOptions& options) {
    auto reach = TRY(app::reach_of(place));
    SandboxOptions sandbox{
        .written = std::move(reach.folders), .connects = reach.connects, .ports = std::move(reach.ports)};
    sandbox.written.push_back(place.data);
    for (const auto& file : {options.certificate, options.key}) {
        // Whoever renews one often puts a new file, or another link, where the old one was.
        if (!file.empty()) sandbox.read.push_back(std::filesystem::weakly_canonical(file).parent_path());
        if (!file.empty()) sandbox.read.push_back(std::filesystem::absolute(file).parent_path());
    }
    return enter_sandbox(sandbox);
}

Result<Exit> run_serve(const Call& call) {
    const bool is_demo = call.arguments.has("--demo");
    const auto place = TRY(place_of(call));
    const auto port = TRY(port_of(call.arguments));
    const auto requests = TRY(requests_of(call.arguments));
    ServeOptions options{.port = port, .requests_per_minute = requests, .is_demo = is_demo};
    if (const auto address = call.arguments.text("--address"); !address.empty()) options.address = address;
    options.metrics = call.arguments.text("--metrics");
    options.certificate = call.arguments.text("--certificate");
    options.key = call.arguments.text("--key");
    for (const auto& proxy : call.arguments.texts("--trusted-proxy"))
        options.trusted_proxies.push_back(proxy);
    for (const auto& host : call.arguments.texts("--host")) options.host_names.push_back(host);
    auto house = TRY(app::House::open(place, app::Opening::may_be_made, call.clock, call.random));
    if (!call.arguments.has("--no-sandbox")) options.sandbox = TRY(confine(place, options));
    std::optional<std::string> password;
    if (is_demo) password = TRY(open_demo(house, call));
    const std::string token = app::has_accounts(house) ? std::string() : spoken_password(call.random);
    auto server = TRY(RunningServer::start(std::move(house), options, token, call.clock, call.random));
    if (!call.arguments.has("--no-sandbox")) TRY(end_listening(options.sandbox));
    greet(call, *server, password, token);
    server->wait_for_signal();
    return Exit::done;
}

constexpr std::array serve_parameters{
    Parameter{"--address",
              "ADDRESS",
              {"Adresse, auf der gehört wird; sonst 127.0.0.1", "address to listen on; otherwise 127.0.0.1"}},
    Parameter{"--port", "PORT", {"Port; sonst 8080", "port; otherwise 8080"}},
    Parameter{"--certificate",
              "FILE",
              {"TLS-Zertifikat mit Kette (PEM); wird mit SIGHUP neu gelesen",
               "TLS certificate with its chain (PEM); read anew on SIGHUP"}},
    Parameter{"--key", "FILE", {"Schlüssel dazu (PEM)", "its key (PEM)"}},
    Parameter{
        "--trusted-proxy",
        "NETWORK",
        {"Netz eines Proxys, dessen X-Forwarded-For gilt", "network of a proxy whose X-Forwarded-For counts"},
        Taking::values},
    Parameter{
        "--host",
        "NAME",
        {"Name, unter dem kartei erreicht wird; andere werden abgewiesen; localhost und Adressen gelten "
         "immer",
         "name that kartei is reached by; others are refused; localhost and addresses always count"},
        Taking::values},
    Parameter{
        "--requests-per-minute",
        "NUMBER",
        {"Anfragen, die ein Konto in der Minute hat; sonst 6000, 0 ohne Grenze; Widersprüche gehen immer",
         "requests that an account has a minute; otherwise 6000, 0 without bound; objections always pass"}},
    Parameter{"--metrics",
              "ADDRESS",
              {"Tür für den Betrieb, etwa 127.0.0.1:9464: /metrics (Prometheus) und /statements; sonst keine",
               "door for operators, such as 127.0.0.1:9464: /metrics (Prometheus) and /statements; "
               "otherwise none"}},
    Parameter{
        "--no-sandbox",
        "",
        {"ohne dass kartei sich selbst einschränkt (Landlock, seccomp): wo Container oder systemd es tun",
         "without confining itself (Landlock, seccomp): where a container or systemd does"},
        Taking::flag},
    Parameter{"--demo",
              "",
              {"mit der Beispielfirma; nur zum Ausprobieren", "with the example company; for trying only"},
              Taking::flag},
};

constexpr std::array serve_examples{
    Example{"kartei serve --data ./kartei --demo",
            {"Beispielfirma im Browser", "the example company in the browser"}},
    Example{"kartei serve --data /var/lib/kartei --certificate kette.pem --key schluessel.pem --address ::",
            {"mit TLS 1.3 für alle", "with TLS 1.3 for everybody"}},
};

}  // namespace

const Command serve_command{
    .name = "serve",
    .purpose = {"kartei im Browser und über die API anbieten",
                "serve kartei in the browser and over the API"},
    .page =
        {"Beim ersten Start ohne Konto steht in der Ausgabe ein Einrichtungscode; er gilt einmal und nur bis "
         "zum nächsten Start. SIGTERM beendet, wenn alle laufenden Anfragen beantwortet sind.",
         "At the first start without an account the output holds a setup code; it is valid once and only "
         "until the next start. SIGTERM ends it when all running requests are answered."},
    .parameters = serve_parameters,
    .examples = serve_examples,
    .run = run_serve,
};

}  // namespace kartei::cli
