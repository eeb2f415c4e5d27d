// Answers to writing requests, kept for a day, so that a repeated request has its effect once. Inside a
// transaction of the tenant.
#pragma once

#include "domain/ids.h"
#include "store/connection.h"
#include "store/keyring.h"

#include <optional>
#include <string>
#include <vector>

namespace kartei::store {

struct KeptAnswer {
    Bytes request_hash;  ///< SHA-256 of what was asked
    std::int64_t status = 0;
    std::string answer;  ///< sealed under the tenant's key where it is stored
};

std::optional<KeptAnswer> find_answer(Connection& connection, Keyring& keyring, TenantId tenant,
                                      domain::AccountId account, const UuidBytes& key);
void keep_answer(Connection& connection, Keyring& keyring, TenantId tenant, domain::AccountId account,
                 const UuidBytes& key, const KeptAnswer& answer, Instant now);
/// Those of before.
void forget_answers(Connection& connection, TenantId tenant, Instant before);

/// Rows that kartei did not write as they are: `idempotency_key <account>/<key>`.
std::vector<std::string> bent_answers(Connection& connection, Keyring& keyring, TenantId tenant);

}  // namespace kartei::store
