#include "formats/contact_case_facts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kartei::formats {

using namespace domain;

namespace {

std::uint32_t number_of(std::map<std::string, std::uint32_t, std::less<>>& known, std::string_view word) {
    const auto found = known.find(word);
    if (found != known.end()) return found->second;
    const auto number = static_cast<std::uint32_t>(known.size()) + 1;
    known.emplace(std::string(word), number);
    return number;
}

/// Vocabularies the format leaves open, where every word but these means the stricter value.
template <class E, std::size_t N>
E open_word(std::optional<std::string_view> word, const std::array<std::pair<std::string_view, E>, N>& known,
            E absent, E otherwise) {
    if (!word) return absent;
    const auto found = std::ranges::find(known, *word, &std::pair<std::string_view, E>::first);
    return found == known.end() ? otherwise : found->second;
}

/// Sources in which the person himself gave the data; all others are Art. 14 sources.
constexpr std::array<std::pair<std::string_view, SourceKind>, 17> sources{{
    {"unknown", SourceKind::unknown},
    {"person", SourceKind::person},
    {"self", SourceKind::person},
    {"customer", SourceKind::person},
    {"business_card", SourceKind::person},
    {"inquiry", SourceKind::person},
    {"web_form", SourceKind::person},
    {"website_form", SourceKind::person},
    {"contact_form", SourceKind::person},
    {"phone_call", SourceKind::person},
    {"order", SourceKind::person},
    {"sale", SourceKind::person},
    {"contract", SourceKind::person},
    {"trade_fair", SourceKind::person},
    {"event", SourceKind::person},
    {"registration", SourceKind::person},
    {"newsletter_signup", SourceKind::person},
}};
constexpr std::array<std::pair<std::string_view, PointOwner>, 3> owners{
    {{"self", PointOwner::self}, {"person", PointOwner::self}, {"recipient", PointOwner::self}}};
constexpr std::array<std::pair<std::string_view, PointStatus>, 3> statuses{
    {{"valid", PointStatus::valid}, {"active", PointStatus::valid}, {"unverified", PointStatus::unstated}}};
constexpr std::array<std::pair<std::string_view, GivenBy>, 2> givers{
    {{"self", GivenBy::self}, {"guardian", GivenBy::guardian}}};
constexpr std::array<std::pair<std::string_view, Evidence>, 2> evidences{
    {{"full", Evidence::full}, {"email_doi_only", Evidence::email_doi_only}}};
constexpr std::array<std::pair<std::string_view, TextStatus>, 1> text_statuses{
    {{"valid", TextStatus::valid}}};
constexpr std::array<std::pair<std::string_view, Purpose>, 11> purposes{
    {{"advertising", Purpose::advertising},
     {"marketing", Purpose::advertising},
     {"direct_marketing", Purpose::advertising},
     {"newsletter", Purpose::newsletter},
     {"contract", Purpose::contract},
     {"inquiry", Purpose::inquiry},
     {"send_documents", Purpose::send_documents},
     {"complaint", Purpose::complaint},
     {"support", Purpose::support},
     {"application", Purpose::application},
     {"customer_care", Purpose::customer_care}}};
constexpr std::array<std::pair<std::string_view, PresumedBasis>, 6> bases{
    {{"existing_business_relation", PresumedBasis::existing_business_relation},
     {"inquiry", PresumedBasis::inquiry},
     {"core_business_need", PresumedBasis::core_business_need},
     {"prior_cooperation", PresumedBasis::prior_cooperation},
     {"directory_listing", PresumedBasis::directory_listing},
     {"generic_interest", PresumedBasis::generic_interest}}};
constexpr std::array<std::pair<std::string_view, Way>, 7> ways{{{"phone", Way::phone},
                                                                {"email", Way::email},
                                                                {"e-mail", Way::email},
                                                                {"post", Way::post},
                                                                {"letter", Way::post},
                                                                {"web", Way::web},
                                                                {"in_person", Way::in_person}}};
constexpr std::array<std::pair<std::string_view, RequestKind>, 3> request_kinds{
    {{"callback", RequestKind::callback},
     {"offer", RequestKind::offer},
     {"documents", RequestKind::documents}}};
/// Forms in which the person did something; the four of the format make a consent invalid, others are
/// refused.
constexpr std::array<std::string_view, 14> active_forms = {
    "active", "checkbox",  "unticked", "click", "web_form",  "paper",         "signature",
    "oral",   "recording", "email",    "app",   "in_person", "double_opt_in", "written"};

Result<AreaScope> permitted_areas(const ObjectReader& reader, Vocabulary& vocabulary) {
    if (reader.is_star("areas")) return every_area();
    AreaScope scope;
    const auto words = TRY(reader.texts("areas"));
    if (!words) return scope;
    for (const std::string_view word : *words) scope.areas.push_back(vocabulary.area(word));
    return scope;
}

Result<ChannelSet> named_channels(const ObjectReader& reader) {
    ChannelSet channels;
    const auto words = TRY(reader.texts("channels"));
    if (!words) return channels;
    for (const std::string_view word : *words) {
        const Channel channel = TRY(channel_word(reader, "channels", word));
        channels.insert(channel);
    }
    return channels;
}

/// Prohibitions without limits bind everything; an empty list is no limit.
Result<AreaScope> forbidden_areas(const ObjectReader& reader, Vocabulary& vocabulary) {
    AreaScope scope = TRY(permitted_areas(reader, vocabulary));
    return scope.areas.empty() ? every_area() : scope;
}

Result<ChannelSet> forbidden_channels(const ObjectReader& reader) {
    if (reader.is_star("channels")) return ChannelSet::every();
    const ChannelSet channels = TRY(named_channels(reader));
    return channels.empty() ? ChannelSet::every() : channels;
}

Result<void> read_recipient(const ObjectReader& reader, Facts& facts) {
    TRY(reader.expect_only({"kind", "country", "birth_date", "deceased"}));
    facts.recipient = TRY(reader.word<RecipientKind>("kind", RecipientKind::consumer));
    facts.birth_date = TRY(reader.date("birth_date"));
    facts.deceased = TRY(reader.flag("deceased"));
    const auto country = TRY(reader.text("country"));
    if (!country) return {};
    const bool two_letters = country->size() == 2 && std::ranges::all_of(*country, [](char letter) {
                                 return letter >= 'A' && letter <= 'Z';
                             });
    if (!two_letters) {
        return reader.wrong("country", {"Hier werden zwei Großbuchstaben erwartet (ISO 3166-1).",
                                        "Two capital letters are expected (ISO 3166-1)."});
    }
    facts.country = {country->front(), country->back()};
    return {};
}

Result<PointFact> read_point(const ObjectReader& reader, Vocabulary& vocabulary) {
    TRY(reader.expect_only({"id", "kind", "status", "owner", "capacity", "source", "collected_for"}));
    PointFact point;
    const auto id = TRY(reader.text("id"));
    point.id = vocabulary.contact_point(id.value_or(""));
    point.kind = TRY(reader.word<PointKind>("kind", PointKind::unstated));
    const auto status = TRY(reader.text("status"));
    point.status = open_word(status, statuses, PointStatus::unstated, PointStatus::invalid);
    const auto owner = TRY(reader.text("owner"));
    point.owner = open_word(owner, owners, PointOwner::unstated, PointOwner::other);
    point.capacity = TRY(capacity_word(reader, "capacity"));
    const auto source = TRY(reader.text("source"));
    point.source = open_word(source, sources, SourceKind::unstated, SourceKind::others);
    const auto collected_for = TRY(reader.texts("collected_for"));
    if (!collected_for) return point;
    for (const std::string_view word : *collected_for) {
        point.collected_for.insert(open_word<Purpose>(word, purposes, Purpose::other, Purpose::other));
    }
    return point;
}

Result<ConsentForm> read_form(const ObjectReader& reader) {
    const auto word = TRY(reader.text("form"));
    if (!word) return ConsentForm::unstated;
    if (std::ranges::find(active_forms, *word) != active_forms.end()) return ConsentForm::active;
    return reader.word<ConsentForm>("form", ConsentForm::unstated);
}

Result<void> read_consent_times(const ObjectReader& reader, ConsentFact& consent) {
    consent.given_at = TRY(reader.instant("given_at"));
    consent.confirmed_at = TRY(reader.instant("confirmed_at"));
    consent.withdrawn_at = TRY(reader.instant("withdrawn_at", DayMeans::end));
    consent.last_used_at = TRY(reader.instant("last_used_at"));
    consent.valid_until = TRY(reader.instant("valid_until", DayMeans::end));
    return {};
}

Result<ConsentFact> read_consent(const ObjectReader& reader, Vocabulary& vocabulary) {
    TRY(reader.expect_only({"controller", "areas", "channels", "contact_point", "state", "given_at",
                            "confirmed_at", "withdrawn_at", "last_used_at", "valid_until", "given_by", "form",
                            "evidence", "text_version", "text_status", "despite_restriction"}));
    ConsentFact consent;
    if (!reader.has("state"))
        return reader.wrong("state", {"Dieser Schlüssel fehlt.", "This key is missing."});
    consent.state = TRY(reader.word<ConsentState>("state", ConsentState::requested));
    const auto controller = TRY(reader.text("controller"));
    if (controller) consent.controller = vocabulary.controller(*controller);
    consent.areas = TRY(permitted_areas(reader, vocabulary));
    consent.channels = TRY(named_channels(reader));
    const auto point = TRY(reader.text("contact_point"));
    if (point) consent.contact_point = vocabulary.contact_point(*point);
    TRY(read_consent_times(reader, consent));
    const auto given_by = TRY(reader.text("given_by"));
    consent.given_by = open_word(given_by, givers, GivenBy::self, GivenBy::other);
    consent.form = TRY(read_form(reader));
    const auto evidence = TRY(reader.text("evidence"));
    consent.evidence = open_word(evidence, evidences, Evidence::none, Evidence::none);
    const auto version = TRY(reader.text("text_version"));
    const auto status = TRY(reader.text("text_status"));
    // A version with another status is another wording: the status belongs to the tenant's wordings.
    const std::string wording = std::string(version.value_or("")) + "\n" + std::string(status.value_or(""));
    if (version || status) consent.wording = vocabulary.wording(wording);
    consent.text_status = open_word(status, text_statuses, TextStatus::unknown, TextStatus::invalidated);
    consent.despite_restriction = TRY(reader.flag("despite_restriction"));
    return consent;
}

Result<ObjectionFact> read_objection(const ObjectReader& reader, Vocabulary& vocabulary) {
    TRY(reader.expect_only({"at", "areas", "channels", "via", "level", "state"}));
    ObjectionFact objection;
    objection.at = TRY(reader.instant("at", DayMeans::end));
    objection.areas = TRY(forbidden_areas(reader, vocabulary));
    objection.channels = TRY(forbidden_channels(reader));
    const auto via = TRY(reader.text("via"));
    objection.via = open_word(via, ways, Way::unstated, Way::other);
    objection.level = TRY(reader.word<ObjectionLevel>("level", ObjectionLevel::person));
    objection.state = TRY(reader.word<ObjectionState>("state", ObjectionState::active));
    return objection;
}

Result<SaleFact> read_sale(const ObjectReader& reader, Vocabulary& vocabulary) {
    TRY(reader.expect_only({"area", "concluded", "concluded_at", "seller", "email_from_sale",
                            "notice_at_collection", "similar_areas", "contact_point"}));
    SaleFact sale;
    const auto area = TRY(reader.text("area"));
    if (area) sale.area = vocabulary.area(*area);
    sale.concluded = TRY(reader.flag("concluded"));
    sale.concluded_at = TRY(reader.instant("concluded_at"));
    const auto seller = TRY(reader.text("seller"));
    if (seller) sale.seller = vocabulary.controller(*seller);
    sale.email_from_sale = TRY(reader.flag("email_from_sale"));
    sale.notice_at_collection = TRY(reader.flag("notice_at_collection"));
    const auto similar = TRY(reader.texts("similar_areas"));
    if (similar)
        for (const std::string_view word : *similar) sale.similar_areas.push_back(vocabulary.area(word));
    const auto point = TRY(reader.text("contact_point"));
    if (point) sale.email = vocabulary.contact_point(*point);
    return sale;
}

Result<PresumedFact> read_presumed(const ObjectReader& reader, Vocabulary& vocabulary) {
    TRY(reader.expect_only({"area", "basis", "documented", "phone_expected"}));
    PresumedFact reason;
    const auto area = TRY(reader.text("area"));
    if (area) reason.area = vocabulary.area(*area);
    const auto basis = TRY(reader.text("basis"));
    reason.basis = open_word(basis, bases, PresumedBasis::other, PresumedBasis::other);
    reason.documented = TRY(reader.flag("documented"));
    const bool expected = TRY(reader.flag("phone_expected"));
    if (reader.has("phone_expected")) reason.phone_expected = expected ? Answer::yes : Answer::no;
    return reason;
}

Result<RequestFact> read_request(const ObjectReader& reader, Vocabulary& vocabulary) {
    TRY(reader.expect_only({"kind", "area", "channel", "at", "done"}));
    RequestFact request;
    const auto kind = TRY(reader.text("kind"));
    request.kind = open_word(kind, request_kinds, RequestKind::other, RequestKind::other);
    const auto area = TRY(reader.text("area"));
    if (area) request.area = vocabulary.area(*area);
    const auto channel = TRY(reader.text("channel"));
    if (channel) request.channel = TRY(channel_word(reader, "channel", *channel));
    request.at = TRY(reader.instant("at"));
    request.done = TRY(reader.flag("done"));
    return request;
}

Result<RestrictionFact> read_restriction(const ObjectReader& reader, Vocabulary&) {
    TRY(reader.expect_only({"since", "until", "reason"}));
    RestrictionFact restriction;
    TRY(reader.text("reason"));
    restriction.since = TRY(reader.instant("since", DayMeans::end));
    restriction.until = TRY(reader.instant("until", DayMeans::end));
    return restriction;
}

Result<SuppressionFact> read_suppression(const ObjectReader& reader, Vocabulary& vocabulary) {
    TRY(reader.expect_only({"at", "areas", "channels"}));
    SuppressionFact entry;
    entry.at = TRY(reader.instant("at", DayMeans::end));
    entry.areas = TRY(forbidden_areas(reader, vocabulary));
    entry.channels = TRY(forbidden_channels(reader));
    return entry;
}

Result<void> read_erasure(const ObjectReader& reader, Facts& facts) {
    TRY(reader.expect_only({"state", "requested_at"}));
    facts.erasure.state = TRY(reader.word<ErasureState>("state", ErasureState::requested));
    facts.erasure.requested_at = TRY(reader.instant("requested_at", DayMeans::end));
    return {};
}

Result<void> read_info(const ObjectReader& reader, Facts& facts) {
    TRY(reader.expect_only({"obtained_at", "art14_given", "art14_given_at"}));
    facts.info.obtained_at = TRY(reader.instant("obtained_at"));
    facts.info.art14_given = TRY(reader.flag("art14_given"));
    facts.info.art14_given_at = TRY(reader.instant("art14_given_at"));
    return {};
}

Result<ProcessorFact> read_processor(const ObjectReader& reader, Vocabulary& vocabulary) {
    TRY(reader.expect_only({"name", "contract", "instruction"}));
    ProcessorFact processor;
    TRY(reader.text("name"));
    processor.contract = TRY(reader.flag("contract"));
    const auto given = TRY(reader.object("instruction"));
    if (!given) return processor;
    TRY(given->expect_only({"active", "areas", "channels", "valid_from", "valid_until"}));
    InstructionFact instruction;
    instruction.active = TRY(given->flag("active"));
    instruction.areas = TRY(permitted_areas(*given, vocabulary));
    instruction.channels = TRY(named_channels(*given));
    instruction.valid_from = TRY(given->instant("valid_from", DayMeans::start));
    instruction.valid_until = TRY(given->instant("valid_until", DayMeans::end));
    processor.instruction = instruction;
    return processor;
}

template <class Record>
Result<void> read_list(const ObjectReader& reader, std::string_view name, Vocabulary& vocabulary,
                       std::vector<Record>& out, Result<Record> (*read)(const ObjectReader&, Vocabulary&)) {
    const auto elements = TRY(reader.objects(name));
    for (const ObjectReader& element : elements) {
        Record record = TRY(read(element, vocabulary));
        out.push_back(std::move(record));
    }
    return {};
}

Result<void> read_area_parents(const ObjectReader& reader, Vocabulary& vocabulary, AreaTree& tree) {
    const auto parents = TRY(reader.object("area_parent"));
    if (!parents) return {};
    for (const auto& member : parents->members()) {
        const std::string_view child(member.key().data(), member.key().size());
        const auto parent = TRY(parents->text(child));
        if (!parent) continue;
        const auto set = tree.set_parent(vocabulary.area(child), vocabulary.area(*parent));
        if (!set) return parents->wrong(child, set.error().what);
    }
    return {};
}

Result<void> read_single_facts(const ObjectReader& reader, Vocabulary& vocabulary, Facts& facts) {
    const auto recipient = TRY(reader.object("recipient"));
    if (recipient) TRY(read_recipient(*recipient, facts));
    const auto erasure = TRY(reader.object("erasure"));
    if (erasure) TRY(read_erasure(*erasure, facts));
    const auto info = TRY(reader.object("info"));
    if (info) TRY(read_info(*info, facts));
    const auto robinson = TRY(reader.object("robinson"));
    if (robinson) {
        TRY(robinson->expect_only({"listed"}));
        facts.robinson_listed = TRY(robinson->flag("listed"));
    }
    const auto processor = TRY(reader.object("processor"));
    if (processor) facts.processor = TRY(read_processor(*processor, vocabulary));
    return {};
}

}  // namespace

Vocabulary::Vocabulary(Names& names) : names_(names) {
    names_.areas.resize(1);
    names_.wordings.resize(1);
    names_.controllers.emplace_back("own");
}

AreaNo Vocabulary::area(std::string_view word) {
    const AreaNo number{number_of(areas_, word)};
    if (number.value == names_.areas.size()) names_.areas.push_back({std::string(word), std::string(word)});
    return number;
}

WordingNo Vocabulary::wording(std::string_view word) {
    const WordingNo number{number_of(wordings_, word)};
    if (number.value == names_.wordings.size()) names_.wordings.emplace_back(word.substr(0, word.find('\n')));
    return number;
}

ControllerNo Vocabulary::controller(std::string_view word) {
    if (word == "own") return own_controller;
    const ControllerNo number{number_of(controllers_, word)};
    if (number.value == names_.controllers.size()) names_.controllers.emplace_back(word);
    return number;
}

ContactPointId Vocabulary::contact_point(std::string_view word) {
    const std::uint32_t number = number_of(points_, word);
    ContactPointId id;
    id.bytes[14] = static_cast<std::uint8_t>(number >> 8U & 0xFFU);
    id.bytes[15] = static_cast<std::uint8_t>(number & 0xFFU);
    return id;
}

Result<Channel> channel_word(const ObjectReader& reader, std::string_view name, std::string_view word) {
    const auto channel = enum_of<Channel>(word);
    if (channel) return *channel;
    return reader.unknown_word(name, word,
                               "phone, robocall, email, sms, messenger, social_dm, push, fax, post");
}

Result<Capacity> capacity_word(const ObjectReader& reader, std::string_view name) {
    const auto word = TRY(reader.text(name));
    if (!word) return Capacity::unstated;
    if (*word == "business") return Capacity::business;
    if (*word == "private") return Capacity::personal;
    return reader.unknown_word(name, *word, "business, private");
}

Result<void> read_facts(const ObjectReader& reader, Vocabulary& vocabulary, ContactCase& out) {
    TRY(reader.expect_only({"text", "recipient", "contact_point", "consents", "objections", "sale",
                            "presumed", "requests", "restriction", "erasure", "suppression", "robinson",
                            "info", "processor", "area_parent"}));
    const auto text = TRY(reader.text("text"));
    out.text = std::string(text.value_or(""));
    Facts& facts = out.facts;
    TRY(read_single_facts(reader, vocabulary, facts));
    TRY(read_list(reader, "contact_point", vocabulary, facts.contact_points, read_point));
    TRY(read_list(reader, "consents", vocabulary, facts.consents, read_consent));
    TRY(read_list(reader, "objections", vocabulary, facts.objections, read_objection));
    TRY(read_list(reader, "sale", vocabulary, facts.sales, read_sale));
    TRY(read_list(reader, "presumed", vocabulary, facts.presumed, read_presumed));
    TRY(read_list(reader, "requests", vocabulary, facts.requests, read_request));
    TRY(read_list(reader, "restriction", vocabulary, facts.restrictions, read_restriction));
    TRY(read_list(reader, "suppression", vocabulary, facts.suppressions, read_suppression));
    return read_area_parents(reader, vocabulary, out.tenant.areas);
}

}  // namespace kartei::formats
