// May I? The matrix, one cell with its reasons, many persons at once, and the check before a contact.
#include "api/handlers.h"
#include "api/permission_wire.h"
#include "app/decisions.h"

namespace kartei::api {

namespace {

struct MatrixWire {
    static constexpr std::string_view wire_name = "Matrix";
    domain::PersonId person_id;
    std::string name;
    Instant asked_at;
    std::vector<CellWire> cells;
};
BOOST_DESCRIBE_STRUCT(MatrixWire, (), (person_id, name, asked_at, cells))

struct TraceWire {
    static constexpr std::string_view wire_name = "TraceLine";
    std::string rule;
    std::int64_t step = 0;
    domain::Outcome outcome = domain::Outcome::passed;
    std::optional<std::string> ground;
    Message text;
};
BOOST_DESCRIBE_STRUCT(TraceWire, (), (rule, step, outcome, ground, text))

struct TextWire {
    static constexpr std::string_view wire_name = "WordingText";
    domain::WordingNo wording_no;
    std::string label;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(TextWire, (), (wording_no, label, text))

struct ExplainedWire {
    static constexpr std::string_view wire_name = "ExplainedCell";
    CellWire cell;
    std::vector<TraceWire> trace;
    std::optional<TextWire> wording;
};
BOOST_DESCRIBE_STRUCT(ExplainedWire, (), (cell, trace, wording))

struct CheckRequestWire {
    static constexpr std::string_view wire_name = "NewContactCheck";
    domain::AreaNo area_no;
    domain::Channel channel = domain::Channel::phone;
};
BOOST_DESCRIBE_STRUCT(CheckRequestWire, (), (area_no, channel))

struct CheckWire {
    static constexpr std::string_view wire_name = "ContactCheck";
    domain::CheckId check_id;
    Instant checked_at;
    CellWire cell;
};
BOOST_DESCRIBE_STRUCT(CheckWire, (), (check_id, checked_at, cell))

struct BatchRequestWire {
    static constexpr std::string_view wire_name = "DecisionBatch";
    domain::AreaNo area_no;
    domain::Channel channel = domain::Channel::phone;
    std::vector<domain::PersonId> person_ids;
};
BOOST_DESCRIBE_STRUCT(BatchRequestWire, (), (area_no, channel, person_ids))

struct VerdictWire {
    static constexpr std::string_view wire_name = "PersonVerdict";
    domain::PersonId person_id;
    domain::Status status = domain::Status::denied;
    domain::Verdict verdict = domain::Verdict::forbidden;
    std::string_view ground;
};
BOOST_DESCRIBE_STRUCT(VerdictWire, (), (person_id, status, verdict, ground))

struct BatchWire {
    static constexpr std::string_view wire_name = "PersonVerdicts";
    std::vector<VerdictWire> answers;
};
BOOST_DESCRIBE_STRUCT(BatchWire, (), (answers))

struct QuestionWire {
    static constexpr std::string_view wire_name = "DecisionQuestion";
    domain::PersonId person_id;
    domain::AreaNo area_no;
    domain::Channel channel = domain::Channel::phone;
};
BOOST_DESCRIBE_STRUCT(QuestionWire, (), (person_id, area_no, channel))

struct DecisionWire {
    static constexpr std::string_view wire_name = "Decision";
    CellWire cell;
};
BOOST_DESCRIBE_STRUCT(DecisionWire, (), (cell))

Result<MatrixWire> get_matrix(Call& call) {
    const auto person = TRY(call.at<domain::PersonId>("person_id"));
    const auto answer = TRY(app::permission_matrix(call.house, call.session(), person));
    MatrixWire wire{.person_id = person, .name = answer.name, .asked_at = call.house.now(), .cells = {}};
    for (const auto& permission : answer.permissions) wire.cells.push_back(cell_wire(permission));
    return wire;
}

ExplainedWire explained_wire(const app::ExplainedPermission& explained) {
    ExplainedWire wire{.cell = cell_wire(explained.permission), .trace = {}, .wording = {}};
    for (const auto& line : explained.trace) {
        wire.trace.push_back({.rule = std::string(line.rule),
                              .step = line.step,
                              .outcome = line.outcome,
                              .ground = {},
                              .text = line.text});
        if (line.ground != domain::Ground::none)
            wire.trace.back().ground = std::string(domain::code_of(line.ground));
    }
    if (explained.wording) {
        wire.wording =
            TextWire{explained.wording->wording_no, explained.wording->label, explained.wording->text};
    }
    return wire;
}

Result<ExplainedWire> get_cell(Call& call) {
    const auto person = TRY(call.at<domain::PersonId>("person_id"));
    const auto area = TRY(call.area_at("area_no"));
    const auto channel = TRY(call.at<domain::Channel>("channel"));
    const auto explained = TRY(app::explain_permission(call.house, call.session(), person, area, channel));
    return explained_wire(explained);
}

Result<CheckWire> post_check(Call& call, const CheckRequestWire& in) {
    const auto person = TRY(call.at<domain::PersonId>("person_id"));
    const auto checked = TRY(app::check_contact(call.house, call.session(), person, in.area_no, in.channel));
    return CheckWire{checked.id, checked.at, cell_wire(checked.permission)};
}

Result<DecisionWire> post_decision(Call& call, const QuestionWire& in) {
    const auto permission =
        TRY(app::ask_permission(call.house, call.session(), in.person_id, in.area_no, in.channel));
    return DecisionWire{cell_wire(permission)};
}

Result<BatchWire> post_batch(Call& call, const BatchRequestWire& in) {
    const auto verdicts =
        TRY(app::decide_many(call.house, call.session(), in.area_no, in.channel, in.person_ids));
    BatchWire wire;
    for (const auto& verdict : verdicts) {
        wire.answers.push_back({verdict.person, domain::status_of(verdict.decision), verdict.decision.verdict,
                                domain::code_of(verdict.decision.ground)});
    }
    return wire;
}

}  // namespace

std::vector<Route> permission_routes() {
    using enum http::Method;
    constexpr auto right = domain::Right::ask_permission;
    return {
        {.method = get,
         .path = "/persons/{person_id}/permissions",
         .id = "getPermissions",
         .work = Work::look,
         .right = right,
         .summary = {"die Matrix einer Person", "the matrix of a person"},
         .response = schema_for<MatrixWire>,
         .handle = answers(get_matrix)},
        {.method = get,
         .path = "/persons/{person_id}/permissions/{area_no}/{channel}",
         .id = "getPermission",
         .work = Work::look,
         .right = right,
         .summary = {"ein Urteil mit jeder Regel, die gefragt wurde", "one verdict with every rule asked"},
         .response = schema_for<ExplainedWire>,
         .handle = answers(get_cell)},
        {.method = post,
         .path = "/persons/{person_id}/contact-checks",
         .id = "checkContact",
         .work = Work::write,
         .right = right,
         .summary = {"vor dem Anruf oder Versand fragen; die Antwort bleibt als Nachweis",
                     "ask before calling or sending; the answer stays as evidence"},
         .status = 201,
         .request = schema_for<CheckRequestWire>,
         .response = schema_for<CheckWire>,
         .handle = takes(post_check, 201)},
        {.method = post,
         .path = "/decisions",
         .id = "decide",
         .work = Work::look,
         .right = right,
         .summary = {"ein Urteil", "one verdict"},
         .request = schema_for<QuestionWire>,
         .response = schema_for<DecisionWire>,
         .handle = takes(post_decision, 200)},
        {.method = post,
         .path = "/decision-batches",
         .id = "decideMany",
         .work = Work::look,
         .right = right,
         .summary = {"Urteile für bis zu 10.000 Personen", "verdicts for up to 10,000 persons"},
         .request = schema_for<BatchRequestWire>,
         .response = schema_for<BatchWire>,
         .handle = takes(post_batch, 200),
         .takes_long = true},
    };
}

}  // namespace kartei::api
