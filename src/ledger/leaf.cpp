#include "ledger/leaf.h"

#include <stdexcept>

namespace kartei::ledger {

namespace {

constexpr std::uint8_t hash_sha256 = 1;

void put(Bytes& out, std::uint64_t number, unsigned size) {
    for (unsigned i = 0; i < size; ++i)
        out.push_back(static_cast<std::uint8_t>(number >> (8U * (size - 1 - i))));
}

void put(Bytes& out, ByteView bytes) {
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void put(Bytes& out, std::string_view text) {
    // Texts here are words of the house; a longer one is a fault in the program, not in its input.
    if (text.size() > 255) throw std::length_error("a text of a log entry is longer than 255 bytes");
    out.push_back(static_cast<std::uint8_t>(text.size()));
    put(out, bytes_of(text));
}

}  // namespace

Bytes leaf_bytes(const Entry& entry) {
    if (entry.values.size() > 0xFFFF) throw std::length_error("a log entry has more than 65,535 values");
    Bytes out;
    out.reserve(192 + entry.values.size() * 49);
    out.push_back(leaf_version);
    out.push_back(hash_sha256);
    put(out, static_cast<std::uint64_t>(entry.log_id), 8);
    put(out, ByteView(entry.entry_id));
    put(out, static_cast<std::uint64_t>(entry.at.us), 8);
    put(out, ByteView(entry.actor));
    put(out, ByteView(entry.processor));
    put(out, ByteView(entry.instruction));
    put(out, entry.action);
    put(out, entry.record_kind);
    put(out, ByteView(entry.record_id));
    put(out, entry.purpose);
    put(out, ByteView(entry.cause));
    put(out, entry.values.size(), 2);
    for (const auto& value : entry.values) {
        put(out, ByteView(value.person));
        out.push_back(static_cast<std::uint8_t>(value.key_class));
        put(out, ByteView(value.digest));
    }
    return out;
}

}  // namespace kartei::ledger
