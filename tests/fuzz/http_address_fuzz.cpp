// Any bytes as an address, a network and a list of proxies: one form per address, and nobody who is not
// trusted is believed.
#include "http/address.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace kartei::http;

void demand(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (const auto address = Address::parse(text)) demand(Address::parse(address->text()) == address);
    if (const auto network = Network::parse(text)) {
        demand(network->prefix_bits >= 0 && network->prefix_bits <= 128 &&
               network->contains(network->address));
    }
    static const std::vector<Network> trusted = {*Network::parse("10.0.0.0/8"),
                                                 *Network::parse("2001:db8::/32")};
    const Address stranger = *Address::parse("192.0.2.1");
    const Address proxy = *Address::parse("10.0.0.1");
    demand(client_address(stranger, text, trusted) == stranger);
    // Whatever stands further to the left changes nothing once an address is reached that is not trusted.
    const auto client = client_address(proxy, text, trusted);
    const auto known = [&](const Network& network) { return network.contains(client); };
    if (std::ranges::none_of(trusted, known))
        demand(client_address(proxy, "9.9.9.9, " + text, trusted) == client);
    forwarded_https(text);
    return 0;
}
