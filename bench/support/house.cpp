#include "bench/support/house.h"

#include "bench/support/list.h"
#include "bench/support/place.h"

namespace kartei::bench {

OpenHouse open_house(const std::filesystem::path& data, const std::optional<std::string>& database) {
    auto house = app::House::open({.data = data, .database = database}, app::Opening::may_be_made,
                                  app::system_clock(), system_random());
    if (!house) must(false, house.error().what.en);
    auto session = house->console_session();
    if (!session) session = house->make_company("Beispiel GmbH");
    must(session.has_value(), "no company");
    return {std::move(*house), std::move(*session)};
}

Imported import(OpenHouse& opened, const std::filesystem::path& list) {
    const double begin = seconds();
    const double cpu_begin = cpu_seconds();
    const auto report =
        app::import_list(opened.house, opened.session,
                         {.file = list, .source = "Kundenliste", .purpose = "customer_care"}, {});
    const Imported took{seconds() - begin, cpu_seconds() - cpu_begin};
    if (!report) must(false, report.error().what.en);
    must(report->rows_bad == 0 && report->rows_before == 0, "the list has bad rows");
    return took;
}

std::filesystem::path imported_house(const std::filesystem::path& folder, std::int64_t persons) {
    auto data = folder / "imported";
    if (std::filesystem::exists(data / "kartei.db")) return data;
    const auto list = folder / "imported.csv";
    write_list(list, persons);
    auto opened = open_house(data);
    import(opened, list);
    std::filesystem::remove(list);
    return data;
}

}  // namespace kartei::bench
