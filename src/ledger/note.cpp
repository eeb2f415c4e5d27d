#include "ledger/note.h"

#include "base/base64.h"
#include "base/number.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace kartei::ledger {

namespace {

constexpr std::string_view dash = "\u2014 ";
constexpr std::size_t id_bytes = 4;
constexpr std::size_t time_bytes = 8;

void put(Bytes& out, std::uint64_t number, std::size_t size) {
    for (std::size_t i = size; i > 0; --i) out.push_back(static_cast<std::uint8_t>(number >> (8 * (i - 1))));
}

std::uint64_t number_in(ByteView bytes) {
    std::uint64_t number = 0;
    for (const std::uint8_t byte : bytes) number = number << 8U | byte;
    return number;
}

bool is_name(std::string_view name) {
    if (name.empty() || name.contains('+') || !is_utf8(name)) return false;
    for (std::string_view rest = name; !rest.empty();) {
        if (const char32_t c = next_code_point(rest); c < U' ' || is_blank(c)) return false;
    }
    return true;
}

std::unexpected<Error> not_a_note(std::string where) {
    return fail(
        ErrorCode::invalid, {"Das ist kein unterschriebener Text.", "This is no signed note."},
        std::move(where),
        {"Holen Sie ihn noch einmal von dort, wo er entstand.", "Fetch it anew from where it was made."});
}

Result<NoteSignature> parse_signature(std::string_view line, std::size_t number) {
    const auto bad = [&] { return not_a_note(fmt::format("signature {}", number)); };
    if (!line.starts_with(dash)) return bad();
    line.remove_prefix(dash.size());
    const auto blank = line.find(' ');
    if (blank == std::string_view::npos || !is_name(line.substr(0, blank))) return bad();
    auto bytes = parse_base64(line.substr(blank + 1));
    if (!bytes || bytes->size() <= id_bytes) return bad();
    const ByteView all(*bytes);
    return NoteSignature{.name = std::string(line.substr(0, blank)),
                         .key_id = static_cast<std::uint32_t>(number_in(all.first(id_bytes))),
                         .bytes = Bytes(bytes->begin() + id_bytes, bytes->end())};
}

std::string cosigned_text(std::string_view text, std::uint64_t time_s) {
    return fmt::format("cosignature/v1\ntime {}\n{}", time_s, text);
}

}  // namespace

std::uint32_t NoteKey::id() const {
    Bytes named(name.begin(), name.end());
    named.push_back('\n');
    named.push_back(static_cast<std::uint8_t>(kind));
    named.insert(named.end(), key.begin(), key.end());
    return static_cast<std::uint32_t>(number_in(ByteView(sha256(named)).first(id_bytes)));
}

std::string NoteKey::text() const {
    Bytes encoded{static_cast<std::uint8_t>(kind)};
    encoded.insert(encoded.end(), key.begin(), key.end());
    return fmt::format("{}+{:08x}+{}", name, id(), base64(encoded));
}

Result<NoteKey> parse_note_key(std::string_view text) {
    const auto parts = split(text.substr(0, max_note_bytes), '+');
    // The base 64 of a key may have plus signs of its own.
    const std::size_t before_key = parts.size() < 3 ? 0 : parts[0].size() + parts[1].size() + 2;
    const auto encoded = before_key == 0 ? std::nullopt : parse_base64(text.substr(before_key));
    NoteKey key;
    if (encoded && encoded->size() == 1 + key.key.size()) {
        key.name = parts[0];
        key.kind = SignatureKind{encoded->front()};
        std::copy(encoded->begin() + 1, encoded->end(), key.key.begin());
        const bool is_known = key.kind == SignatureKind::note || key.kind == SignatureKind::cosignature;
        if (is_known && is_name(key.name) && key.text() == text) return key;
    }
    return fail(ErrorCode::invalid, {"Das ist kein Schlüssel zum Prüfen.", "This is no verifier key."}, {},
                {"Ein Schlüssel sieht so aus: Name+acht Zeichen+Base64.",
                 "A key looks like this: name+eight characters+base 64."});
}

std::string written(const NoteSignature& signature) {
    Bytes bytes;
    put(bytes, signature.key_id, id_bytes);
    bytes.insert(bytes.end(), signature.bytes.begin(), signature.bytes.end());
    return fmt::format("{}{} {}\n", dash, signature.name, base64(bytes));
}

std::string written(const Note& note) {
    std::string text = note.text + "\n";
    for (const auto& signature : note.signatures) text += written(signature);
    return text;
}

Result<std::vector<NoteSignature>> parse_signatures(std::string_view lines) {
    if (!lines.ends_with('\n')) return not_a_note("signature 1");
    if (static_cast<std::size_t>(std::ranges::count(lines, '\n')) > max_note_signatures)
        return fail(ErrorCode::limit,
                    {"Der Text hat zu viele Unterschriften.", "The note has too many signatures."}, {},
                    {fmt::format("Lassen Sie höchstens {} stehen.", max_note_signatures),
                     fmt::format("Leave at most {}.", max_note_signatures)});
    lines.remove_suffix(1);
    std::vector<NoteSignature> signatures;
    for (const auto line : split(lines, '\n')) {
        auto signature = TRY(parse_signature(line, signatures.size() + 1));
        signatures.push_back(std::move(signature));
    }
    return signatures;
}

Result<Note> parse_note(std::string_view text) {
    if (text.size() > max_note_bytes)
        return fail(ErrorCode::limit,
                    {"Der unterschriebene Text ist zu lang.", "The signed note is too long."}, {},
                    {fmt::format("Erlaubt sind {} Byte.", max_note_bytes),
                     fmt::format("{} bytes are allowed.", max_note_bytes)});
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\n'; };
    const auto control = std::ranges::find_if(text, is_control);
    if (control != text.end()) return not_a_note(fmt::format("byte {}", control - text.begin()));
    if (const auto broken = utf8_error(text)) return not_a_note(fmt::format("byte {}", *broken));
    const auto end = text.rfind("\n\n");
    if (end == std::string_view::npos) return not_a_note({});
    auto signatures = TRY(parse_signatures(text.substr(end + 2)));
    return Note{.text = std::string(text.substr(0, end + 1)), .signatures = std::move(signatures)};
}

NoteSignature sign(std::string_view text, const std::string& name, const SigningKey& key) {
    const NoteKey known{name, SignatureKind::note, key.public_key()};
    const auto signature = key.sign(bytes_of(text));
    return {.name = name, .key_id = known.id(), .bytes = Bytes(signature.begin(), signature.end())};
}

NoteSignature cosign(std::string_view text, const std::string& name, const SigningKey& key,
                     std::int64_t time_s) {
    const NoteKey known{name, SignatureKind::cosignature, key.public_key()};
    const auto time = static_cast<std::uint64_t>(time_s);
    const auto signature = key.sign(bytes_of(cosigned_text(text, time)));
    NoteSignature cosignature{.name = name, .key_id = known.id(), .bytes = {}};
    put(cosignature.bytes, time, time_bytes);
    cosignature.bytes.insert(cosignature.bytes.end(), signature.begin(), signature.end());
    return cosignature;
}

std::optional<std::int64_t> time_of(const NoteSignature& signature) {
    constexpr std::uint64_t latest = std::numeric_limits<std::int64_t>::max();
    if (signature.bytes.size() != time_bytes + sizeof(Signature)) return std::nullopt;
    const std::uint64_t time = number_in(ByteView(signature.bytes).first(time_bytes));
    if (time > latest) return std::nullopt;
    return static_cast<std::int64_t>(time);
}

std::optional<bool> verifies(std::string_view text, const NoteSignature& signature, const NoteKey& key) {
    if (signature.name != key.name || signature.key_id != key.id()) return std::nullopt;
    Signature bytes{};
    if (signature.bytes.size() < bytes.size()) return false;
    std::copy(signature.bytes.end() - static_cast<std::ptrdiff_t>(bytes.size()), signature.bytes.end(),
              bytes.begin());
    if (key.kind == SignatureKind::note)
        return signature.bytes.size() == bytes.size() && is_signature(key.key, bytes_of(text), bytes);
    const auto time_s = time_of(signature);
    return time_s &&
           is_signature(key.key, bytes_of(cosigned_text(text, static_cast<std::uint64_t>(*time_s))), bytes);
}

std::optional<bool> verifies(const Note& note, const NoteKey& key) {
    std::optional<bool> all;
    for (const auto& signature : note.signatures) {
        const auto one = verifies(note.text, signature, key);
        if (one) all = all.value_or(true) && *one;
    }
    return all;
}

}  // namespace kartei::ledger
