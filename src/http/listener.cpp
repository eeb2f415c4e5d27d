#include "http/listener.h"

#include <fmt/format.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <span>

namespace kartei::http {

namespace {

constexpr int waiting_connections = 4096;

union SocketAddress {
    sockaddr any;
    sockaddr_in v4;
    sockaddr_in6 v6;
};

socklen_t fill(SocketAddress& out, const Address& address, std::uint16_t port) {
    std::memset(&out, 0, sizeof out);
    if (address.is_v4()) {
        out.v4.sin_family = AF_INET;
        out.v4.sin_port = htons(port);
        std::memcpy(&out.v4.sin_addr, address.bytes.data() + 12, 4);
        return sizeof out.v4;
    }
    out.v6.sin6_family = AF_INET6;
    out.v6.sin6_port = htons(port);
    std::memcpy(&out.v6.sin6_addr, address.bytes.data(), address.bytes.size());
    return sizeof out.v6;
}

void set_option(const Descriptor& socket, int level, int name, int value) {
    ::setsockopt(socket.number(), level, name, &value, sizeof value);
}

std::unexpected<Error> refused(const Address& address, std::uint16_t port, int reason) {
    const auto where = fmt::format("{} port {}", address.text(), port);
    if (reason == EADDRINUSE) {
        return fail(
            ErrorCode::conflict,
            {"An diesem Port lauscht schon ein Programm.", "A program listens on this port already."}, where,
            {"Beenden Sie das andere Programm (ss -ltnp zeigt es) oder wählen Sie einen anderen Port.",
             "End the other program (ss -ltnp shows it) or choose another port."});
    }
    if (reason == EACCES) {
        return fail(ErrorCode::forbidden,
                    {"Diesen Port darf der Nutzer nicht öffnen.", "The user may not open this port."}, where,
                    {"Wählen Sie einen Port ab 1024 oder geben Sie dem Dienst CAP_NET_BIND_SERVICE.",
                     "Choose a port from 1024 on or give the service CAP_NET_BIND_SERVICE."});
    }
    return fail(ErrorCode::unavailable,
                {fmt::format("An dieser Adresse lässt sich nicht lauschen: {}.", std::strerror(reason)),
                 fmt::format("This address cannot be listened on: {}.", std::strerror(reason))},
                where,
                {"Nehmen Sie eine Adresse dieses Rechners (ip address zeigt sie).",
                 "Take an address of this machine (ip address shows them)."});
}

enum class Sharing : std::uint8_t { with_others, alone };

Result<Descriptor> bind_to(const Address& address, std::uint16_t port, Sharing sharing) {
    SocketAddress name;
    const socklen_t size = fill(name, address, port);
    Descriptor socket(::socket(name.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (socket.number() < 0) return refused(address, port, errno);
    set_option(socket, SOL_SOCKET, SO_REUSEADDR, 1);
    if (sharing == Sharing::with_others) set_option(socket, SOL_SOCKET, SO_REUSEPORT, 1);
    if (!address.is_v4()) set_option(socket, IPPROTO_IPV6, IPV6_V6ONLY, 0);
    if (::bind(socket.number(), &name.any, size) != 0) return refused(address, port, errno);
    return socket;
}

}  // namespace

Result<Descriptor> listen_on(const Address& address, std::uint16_t port) {
    auto socket = TRY(bind_to(address, port, Sharing::with_others));
    if (::listen(socket.number(), waiting_connections) != 0) return refused(address, port, errno);
    return socket;
}

Result<void> check_free(const Address& address, std::uint16_t port) {
    TRY(bind_to(address, port, Sharing::alone));
    return {};
}

std::uint16_t bound_port(const Descriptor& socket) {
    SocketAddress name;
    std::memset(&name, 0, sizeof name);
    socklen_t size = sizeof name;
    if (::getsockname(socket.number(), &name.any, &size) != 0) return 0;
    return ntohs(name.any.sa_family == AF_INET ? name.v4.sin_port : name.v6.sin6_port);
}

}  // namespace kartei::http
