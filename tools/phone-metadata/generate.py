#!/usr/bin/env python3
"""Turns the metadata of the npm package libphonenumber-js into src/domain/phone_metadata.inc.

    npm pack libphonenumber-js@1.13.16 && tar xzf libphonenumber-js-1.13.16.tgz
    tools/phone-metadata/generate.py package > src/domain/phone_metadata.inc

The patterns of a country's national numbers are finite (no star, no plus), so all of them together make
one acyclic automaton over the ten digits, in which equal ends are shared between all countries. Walking it
tells in one pass over the number which patterns match. Patterns of prefixes stay text, which
domain/digit_pattern.h reads.
"""

import json
import pathlib
import re
import sys

# Order of the types in the package's arrays, and the bit that says "a national number at all".
TYPES = 10
GENERAL = 1 << TYPES
FIXED_LINE, MOBILE = 0, 1
FIELD = {"calling_code": 0, "idd": 1, "pattern": 2, "lengths": 3, "prefix": 5, "prefix_pattern": 7,
         "transform": 8, "leading": 10, "types": 11}


class Parser:
    """Regular expressions of digits: classes, groups, alternatives, counted repetitions."""

    def __init__(self, text):
        self.text = text
        self.at = 0

    def peek(self):
        return self.text[self.at] if self.at < len(self.text) else ""

    def parse(self):
        tree = self.alternatives()
        if self.at != len(self.text):
            raise ValueError(f"unread end of pattern: {self.text[self.at:]}")
        return tree

    def alternatives(self):
        parts = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            parts.append(self.sequence())
        return parts[0] if len(parts) == 1 else ("or", tuple(parts))

    def sequence(self):
        parts = []
        while self.peek() not in ("", "|", ")"):
            parts.append(self.repeated(self.atom()))
        return ("then", tuple(parts))

    def atom(self):
        if self.text.startswith("(?:", self.at):
            self.at += 3
            tree = self.alternatives()
            self.at += 1
            return tree
        if self.text.startswith("\\d", self.at):
            self.at += 2
            return ("digit", frozenset(range(10)))
        if self.peek() == "[":
            end = self.text.index("]", self.at)
            digits = self.digit_class(self.text[self.at + 1:end])
            self.at = end + 1
            return ("digit", digits)
        if not self.peek().isdigit():
            raise ValueError(f"unknown sign in pattern: {self.text[self.at:]}")
        self.at += 1
        return ("digit", frozenset([int(self.text[self.at - 1])]))

    @staticmethod
    def digit_class(text):
        digits = set()
        for first, last in re.findall(r"(\d)(?:-(\d))?", text):
            digits.update(range(int(first), int(last or first) + 1))
        return frozenset(digits)

    def repeated(self, tree):
        if self.peek() == "?":
            self.at += 1
            return ("or", (tree, ("then", ())))
        found = re.compile(r"\{(\d+)(?:,(\d+))?\}").match(self.text, self.at)
        if not found:
            return tree
        self.at = found.end()
        least, most = int(found[1]), int(found[2] or found[1])
        return ("times", tree, least, most)


class Positions:
    """Nondeterministic automaton: positions with edges by digit and without."""

    def __init__(self):
        self.edges = []

    def new(self):
        self.edges.append(([], []))
        return len(self.edges) - 1

    def build(self, tree, start):
        kind = tree[0]
        if kind == "digit":
            end = self.new()
            self.edges[start][0].append((tree[1], end))
            return end
        if kind == "then":
            for part in tree[1]:
                start = self.build(part, start)
            return start
        end = self.new()
        if kind == "or":
            for part in tree[1]:
                self.edges[self.build(part, start)][1].append(end)
            return end
        _, part, least, most = tree
        for count in range(most):
            if count >= least:
                self.edges[start][1].append(end)
            start = self.build(part, start)
        self.edges[start][1].append(end)
        return end

    def closure(self, positions):
        seen, open_ = set(positions), list(positions)
        while open_:
            for follower in self.edges[open_.pop()][1]:
                if follower not in seen:
                    seen.add(follower)
                    open_.append(follower)
        return frozenset(seen)


class Automaton:
    """The minimal acyclic automaton of all countries. State 0 accepts nothing and leads nowhere else."""

    def __init__(self):
        self.states = {(0, (0,) * 10): 0}
        self.rows = [(0, (0,) * 10)]
        self.roots = {}

    def add(self, patterns):
        """patterns: (bit, pattern, lengths that count or none for all); gives the root state."""
        key = tuple(patterns)
        if key not in self.roots:
            positions = Positions()
            start, accept = positions.new(), {}
            for bit, pattern, lengths in key:
                accept[positions.build(Parser(pattern).parse(), start)] = (bit, lengths)
            self.roots[key] = self.state(positions, accept, (positions.closure([start]), 0), {})
        return self.roots[key]

    def state(self, positions, accept, place, known):
        """place: the positions reached, and after how many digits."""
        if place in known:
            return known[place]
        current, length = place
        mask = 0
        for position in current:
            bit, lengths = accept.get(position, (0, None))
            if lengths is None or length in lengths:
                mask |= bit
        followers = []
        for digit in range(10):
            reached = {end for p in current for digits, end in positions.edges[p][0] if digit in digits}
            closed = positions.closure(reached)
            followers.append(self.state(positions, accept, (closed, length + 1), known) if closed else 0)
        row = (mask, tuple(followers))
        if row not in self.states:
            self.states[row] = len(self.rows)
            self.rows.append(row)
        known[place] = self.states[row]
        return known[place]


def field(plan, name):
    index = FIELD[name]
    return plan[index] if index < len(plan) else 0


def text(value):
    return json.dumps(value) if value else '""'


def patterns_of(plan):
    """The general pattern, and one per type. Without a pattern for mobile, fixed lines may be mobile."""
    patterns = [(GENERAL, field(plan, "pattern"), None)]
    types = field(plan, "types") or []
    for index, kind in enumerate(types):
        if kind and kind[0]:
            lengths = kind[1] if len(kind) > 1 and kind[1] else field(plan, "lengths")
            bit = 1 << index
            if index == FIXED_LINE and not (len(types) > MOBILE and types[MOBILE] and types[MOBILE][0]):
                bit |= 1 << MOBILE
            patterns.append((bit, kind[0], tuple(lengths)))
    return patterns


def plan_row(name, plan, automaton, rank):
    lengths = sum(1 << length for length in field(plan, "lengths"))
    leading = field(plan, "leading")
    leading_root = automaton.add([(1, leading, None)]) if leading else 0
    prefix = field(plan, "prefix_pattern") or field(plan, "prefix")
    return (f'    {{"{name}", {field(plan, "calling_code")}, {rank}, 0x{lengths:05x}, '
            f'{automaton.add(patterns_of(plan))}, {leading_root}, {text(field(plan, "idd"))}, '
            f'{text(prefix)}, {text(field(plan, "transform"))}}},')


def plans_of(data):
    """(name, rank among the countries of its calling code, plan); non-geographic codes are named 001."""
    rank = {}
    for countries in data["country_calling_codes"].values():
        for index, country in enumerate(countries):
            rank[country] = index
    for country, plan in sorted(data["countries"].items()):
        yield country, rank[country], plan
    for code, plan in sorted(data["nonGeographic"].items()):
        plan[FIELD["calling_code"]] = plan[FIELD["calling_code"]] or code
        yield "001", 0, plan


def wrapped(numbers, per_line=110):
    line = "   "
    for number in numbers:
        word = f" {number},"
        if len(line) + len(word) > per_line:
            yield line
            line = "   "
        line += word
    yield line


def main():
    package = pathlib.Path(sys.argv[1])
    version = json.loads((package / "package.json").read_text())["version"]
    data = json.loads((package / "metadata.max.json").read_text())
    automaton = Automaton()
    rows = [plan_row(name, plan, automaton, rank) for name, rank, plan in plans_of(data)]
    print("// Made by tools/phone-metadata/generate.py from metadata.max.json of libphonenumber-js")
    print(f"// {version} (MIT), whose numbers come from Google's libphonenumber (Apache-2.0).")
    print("// Not to be edited by hand.")
    print(f'constexpr std::string_view made_from = "libphonenumber-js {version}";\n')
    print("constexpr PhonePlan known_plans[] = {")
    print("\n".join(rows))
    print("};\n\nconstexpr PhoneState states[] = {")
    flat = (f"{{{mask}, {{{','.join(map(str, followers))}}}}}" for mask, followers in automaton.rows)
    print("\n".join(wrapped(flat)))
    print("};")


if __name__ == "__main__":
    main()
