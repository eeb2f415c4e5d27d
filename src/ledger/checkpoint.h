// What a log says of itself and hands on: checkpoints, proofs in a file of their own, and what a witness is
// asked (C2SP tlog-checkpoint, tlog-proof, tlog-witness).
#pragma once

#include "ledger/merkle.h"
#include "ledger/note.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::ledger {

/// Hashes of a path: no tree of fewer than 2^63 entries needs more.
inline constexpr std::size_t max_path = 63;
inline constexpr std::size_t max_extra_bytes = 64 * 1024;

struct Checkpoint {
    std::string origin;  ///< which log; one line, not empty
    TreeHead head;       ///< of fewer than 2^63 entries

    bool operator==(const Checkpoint&) const = default;
};

/// The text of the note that a checkpoint is.
std::string written(const Checkpoint& checkpoint);

/// From the text of a note; lines behind the third are let pass. `invalid` where it is none.
Result<Checkpoint> parse_checkpoint(std::string_view text);

/// That an entry is in a log, for whoever has the log's key and nothing else.
struct LogProof {
    std::optional<Bytes> extra = {};  ///< what the leaf is made of; proved by the leaf alone
    std::uint64_t index = 0;
    std::vector<Hash> path;
    Note checkpoint;

    bool operator==(const LogProof&) const = default;
};

/// A file `.tlog-proof`.
std::string written(const LogProof& proof);

/// As parse_note() fails, and `invalid` where it is no proof.
Result<LogProof> parse_proof(std::string_view text);

/// The checkpoint whose tree holds the leaf at the proof's index. `invalid` where the key has not signed it,
/// the origin is another one, or the path does not lead to its root.
Result<Checkpoint> check(const LogProof& proof, const Hash& leaf, const std::string& origin,
                         const NoteKey& key);

/// What a witness is asked to see: that the log has grown from where he saw it last.
struct AddCheckpoint {
    std::uint64_t old_size = 0;
    std::vector<Hash> path;
    Note checkpoint;

    bool operator==(const AddCheckpoint&) const = default;
};
std::string written(const AddCheckpoint& request);

/// As parse_proof().
Result<AddCheckpoint> parse_add_checkpoint(std::string_view text);

}  // namespace kartei::ledger
