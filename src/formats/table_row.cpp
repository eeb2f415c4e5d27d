#include "formats/table_row.h"

#include "formats/utf8.h"

#include <fmt/format.h>

#include <cstdint>
#include <cstring>

namespace kartei::formats {

namespace {

constexpr std::uint64_t every_byte(std::uint8_t byte) {
    return 0x0101010101010101ULL * byte;
}

/// Whether eight bytes contain one above 0x7E or below blank (tab and line breaks included).
bool remarkable(std::uint64_t word) {
    const std::uint64_t high = word & every_byte(0x80);
    const std::uint64_t below_blank = (word - every_byte(0x20)) & ~word & every_byte(0x80);
    const std::uint64_t xor_delete = word ^ every_byte(0x7F);
    const std::uint64_t is_delete = (xor_delete - every_byte(1)) & ~xor_delete & every_byte(0x80);
    return (high | below_blank | is_delete) != 0;
}

bool is_plain_ascii(std::string_view text) {
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, 8);
        if (remarkable(word)) return false;
    }
    for (; at < text.size(); ++at) {
        const auto byte = static_cast<std::uint8_t>(text[at]);
        if (byte < 0x20 || byte > 0x7E) return false;
    }
    return true;
}

Fault wrong_byte(std::uint8_t byte, std::size_t position) {
    return {{fmt::format("Byte {:02X} an Stelle {} der Zelle ist kein gültiges Zeichen.", byte, position),
             fmt::format("Byte {:02X} at position {} of the cell is no valid character.", byte, position)},
            {"Berichtigen Sie das Zeichen oder geben Sie die Kodierung der Datei an.",
             "Correct the character or name the encoding of the file."}};
}

Fault control_character(std::uint32_t code_point, std::size_t position) {
    return {{fmt::format("Steuerzeichen U+{:04X} an Stelle {} der Zelle.", code_point, position),
             fmt::format("Control character U+{:04X} at position {} of the cell.", code_point, position)},
            {"Löschen Sie das Zeichen aus der Zelle.", "Delete the character from the cell."}};
}

bool is_forbidden(std::uint32_t code_point) {
    if (code_point == '\t' || code_point == '\n' || code_point == '\r') return false;
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
}

}  // namespace

std::optional<Fault> text_fault(std::string_view cell) {
    if (is_plain_ascii(cell)) return std::nullopt;
    Utf8Check check;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        const auto byte = static_cast<std::uint8_t>(cell[i]);
        const auto step = check.take(byte);
        // What breaks off a character is itself fine; the byte that began it is the wrong one.
        if (step == Utf8Check::Step::wrong) {
            const std::size_t wrong = check.retry() ? i - 1 : i;
            return wrong_byte(static_cast<std::uint8_t>(cell[wrong]), wrong + 1);
        }
        if (step == Utf8Check::Step::complete && is_forbidden(check.code_point())) {
            return control_character(check.code_point(), i + 1);
        }
    }
    if (check.open()) return wrong_byte(static_cast<std::uint8_t>(cell.back()), cell.size());
    return std::nullopt;
}

void check_cells(TableRow& row) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (auto fault = text_fault(row.cells[i])) row.cell_faults.push_back({i, std::move(*fault)});
    }
}

}  // namespace kartei::formats
