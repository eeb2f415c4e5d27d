#include "store/read_record.h"

#include <fmt/format.h>

namespace kartei::store {

void throw_corrupt(std::string_view record_kind, std::string_view field) {
    throw StoreFailure(FailureKind::corrupt, {},
                       fmt::format("{}.{} holds a value it cannot hold", record_kind, field));
}

}  // namespace kartei::store
