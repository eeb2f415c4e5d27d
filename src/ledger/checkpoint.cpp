#include "ledger/checkpoint.h"

#include "base/base64.h"
#include "base/number.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace kartei::ledger {

namespace {

constexpr std::string_view proof_heading = "c2sp.org/tlog-proof@v1";
constexpr std::uint64_t largest_size = std::numeric_limits<std::int64_t>::max();

std::unexpected<Error> not_readable(std::string where) {
    return fail(ErrorCode::invalid,
                {"Das lässt sich nicht als Angabe eines Protokolls lesen.",
                 "This cannot be read as a statement of a log."},
                std::move(where),
                {"Holen Sie die Datei noch einmal von dort, wo sie entstand.",
                 "Fetch the file anew from where it was made."});
}

std::unexpected<Error> not_proved(Message what) {
    return fail(ErrorCode::invalid, std::move(what), {},
                {"Trauen Sie dem Eintrag nicht.", "Do not trust the entry."});
}

std::optional<Hash> parse_hash(std::string_view text) {
    const auto bytes = parse_base64(text);
    Hash hash{};
    if (!bytes || bytes->size() != hash.size()) return std::nullopt;
    std::ranges::copy(*bytes, hash.begin());
    return hash;
}

std::optional<std::uint64_t> parse_size(std::string_view text) {
    const auto size = plain_number<std::uint64_t>(text);
    if (!size || *size > largest_size) return std::nullopt;
    return size;
}

/// Lines from the front of a text; each ends with a newline.
class Lines {
public:
    explicit Lines(std::string_view text) : rest_(text) {}

    /// The next one without its end; nothing where there is none.
    std::optional<std::string_view> next() {
        const auto end = rest_.find('\n');
        if (end == std::string_view::npos) return std::nullopt;
        const auto line = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        ++number_;
        return line;
    }
    /// What stands behind the word and a blank in the next line; nothing where it begins otherwise.
    std::optional<std::string_view> next_after(std::string_view word) {
        auto line = next();
        if (!line || !line->starts_with(word) || !line->substr(word.size()).starts_with(' '))
            return std::nullopt;
        return line->substr(word.size() + 1);
    }
    /// Hashes until an empty line.
    Result<std::vector<Hash>> path() {
        std::vector<Hash> hashes;
        for (auto line = next(); line; line = next()) {
            if (line->empty()) return hashes;
            const auto hash = parse_hash(*line);
            if (!hash || hashes.size() == max_path) break;
            hashes.push_back(*hash);
        }
        return not_readable(where());
    }
    bool comes(std::string_view word) const { return rest_.starts_with(word); }
    std::string_view rest() const { return rest_; }
    std::string where() const { return fmt::format("line {}", number_); }

private:
    std::string_view rest_;
    std::size_t number_ = 0;
};

std::string written_path(const std::vector<Hash>& path) {
    std::string text;
    for (const auto& hash : path) text += base64(hash) + "\n";
    return text + "\n";
}

/// Longer than any of them needs.
bool is_too_long(std::string_view text) {
    constexpr std::size_t line_bytes = 64;
    return text.size() > 2 * max_extra_bytes + max_path * line_bytes + max_note_bytes;
}

}  // namespace

std::string written(const Checkpoint& checkpoint) {
    return fmt::format("{}\n{}\n{}\n", checkpoint.origin, checkpoint.head.size, base64(checkpoint.head.root));
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
    Lines lines(text);
    const auto origin = lines.next();
    if (!origin || origin->empty()) return not_readable("line 1");
    const auto size = lines.next().and_then(parse_size);
    if (!size) return not_readable("line 2");
    const auto root = lines.next().and_then(parse_hash);
    if (!root) return not_readable("line 3");
    for (auto line = lines.next(); line; line = lines.next()) {
        if (line->empty()) return not_readable(lines.where());
    }
    if (!lines.rest().empty()) return not_readable(lines.where());
    return Checkpoint{std::string(*origin), {*size, *root}};
}

std::string written(const LogProof& proof) {
    std::string text = std::string(proof_heading) + "\n";
    if (proof.extra) text += fmt::format("extra {}\n", base64(*proof.extra));
    return text + fmt::format("index {}\n", proof.index) + written_path(proof.path) +
           written(proof.checkpoint);
}

Result<LogProof> parse_proof(std::string_view text) {
    if (is_too_long(text)) return not_readable({});
    Lines lines(text);
    if (lines.next() != proof_heading) return not_readable("line 1");
    LogProof proof;
    if (lines.comes("extra ")) {
        proof.extra = lines.next_after("extra").and_then(parse_base64);
        if (!proof.extra || proof.extra->size() > max_extra_bytes) return not_readable("extra");
    }
    const auto index = lines.next_after("index").and_then(parse_size);
    if (!index) return not_readable("index");
    proof.index = *index;
    proof.path = TRY(lines.path());
    proof.checkpoint = TRY(parse_note(lines.rest()));
    return proof;
}

Result<Checkpoint> check(const LogProof& proof, const Hash& leaf, const std::string& origin,
                         const NoteKey& key) {
    if (!verifies(proof.checkpoint, key).value_or(false))
        return not_proved({"Der Schlüssel hat den Kontrollpunkt nicht unterschrieben.",
                           "The key has not signed the checkpoint."});
    auto checkpoint = TRY(parse_checkpoint(proof.checkpoint.text));
    if (checkpoint.origin != origin)
        return not_proved(
            {"Der Kontrollpunkt ist der eines anderen Protokolls.", "The checkpoint is another log's."});
    if (root_of_path(leaf, proof.index, checkpoint.head.size, proof.path) != checkpoint.head.root)
        return not_proved(
            {"Der Eintrag steht nicht so im Protokoll.", "The entry is not in the log like this."});
    return checkpoint;
}

std::string written(const AddCheckpoint& request) {
    return fmt::format("old {}\n", request.old_size) + written_path(request.path) +
           written(request.checkpoint);
}

Result<AddCheckpoint> parse_add_checkpoint(std::string_view text) {
    if (is_too_long(text)) return not_readable({});
    Lines lines(text);
    const auto old_size = lines.next_after("old").and_then(parse_size);
    if (!old_size) return not_readable("line 1");
    AddCheckpoint request{.old_size = *old_size, .path = {}, .checkpoint = {}};
    request.path = TRY(lines.path());
    request.checkpoint = TRY(parse_note(lines.rest()));
    return request;
}

}  // namespace kartei::ledger
