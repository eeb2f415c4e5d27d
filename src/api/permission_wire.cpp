#include "api/permission_wire.h"

namespace kartei::api {

CellWire cell_wire(const app::Permission& permission) {
    const auto& decision = permission.decision;
    CellWire cell{.area_no = permission.area.area_no,
                  .channel = permission.channel,
                  .status = domain::status_of(decision),
                  .verdict = decision.verdict,
                  .ground = std::string(domain::code_of(decision.ground)),
                  .basis = decision.basis,
                  .contact_point_id = {},
                  .contact_point = {},
                  .sentence = permission.sentence,
                  .instead = permission.instead,
                  .laws = permission.law,
                  .duties = {},
                  .evidence = permission.evidence,
                  .other_reasons = permission.other_reasons,
                  .hours = {.open = permission.hours.opening == domain::Opening::open,
                            .from = permission.hours.from,
                            .until = permission.hours.until}};
    if (permission.contact_point) {
        cell.contact_point_id = permission.contact_point->contact_point_id;
        cell.contact_point = permission.contact_point->value;
    }
    for (const auto& row : domain::duty_rows()) {
        if (!decision.duties.contains(row.duty)) continue;
        cell.duties.push_back({row.duty, std::string(row.law), {std::string(row.de), std::string(row.en)}});
    }
    return cell;
}

}  // namespace kartei::api
