#include "app/mapping_template.h"

#include "formats/list_columns.h"
#include "formats/table.h"

namespace kartei::app {

Result<std::string> mapping_template(const std::filesystem::path& file) {
    const auto table = TRY(formats::TableReader::open(file));
    const auto columns = TRY(formats::recognise_columns(table.header()));
    return formats::mapping_template(columns);
}

}  // namespace kartei::app
