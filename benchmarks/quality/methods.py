"""Ways to check keyed work, run over the same items: what each delivers, and how much is keyed.

Keyings per record count fields: a second keying of all fields of a record is one more keying, an
adjudication of one of its four fields a quarter.
"""

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from benchmarks.quality.keying import Item, Keying
from hinterland.operators.standing import Standing, Verdict, learned
from hinterland.proportion import interval
from hinterland.quality.sampling import decide


@dataclass(slots=True)
class Result:
    """Sums over the items of a run, in fields."""

    fields: int = 0
    wrong: int = 0  # delivered wrong
    keyed: int = 0  # by whomever, in whatever stage

    def add(self, truth: list[int], delivered: list[int], keyed: int) -> None:
        """Count an item."""
        self.fields += len(truth)
        self.wrong += _differing(truth, delivered)
        self.keyed += keyed

    @property
    def error(self) -> float:
        """Return the share of fields delivered wrong."""
        return self.wrong / self.fields

    @property
    def bounds(self) -> tuple[float, float]:
        """Return the 95 % interval of that share."""
        return interval(self.wrong, self.fields)

    @property
    def keyings(self) -> float:
        """Return the keyings per record."""
        return self.keyed / self.fields


def single(items: Iterable[Item]) -> Result:
    """Deliver the first keying."""
    result = Result()
    for item in items:
        result.add(item.truth, item.first.values, len(item.truth))
    return result


def double(items: Iterable[Item]) -> Result:
    """Key everything twice; a third person settles what differs."""
    result = Result()
    for item in items:
        disputed = _differing(item.first.values, item.second.values)
        result.add(item.truth, settled(item), 2 * len(item.truth) + disputed)
    return result


def majority(items: Iterable[Item]) -> Result:
    """Key everything three times and take what two say; if no two do, the first."""
    result = Result()
    for item in items:
        votes = zip(item.first.values, item.second.values, item.third.values, strict=True)
        voted = [second if second == third else first for first, second, third in votes]
        result.add(item.truth, voted, 3 * len(item.truth))
    return result


class Adaptive:
    """Hinterland's rule at work. Verdicts come `lag` items of the whole office late."""

    def __init__(self, target: Decimal, rng: Random, lag: int = 0) -> None:
        self._target = target
        self._rng = rng
        self._lag = lag
        self.result = Result()
        self.answers: list[list[Keying]] = []  # of each item, as far as they were asked for
        self._standings: dict[int, Standing] = {}
        self._under_way: deque[tuple[int, int, Verdict]] = deque()

    def run(self, items: Iterable[Item]) -> Result:
        """Key, check and deliver the items in order."""
        for now, item in enumerate(items):
            self._hear(now)
            self._work(now, item)
        return self.result

    def _work(self, now: int, item: Item) -> None:
        size = len(item.truth)
        standing = self._standings.get(item.first.operator, Standing())
        check = decide(standing, self._target, self._rng.random())
        if not check.verify:
            self.result.add(item.truth, item.first.values, size)
            self.answers.append([item.first])
            return
        final = settled(item)
        disputed = _differing(item.first.values, item.second.values)
        self.result.add(item.truth, final, 2 * size + disputed)
        self.answers.append([item.first, item.second])
        wrong = _differing(item.first.values, final)
        self._tell(now, item.first, Verdict(size, wrong, check.probability))

    def _tell(self, now: int, keying: Keying, verdict: Verdict) -> None:
        self._under_way.append((now + self._lag, keying.operator, verdict))

    def _hear(self, now: int) -> None:
        while self._under_way and self._under_way[0][0] <= now:
            _, operator, verdict = self._under_way.popleft()
            before = self._standings.get(operator, Standing())
            self._standings[operator] = learned(before, verdict)


def settled(item: Item) -> list[int]:
    """Return the values of two keyings, and where they differ the adjudicator's."""
    return [
        first if first == second else final
        for first, second, final in zip(
            item.first.values, item.second.values, item.adjudicator.values, strict=True
        )
    ]


def _differing(one: list[int], other: list[int]) -> int:
    if one == other:
        return 0
    return Counter(map(int.__eq__, one, other))[False]
