#include "ledger/tiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <stdexcept>

namespace kartei::ledger {

namespace {

constexpr std::uint64_t step_of_path = 1000;

class TileReader {
public:
    explicit TileReader(Tiles tiles) : tiles_(std::move(tiles)) {}

    Hash hash_of(Node node) {
        const unsigned above = node.height % tile_height;
        const std::uint64_t first = node.number << above;
        const Tile tile{node.height / tile_height, first / tile_width};
        const auto [known, is_new] = read_.try_emplace(tile);
        if (is_new) known->second = tiles_(tile);
        const std::size_t begin = first % tile_width * sizeof(Hash);
        const std::size_t bytes = sizeof(Hash) << above;
        if (known->second.size() < begin + bytes) throw std::out_of_range("a tile has too few hashes");
        return root_over(ByteView(known->second).subspan(begin, bytes));
    }

private:
    static Hash root_over(ByteView hashes) {
        if (hashes.size() == sizeof(Hash)) {
            Hash hash{};
            std::ranges::copy(hashes, hash.begin());
            return hash;
        }
        const std::size_t half = hashes.size() / 2;
        return node_hash(root_over(hashes.first(half)), root_over(hashes.subspan(half)));
    }

    Tiles tiles_;
    std::map<Tile, Bytes> read_;
};

}  // namespace

std::size_t width_of(Tile tile, std::uint64_t size) {
    constexpr unsigned bits = 64;
    const unsigned height = tile.level * tile_height;
    const std::uint64_t hashes = height < bits ? size >> height : 0;
    if (tile.number > hashes / tile_width) return 0;
    return static_cast<std::size_t>(std::min<std::uint64_t>(hashes - tile.number * tile_width, tile_width));
}

std::string tile_path(Tile tile, std::size_t width) {
    std::string number = fmt::format("{:03}", tile.number % step_of_path);
    for (std::uint64_t rest = tile.number / step_of_path; rest > 0; rest /= step_of_path)
        number = fmt::format("x{:03}/{}", rest % step_of_path, number);
    std::string path = fmt::format("tile/{}/{}", tile.level, number);
    if (width < tile_width) path += fmt::format(".p/{}", width);
    return path;
}

std::optional<PlaceInTile> place_of(Node node) {
    if (node.height % tile_height != 0) return std::nullopt;
    return PlaceInTile{{node.height / tile_height, node.number / tile_width},
                       static_cast<std::size_t>(node.number % tile_width)};
}

Nodes nodes_in(Tiles tiles) {
    return [reader = std::make_shared<TileReader>(std::move(tiles))](Node node) {
        return reader->hash_of(node);
    };
}

}  // namespace kartei::ledger
