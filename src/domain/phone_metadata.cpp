#include "domain/phone_metadata.h"

namespace kartei::domain {

namespace {

#include "domain/phone_metadata.inc"

}  // namespace

const std::span<const PhonePlan> phone_plans = known_plans;
const std::span<const PhoneState> phone_states = states;
const std::string_view phone_metadata_version = made_from;

}  // namespace kartei::domain
