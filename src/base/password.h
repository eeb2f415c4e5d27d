// Passwords: stored as Argon2id PHC strings (RFC 9106), never as they are. Hashing takes some 50 ms and 19
// MiB on purpose: callers do it on threads of their own.
#pragma once

#include <string>
#include <string_view>

namespace kartei {

/// With 19 MiB, two passes, one lane (OWASP's second setting) and a random salt. Throws std::bad_alloc
/// without memory.
std::string hash_password(std::string_view password);

/// False also for what is no such string.
bool password_matches(const std::string& hash, std::string_view password);

/// Whether the hash was made with other settings than today's.
bool is_outdated_password_hash(const std::string& hash);

}  // namespace kartei
