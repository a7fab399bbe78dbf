"""A centre and its people: operators, and heads."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Operator:
    """A person in a centre."""

    id: str
    name: str
    centre: str
    language: str  # of the page
    skills: frozenset[str]
    reads: frozenset[str] = frozenset()  # languages; empty when the office does not say
    withheld: frozenset[str] = frozenset()  # skills that do not count, though earned by training

    def can_read(self, languages: frozenset[str]) -> bool:
        """Say whether the operator reads one of these languages; of no languages, anybody does."""
        return not languages or bool(languages & self.all_read)

    @property
    def all_read(self) -> frozenset[str]:
        """Return the languages that the operator reads: as said, else the page's and English."""
        return self.reads or frozenset({self.language, "en"})


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who looks after work and keys none: a centre's head, or a person in the office."""

    user: str
    name: str
    language: str
    centre: str | None = None  # of a head; None in the office


@dataclass(frozen=True, slots=True)
class Centre:
    """A village office."""

    id: str
    name: str
    state: str
    operators: tuple[Operator, ...]
    heads: tuple[Staff, ...] = ()
