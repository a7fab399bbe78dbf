"""The mistakes that people make when keying, under a seed."""

from dataclasses import dataclass
from random import Random

# Neighbours on the keyboard, or keys that look alike.
NEIGHBOURS = {
    "A": "S",
    "E": "R",
    "I": "O",
    "M": "N",
    "N": "M",
    "O": "0",
    "R": "T",
    "S": "A",
    "T": "Y",
    "U": "I",
}


@dataclass(frozen=True, slots=True)
class Mistakes:
    """Somebody who keys a field wrongly with probability `rate`.

    What happens to a field depends on the seed and on its place alone, not on who keys it or in
    what order, so that two runs come to the same.
    """

    seed: int
    rate: float

    def key(self, value: str, kind: str, place: tuple[str, ...]) -> str:
        """Return `value` as it is keyed at `place` (stage, record, field)."""
        random = Random("/".join((str(self.seed), *place)))
        if not value or random.random() >= self.rate:
            return value
        if kind in {"date", "decimal", "integer"} or value.isdigit():
            return swap_digits(value, random)
        if kind == "text":
            return random.choice((mistype, leave_out, trail_space))(value, random)
        return value  # a choice is picked from a list


def swap_digits(value: str, random: Random) -> str:
    """Swap two neighbouring digits that differ; without such, leave the value as it is."""
    pairs = [
        at
        for at in range(len(value) - 1)
        if value[at : at + 2].isdigit() and value[at] != value[at + 1]
    ]
    if not pairs:
        return value
    at = random.choice(pairs)
    return value[:at] + value[at + 1] + value[at] + value[at + 2 :]


def mistype(value: str, random: Random) -> str:
    """Hit the key beside one letter."""
    places = [at for at, letter in enumerate(value) if letter.upper() in NEIGHBOURS]
    if not places:
        return value
    at = random.choice(places)
    letter = NEIGHBOURS[value[at].upper()]
    return value[:at] + (letter.lower() if value[at].islower() else letter) + value[at + 1 :]


def leave_out(value: str, random: Random) -> str:
    """Miss one character, never the only one."""
    at = random.randrange(len(value))
    return value[:at] + value[at + 1 :] or value


def trail_space(value: str, _random: Random) -> str:
    """Leave a space at the end."""
    return value + " "
