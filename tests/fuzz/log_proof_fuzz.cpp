// Any bytes as what comes from another log, a witness or a file: what is taken is written the same again, and
// proves nothing to whoever has another key.
#include "ledger/checkpoint.h"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace kartei::ledger;

void demand(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const NoteKey somebody{"example.com/log", SignatureKind::note, {}};
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (const auto key = parse_note_key(text)) demand(key->text() == text);
    if (const auto note = parse_note(text)) {
        demand(written(*note) == text);
        demand(!verifies(*note, somebody).value_or(false));
        if (const auto checkpoint = parse_checkpoint(note->text))
            demand(note->text.starts_with(written(*checkpoint)));
    }
    if (const auto proof = parse_proof(text)) {
        demand(written(*proof) == text);
        demand(!check(*proof, {}, "example.com/log", somebody));
    }
    if (const auto request = parse_add_checkpoint(text)) demand(written(*request) == text);
    return 0;
}
