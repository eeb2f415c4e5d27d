#include "cli/sandbox_steps.h"

#include "base/descriptor.h"

#include <linux/landlock.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>

namespace kartei::cli {

namespace {

constexpr std::uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t of_files =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE;
constexpr std::uint64_t of_folders = LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                     LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                     LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                     LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                     LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

// Younger than Debian 12's headers, and named as the kernel's own are.
constexpr std::uint64_t truncating = 1U << 14U;          // LANDLOCK_ACCESS_FS_TRUNCATE
constexpr std::uint64_t steering_devices = 1U << 15U;    // LANDLOCK_ACCESS_FS_IOCTL_DEV
constexpr std::uint64_t connecting_by_tcp = 1U << 1U;    // LANDLOCK_ACCESS_NET_CONNECT_TCP
constexpr std::uint64_t to_abstract_sockets = 1U << 0U;  // LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET
constexpr std::uint64_t to_signals = 1U << 1U;           // LANDLOCK_SCOPE_SIGNAL
constexpr int rule_of_port = 2;                          // LANDLOCK_RULE_NET_PORT
struct Handled {                                         // landlock_ruleset_attr
    std::uint64_t files;
    std::uint64_t ports;
    std::uint64_t scopes;
};
struct AllowedPort {  // landlock_net_port_attr
    std::uint64_t access;
    std::uint64_t port;
};

constexpr int version_with_moving = 2;
constexpr int version_with_truncating = 3;
constexpr int version_with_ports = 4;
constexpr int version_with_devices = 5;
constexpr int version_with_scopes = 6;

/// What a server reads of the system: libraries and their data, zones, itself. `/proc` whole: the system
/// makes what /proc/self leads to anew whenever it needs memory, and a rule holds for what was there.
constexpr std::array system_places{
    "/usr", "/lib", "/lib64", "/etc/ssl/openssl.cnf", "/etc/localtime", "/proc", "/sys/devices/system/cpu"};
constexpr std::array devices{"/dev/null", "/dev/urandom", "/dev/random"};

/// A system knows what its version names and refuses to be asked for more.
Handled handled_by(int version, const SandboxOptions& options) {
    Handled handled{.files = of_files | of_folders, .ports = 0, .scopes = 0};
    if (version >= version_with_moving) handled.files |= LANDLOCK_ACCESS_FS_REFER;
    if (version >= version_with_truncating) handled.files |= truncating;
    if (version >= version_with_devices) handled.files |= steering_devices;
    // Rules for no port at all would keep it from its own database.
    const bool knows_ports = !options.connects || !options.ports.empty();
    if (version >= version_with_ports && knows_ports) handled.ports = connecting_by_tcp;
    if (version >= version_with_scopes) handled.scopes = to_signals;
    // PostgreSQL may listen at one.
    if (version >= version_with_scopes && !options.connects) handled.scopes |= to_abstract_sockets;
    return handled;
}

/// Allows `rights` at a place and below it. What is missing is passed over.
Result<void> allow(const Descriptor& ruleset, const std::filesystem::path& place, std::uint64_t rights) {
    const Descriptor at(::open(place.c_str(), O_PATH | O_CLOEXEC));
    if (at.number() < 0) return {};
    struct stat status{};
    if (::fstat(at.number(), &status) != 0) return sandbox_refused(place.string(), errno);
    if (!S_ISDIR(status.st_mode)) rights &= of_files | truncating;
    const landlock_path_beneath_attr below{.allowed_access = rights, .parent_fd = at.number()};
    if (::syscall(SYS_landlock_add_rule, ruleset.number(), LANDLOCK_RULE_PATH_BENEATH, &below, 0U) != 0)
        return sandbox_refused(place.string(), errno);
    return {};
}

Result<void> allow_port(const Descriptor& ruleset, std::uint16_t port) {
    const AllowedPort allowed{.access = connecting_by_tcp, .port = port};
    if (::syscall(SYS_landlock_add_rule, ruleset.number(), rule_of_port, &allowed, 0U) != 0)
        return sandbox_refused("landlock", errno);
    return {};
}

}  // namespace

int landlock_version() {
    const long version =
        ::syscall(SYS_landlock_create_ruleset, nullptr, std::size_t{0}, LANDLOCK_CREATE_RULESET_VERSION);
    return version > 0 ? static_cast<int>(version) : 0;
}

Result<void> confine_files_and_ports(const SandboxOptions& options, int version) {
    // Systems take a longer question than they know as long as what they do not know is zero.
    const Handled handled = handled_by(version, options);
    const Descriptor ruleset(
        static_cast<int>(::syscall(SYS_landlock_create_ruleset, &handled, sizeof(handled), 0U)));
    if (ruleset.number() < 0) return sandbox_refused("landlock", errno);
    const std::uint64_t writing = handled.files & ~(LANDLOCK_ACCESS_FS_EXECUTE | steering_devices);
    for (const auto& place : options.written) TRY(allow(ruleset, place, writing));
    for (const auto& place : options.read) TRY(allow(ruleset, place, reading));
    for (const auto* place : system_places) TRY(allow(ruleset, place, reading));
    for (const auto* place : devices) TRY(allow(ruleset, place, reading | LANDLOCK_ACCESS_FS_WRITE_FILE));
    if (options.connects) TRY(allow(ruleset, "/", reading));
    if (handled.ports != 0) {
        for (const auto port : options.ports) TRY(allow_port(ruleset, port));
    }
    if (::syscall(SYS_landlock_restrict_self, ruleset.number(), 0U) != 0)
        return sandbox_refused("landlock", errno);
    return {};
}

}  // namespace kartei::cli
