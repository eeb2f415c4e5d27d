// Sockets that listen. Several may share one port, one per I/O thread; the kernel spreads connections over
// them.
#pragma once

#include "base/descriptor.h"
#include "base/result.h"
#include "http/address.h"

#include <cstdint>

namespace kartei::http {

/// A listening socket that shares its port with others of this user (SO_REUSEPORT). `conflict` where the port
/// is taken, `forbidden` where it may not be used, `unavailable` for everything else.
Result<Descriptor> listen_on(const Address& address, std::uint16_t port);

/// Nothing where no one listens there; because of SO_REUSEPORT two servers of one user would otherwise share
/// the port without noticing.
Result<void> check_free(const Address& address, std::uint16_t port);

/// The port a socket is bound to.
std::uint16_t bound_port(const Descriptor& socket);

}  // namespace kartei::http
