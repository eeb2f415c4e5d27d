// The tree of a log as tiles (C2SP tlog-tiles): rows of at most 256 hashes that are written once and read
// whole, so that a proof among ten million entries reads a few of them.
#pragma once

#include "ledger/merkle.h"

#include <functional>
#include <string>

namespace kartei::ledger {

inline constexpr unsigned tile_height = 8;
inline constexpr std::size_t tile_width = 256;

/// A tile: the roots of the whole subtrees of height `level * tile_height`, from `number * tile_width` on.
struct Tile {
    unsigned level = 0;
    std::uint64_t number = 0;

    auto operator<=>(const Tile&) const = default;
};

/// How many hashes the tile has in a tree of that size, 0 to 256.
std::size_t width_of(Tile tile, std::uint64_t size);

/// `tile/0/x001/x234/067`, and `tile/0/x001/x234/067.p/12` for one that is not full.
std::string tile_path(Tile tile, std::size_t width);

/// Where a node's hash stands, if it stands in a tile itself: only those of every eighth height do.
struct PlaceInTile {
    Tile tile;
    std::size_t position = 0;
};
std::optional<PlaceInTile> place_of(Node node);

/// The hashes of a tile one behind the other, 32 bytes each.
using Tiles = std::function<Bytes(Tile)>;

/// The nodes of a tree that is kept in tiles; each tile is asked for once. std::out_of_range where a tile has
/// less than it must.
Nodes nodes_in(Tiles tiles);

}  // namespace kartei::ledger
