// A verdict for people and for programs: one area and channel in full, or the matrix of all with every cell
// explained.
#pragma once

#include "app/contact.h"
#include "cli/output.h"

#include <string>
#include <vector>

namespace kartei::cli {

/// Status with sign, sentence, law, evidence, duties, all other reasons, contact point and the way out.
void print_verdict(Output& output, const app::PermissionAnswer& answer);

/// Areas down, channels across, in as many parts as the width demands; below, the signs and each distinct
/// reason once with the cells it applies to.
void print_matrix(Output& output, const app::PermissionAnswer& answer);

boost::json::object json_of(const app::Permission& permission, Language language);

/// The duty as a sentence; the key itself where it is unknown.
std::string duty_words(const std::string& key, Language language);

}  // namespace kartei::cli
