// Texts that somebody signed (C2SP signed-note), with Ed25519; and cosignatures, which say besides when they
// were made (C2SP tlog-cosignature).
#pragma once

#include "base/result.h"
#include "base/signature.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::ledger {

inline constexpr std::size_t max_note_bytes = 64 * 1024;
inline constexpr std::size_t max_note_signatures = 16;

/// What a key signs, as the byte that goes into its id.
enum class SignatureKind : std::uint8_t {
    note = 0x01,         ///< the text
    cosignature = 0x04,  ///< the text and a time
};

/// Somebody who signs, as others know him.
struct NoteKey {
    std::string name;  ///< not empty, without blanks and plus signs
    SignatureKind kind = SignatureKind::note;
    PublicKey key{};

    /// The first four bytes of SHA-256 over name, newline, kind and key.
    std::uint32_t id() const;
    /// `name+id+key`: id in hexadecimal, kind and key in base 64.
    std::string text() const;

    bool operator==(const NoteKey&) const = default;
};

/// What text() wrote; `invalid` for everything else.
Result<NoteKey> parse_note_key(std::string_view text);

struct NoteSignature {
    std::string name;
    std::uint32_t key_id = 0;
    Bytes bytes;

    bool operator==(const NoteSignature&) const = default;
};

struct Note {
    std::string text;  ///< ends with a newline
    std::vector<NoteSignature> signatures;

    bool operator==(const Note&) const = default;
};

/// The note as it is written: text, empty line, a line per signature.
std::string written(const Note& note);

/// A line of a signature, as it stands in a note, with its newline.
std::string written(const NoteSignature& signature);

/// What written() wrote. `limit` for one that is too long or has too many signatures, `invalid` for one that
/// is no note: not UTF-8, with control characters, without a signature.
Result<Note> parse_note(std::string_view text);

/// Lines of signatures without their text, as a witness answers. As parse_note() fails.
Result<std::vector<NoteSignature>> parse_signatures(std::string_view lines);

NoteSignature sign(std::string_view text, const std::string& name, const SigningKey& key);

/// Says that the text was seen at that time; whole seconds of Unix time, not negative.
NoteSignature cosign(std::string_view text, const std::string& name, const SigningKey& key,
                     std::int64_t time_s);

/// Whether this is the key's signature of the text; nothing where it is not by that key.
std::optional<bool> verifies(std::string_view text, const NoteSignature& signature, const NoteKey& key);

/// The same of a note: true where the key signed it, false where one of its signatures is wrong, nothing
/// where it has none.
std::optional<bool> verifies(const Note& note, const NoteKey& key);

/// Unix time in seconds that a cosignature tells; nothing for other signatures.
std::optional<std::int64_t> time_of(const NoteSignature& signature);

}  // namespace kartei::ledger
