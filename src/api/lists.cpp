// Areas, purposes, wordings, channels.
#include "api/handlers.h"
#include "app/company_lists.h"

namespace kartei::api {

namespace {

struct AreaWire {
    static constexpr std::string_view wire_name = "Area";
    domain::AreaNo area_no;
    std::string area_key;
    std::string name;
    std::optional<domain::AreaNo> parent_no;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(AreaWire, (), (area_no, area_key, name, parent_no, version))

struct AreasWire {
    static constexpr std::string_view wire_name = "Areas";
    std::vector<AreaWire> rows;
};
BOOST_DESCRIBE_STRUCT(AreasWire, (), (rows))

struct NewAreaWire {
    static constexpr std::string_view wire_name = "NewArea";
    Text<max_bytes_of<domain::Area>("name")> name;
    std::optional<domain::AreaNo> parent_no;
};
BOOST_DESCRIBE_STRUCT(NewAreaWire, (), (name, parent_no))

struct PurposeWire {
    static constexpr std::string_view wire_name = "Purpose";
    std::string purpose;
    Message name;
};
BOOST_DESCRIBE_STRUCT(PurposeWire, (), (purpose, name))

struct PurposesWire {
    static constexpr std::string_view wire_name = "Purposes";
    std::vector<PurposeWire> rows;
};
BOOST_DESCRIBE_STRUCT(PurposesWire, (), (rows))

struct WordingWire {
    static constexpr std::string_view wire_name = "Wording";
    domain::WordingNo wording_no;
    std::string label;
    std::string language;
    std::string text;
    domain::TextStatus status = domain::TextStatus::unknown;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(WordingWire, (), (wording_no, label, language, text, status, created_at))

struct WordingsWire {
    static constexpr std::string_view wire_name = "Wordings";
    std::vector<WordingWire> rows;
};
BOOST_DESCRIBE_STRUCT(WordingsWire, (), (rows))

struct NewWordingWire {
    static constexpr std::string_view wire_name = "NewWording";
    Text<max_bytes_of<domain::Wording>("label")> label;
    Text<20> language;
    Text<max_bytes_of<domain::Wording>("text")> text;
};
BOOST_DESCRIBE_STRUCT(NewWordingWire, (), (label, language, text))

struct ChannelWire {
    static constexpr std::string_view wire_name = "Channel";
    domain::Channel channel = domain::Channel::phone;
    Message name;
    bool usual = false;  ///< shown first
};
BOOST_DESCRIBE_STRUCT(ChannelWire, (), (channel, name, usual))

struct ChannelsWire {
    static constexpr std::string_view wire_name = "Channels";
    std::vector<ChannelWire> rows;
};
BOOST_DESCRIBE_STRUCT(ChannelsWire, (), (rows))

AreaWire wire_of(const domain::Area& area) {
    return {area.area_no, area.area_key, area.name, area.parent_no, area.version};
}

WordingWire wire_of(const domain::Wording& wording) {
    return {wording.wording_no, wording.label,  wording.language,
            wording.text,       wording.status, wording.created_at};
}

Result<AreasWire> get_areas(Call& call) {
    const auto areas = TRY(app::areas(call.house, call.session()));
    AreasWire wire;
    for (const auto& area : areas) wire.rows.push_back(wire_of(area));
    return wire;
}

Result<AreaWire> post_area(Call& call, const NewAreaWire& in) {
    const auto area = TRY(app::create_area(call.house, call.session(), in.name.value, in.parent_no));
    return wire_of(area);
}

Result<PurposesWire> get_purposes(Call& call) {
    const auto purposes = TRY(app::purposes(call.house, call.session()));
    PurposesWire wire;
    for (const auto& purpose : purposes)
        wire.rows.push_back({purpose.purpose, {purpose.name_de, purpose.name_en}});
    return wire;
}

Result<WordingsWire> get_wordings(Call& call) {
    const auto wordings = TRY(app::wordings(call.house, call.session()));
    WordingsWire wire;
    for (const auto& wording : wordings) wire.rows.push_back(wire_of(wording));
    return wire;
}

Result<WordingWire> post_wording(Call& call, const NewWordingWire& in) {
    const auto wording = TRY(
        app::create_wording(call.house, call.session(),
                            {.label = in.label.value, .language = in.language.value, .text = in.text.value}));
    return wire_of(wording);
}

Result<ChannelsWire> get_channels(Call&) {
    using enum domain::Channel;
    constexpr domain::ChannelSet usual{phone, email, sms, post, messenger};
    ChannelsWire wire;
    for (const auto channel : domain::all_channels)
        wire.rows.push_back({channel, domain::channel_words(channel), usual.contains(channel)});
    return wire;
}

}  // namespace

std::vector<Route> list_routes() {
    using enum http::Method;
    return {
        {.method = get,
         .path = "/areas",
         .id = "getAreas",
         .work = Work::look,
         .right = no_right,
         .summary = {"Bereiche der Firma", "areas of the company"},
         .response = schema_for<AreasWire>,
         .handle = answers(get_areas)},
        {.method = post,
         .path = "/areas",
         .id = "createArea",
         .work = Work::write,
         .right = domain::Right::manage_lists,
         .summary = {"einen Bereich anlegen", "make an area"},
         .status = 201,
         .request = schema_for<NewAreaWire>,
         .response = schema_for<AreaWire>,
         .handle = takes(post_area, 201)},
        {.method = get,
         .path = "/purposes",
         .id = "getPurposes",
         .work = Work::look,
         .right = no_right,
         .summary = {"Zwecke der Firma", "purposes of the company"},
         .response = schema_for<PurposesWire>,
         .handle = answers(get_purposes)},
        {.method = get,
         .path = "/wordings",
         .id = "getWordings",
         .work = Work::look,
         .right = no_right,
         .summary = {"Texte, in die Personen einwilligen", "texts that people consent to"},
         .response = schema_for<WordingsWire>,
         .handle = answers(get_wordings)},
        {.method = post,
         .path = "/wordings",
         .id = "createWording",
         .work = Work::write,
         .right = domain::Right::record_consent,
         .summary = {"einen Text festhalten", "record a text"},
         .status = 201,
         .request = schema_for<NewWordingWire>,
         .response = schema_for<WordingWire>,
         .handle = takes(post_wording, 201)},
        {.method = get,
         .path = "/channels",
         .id = "getChannels",
         .work = Work::look,
         .right = no_right,
         .summary = {"alle Kanäle", "all channels"},
         .response = schema_for<ChannelsWire>,
         .handle = answers(get_channels)},
    };
}

}  // namespace kartei::api
