r"""Patterns that the office may ask values to fit: regular expressions, of which a safe part.

Allowed is what Python and every browser read alike: characters, `.`, `[...]`, `\d \w \D \W`,
groups, `|`, `* + ? {m} {m,} {m,n}`, and `^ $`. Other constructs (look-around, back-references,
`\s`, lazy repeats, …) mean different things in the two, or can be replaced by these.

A pattern is also refused when a value could be matched against it in too many ways, for then a
long value that does not fit would keep a computer busy for hours. Nested repeats such as `(a+)+` go
by that rule, and so do four open repeats; bounds such as `{1,20}` cure it.
"""

import re
from dataclasses import dataclass

LONGEST_PATTERN = 200  # characters
LONGEST_VALUE = 300  # characters; a longer value fits no pattern
MOST_WAYS = 30_000_000  # three open repeats; at worst it takes a second or two
LARGEST = 2000  # characters that the pattern describes, its counted repeats written out
_SPECIAL = r"^$\.*+?()[]{}|/"
_COUNT = re.compile(r"\{([0-9]{1,4})(,?)([0-9]{0,4})\}")
_SETS = ("&&", "--", "~~", "||")  # kept for set arithmetic in later releases of both languages


class PatternError(ValueError):
    """Not a pattern that may be used; the message goes on after its name."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """How many ways of matching a piece has at most, and how much it describes."""

    ways: int
    size: int


def fits(pattern: str, value: str) -> bool:
    """Say whether a value as a whole fits a pattern that `require_safe` let pass."""
    if len(value) > LONGEST_VALUE:
        return False
    # ASCII: \d and \w are in a browser. DOTALL: the two disagree on what ends a line.
    return re.fullmatch(pattern, value, re.ASCII | re.DOTALL) is not None


def require_safe(pattern: str) -> None:
    """Raise `PatternError` unless a pattern may be used."""
    if len(pattern) > LONGEST_PATTERN:
        raise PatternError(f"is longer than {LONGEST_PATTERN} characters")
    shape = _Reader(pattern).whole()
    if shape.ways > MOST_WAYS:
        raise PatternError(
            "could be matched in too many ways: repeat no group that repeats something itself, "
            "and write {1,20} rather than + or *"
        )
    if shape.size > LARGEST:
        raise PatternError(f"describes more than {LARGEST} characters")


class _Reader:
    """Reads a pattern from left to right, once."""

    def __init__(self, pattern: str) -> None:
        self._rest = pattern

    def whole(self) -> _Shape:
        shape = self._alternatives()
        if self._rest:
            raise PatternError("has a ) without its (")
        return shape

    def _alternatives(self) -> _Shape:
        shape = self._sequence()
        while self._take("|"):
            other = self._sequence()
            shape = _Shape(shape.ways + other.ways, shape.size + other.size)
        return shape

    def _sequence(self) -> _Shape:
        ways, size = 1, 0
        while self._rest and self._rest[0] not in "|)":
            piece = self._repeats(self._atom())
            ways, size = min(ways * piece.ways, MOST_WAYS + 1), size + piece.size
        return _Shape(ways, size)

    def _repeats(self, piece: _Shape) -> _Shape:
        bounds = self._bounds()
        if bounds is None:
            return piece
        if piece.size == 0:
            raise PatternError("repeats something that is empty")
        if self._rest[:1] in ("*", "+", "?", "{"):
            raise PatternError("has two repeats in a row")
        least, most = bounds
        if most is None:
            return _Shape(
                _sum_of_powers(piece.ways, least, LONGEST_VALUE), piece.size * (least + 1)
            )
        if least > most:
            raise PatternError(f"repeats from {least} to {most} times, which is backwards")
        return _Shape(_sum_of_powers(piece.ways, least, most), piece.size * max(most, 1))

    def _bounds(self) -> tuple[int, int | None] | None:
        for sign, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self._take(sign):
                return bounds
        count = _COUNT.match(self._rest)
        if count is None:
            return None
        self._rest = self._rest[count.end() :]
        least = int(count[1])
        if not count[2] and count[3]:
            raise PatternError(f"has {count[0]}, but a count is like {{2}}, {{2,}} or {{2,4}}")
        if count[2]:
            return least, int(count[3]) if count[3] else None
        return least, least

    def _atom(self) -> _Shape:
        character = self._next()
        match character:
            case "(":
                return self._group()
            case "[":
                return self._class()
            case "\\":
                self._escaped(_SPECIAL + "dwDW")
            case "^" | "$":
                return _Shape(1, 0)
            case "*" | "+" | "?" | "{" | "}" | "]":
                raise PatternError(
                    f"has a {character} that means nothing there; write \\{character}"
                )
        return _Shape(1, 1)

    def _group(self) -> _Shape:
        if self._rest.startswith("?") and not self._take("?:"):
            raise PatternError("has a group that begins with (?; only (?: is allowed")
        shape = self._alternatives()
        if not self._take(")"):
            raise PatternError("has a ( without its )")
        return shape

    def _class(self) -> _Shape:
        self._take("^")
        if self._rest.startswith("]"):
            raise PatternError("has empty brackets []")
        while not self._take("]"):
            if self._rest.startswith(_SETS):
                raise PatternError(f"has {self._rest[:2]} in brackets; write a \\ before it")
            first = self._class_member()
            if self._rest.startswith("-") and not self._rest.startswith(("-]", "--")):
                self._take("-")
                last = self._class_member()
                if not first or not last or first > last:
                    raise PatternError("has a range in brackets that goes nowhere")
        return _Shape(1, 1)

    def _class_member(self) -> str:
        """Return a character between brackets; nothing for one that stands for several."""
        character = self._next()
        if character == "[":
            raise PatternError("has a [ in brackets; write \\[")
        if character != "\\":
            return character
        escaped = self._escaped(_SPECIAL + "-dwDW")
        return "" if escaped in "dwDW" else escaped

    def _escaped(self, known: str) -> str:
        character = self._next()
        if character not in known:
            raise PatternError(f"has \\{character}, which is not among what is allowed")
        return character

    def _next(self) -> str:
        if not self._rest:
            raise PatternError("ends too early")
        character, self._rest = self._rest[0], self._rest[1:]
        return character

    def _take(self, sign: str) -> bool:
        if not self._rest.startswith(sign):
            return False
        self._rest = self._rest[len(sign) :]
        return True


def _sum_of_powers(base: int, least: int, most: int) -> int:
    """Return base^least + … + base^most, or a number above `MOST_WAYS` when it is above that."""
    if base == 1:
        return most - least + 1
    total = 0
    for power in range(least, most + 1):
        if power * (base.bit_length() - 1) > MOST_WAYS.bit_length() or total > MOST_WAYS:
            return MOST_WAYS + 1
        total += base**power
    return total
