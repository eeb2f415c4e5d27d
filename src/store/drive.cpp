#include "store/drive.h"

#include <sys/statfs.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace kartei::store {

bool is_of_the_network(const std::filesystem::path& path) {
    constexpr std::array<std::uint32_t, 6> network_systems{0x6969,       // NFS
                                                           0xFF534D42,   // CIFS
                                                           0xFE534D42,   // SMB2
                                                           0x01021997,   // 9P
                                                           0x00C36400,   // Ceph
                                                           0x5346414F};  // AFS
    struct statfs system{};
    if (::statfs(path.c_str(), &system) != 0) return false;
    const auto type = static_cast<std::uint32_t>(system.f_type);
    return std::ranges::find(network_systems, type) != network_systems.end();
}

}  // namespace kartei::store
