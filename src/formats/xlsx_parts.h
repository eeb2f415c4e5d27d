// The parts of a workbook beside its sheets: list of sheets, shared texts, number formats. Steps of xlsx.h.
#pragma once

#include "formats/zip_archive.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::formats {

/// Bounds of single parts.
inline constexpr std::uint64_t max_shared_text_bytes = 256ULL * 1024 * 1024;
inline constexpr std::uint64_t max_small_part_bytes = 32ULL * 1024 * 1024;
inline constexpr std::size_t max_sheets = 1'000;
inline constexpr std::size_t max_formats = 65'536;

/// What a number means by its format.
enum class NumberKind : std::uint8_t { number, date, date_time, time };

/// Days of serial numbers are counted from the end of 1899 or, on old Macintoshes, of 1903.
enum class DateSystem : std::uint8_t { from_1900, from_1904 };

/// The shared texts one after the other.
struct SharedTexts {
    std::string text;
    std::vector<std::uint32_t> ends;

    std::optional<std::string_view> at(std::size_t index) const;
};

struct XlsxSheet {
    std::string name;
    std::string path;  ///< inside the archive
    bool visible = true;
};

struct XlsxBook {
    std::vector<XlsxSheet> sheets;
    DateSystem date_system = DateSystem::from_1900;
    SharedTexts texts;
    std::vector<NumberKind> kinds;  ///< by style index
};

/// Reads all parts but the sheets. Fails with `invalid` where the archive is no workbook and says what it is
/// instead.
Result<XlsxBook> read_book(const ZipArchive& archive);

/// Events of one part.
XmlReader xml_of(std::shared_ptr<ZipEntry> entry);

/// What a format code shows ("DD.MM.YYYY", "0.00", "[h]:mm").
NumberKind kind_of_format(std::string_view code);

/// The built-in format of that number (ECMA-376 part 1, 18.8.30).
NumberKind kind_of_builtin_format(unsigned id);

/// A serial number as text: "2024-09-23", "2024-09-23 14:30", "14:30:05"; empty for day 0, nothing where it
/// is no date.
std::optional<std::string> serial_text(double serial, NumberKind kind, DateSystem system);

/// A number as written in the sheet: whole ones without fraction or exponent, others in their shortest form.
std::optional<std::string> number_text(std::string_view raw);

}  // namespace kartei::formats
