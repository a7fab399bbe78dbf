"""Simulated operators, and the populations of them that the benchmark measures.

Rates are wrong fields per field keyed. Published rates run from 2 to 2,784 per 10,000; pooled over
93 papers, single entry errs in 0.29 % (Garza et al., PMC13078370).
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log
from statistics import NormalDist

LEAST, MOST = 0.0002, 0.2784
POOLED = 0.0029
SPREAD = 1.25  # of the logarithm of a mixed office's rates: two of three within a factor of 3.5


@dataclass(frozen=True, slots=True)
class Burst:
    """Spells of tiredness: each item begins one with `chance`; for `items` the rate is `factor`."""

    chance: float
    items: int
    factor: float


@dataclass(frozen=True, slots=True)
class Operator:
    """How often somebody errs, and how."""

    rate: float
    alike: float  # share of the mistakes that others make alike: the source misleads
    burst: Burst | None = None
    decline: float = 1.0  # from half of the time on, the rate is multiplied by this


@dataclass(frozen=True, slots=True)
class Population:
    """A kind of office. `rates` gives each operator's rate from their rank, within (0, 1)."""

    name: str
    rates: Callable[[float], float]
    alike: float = 0.1
    burst: Burst | None = None
    decline: float = 1.0

    def operators(self, count: int) -> list[Operator]:
        """Return `count` operators, spread evenly over the ranks: chance has no part in it."""
        ranks = [(place + 0.5) / count for place in range(count)]
        return [Operator(self.rates(rank), self.alike, self.burst, self.decline) for rank in ranks]


def between(least: float, most: float) -> Callable[[float], float]:
    """Return rates whose logarithm is spread evenly."""
    return lambda rank: exp(log(least) + rank * (log(most) - log(least)))


def around(mean: float, spread: float) -> Callable[[float], float]:
    """Return log-normal rates of that mean, within the published range."""
    normal = NormalDist(log(mean) - spread**2 / 2, spread)
    return lambda rank: min(MOST, max(LEAST, exp(normal.inv_cdf(rank))))


def constant(rate: float) -> Callable[[float], float]:
    """Return the same rate for everybody."""
    return lambda _: rate


PRACTISED = between(LEAST, 0.001)
MIXED = around(POOLED, SPREAD)

POPULATIONS = (
    Population("practised: 2 to 10 per 10,000", PRACTISED),
    Population("practised, with bursts", PRACTISED, burst=Burst(0.002, 25, 20)),
    Population("practised, then ten times worse", PRACTISED, decline=10),
    Population("mixed: mean 29 per 10,000", MIXED),
    Population("mixed, 30 % of mistakes alike", MIXED, alike=0.3),
    Population("all alike: 29 per 10,000 each", constant(POOLED)),
    Population("published range: 2 to 2,784", between(LEAST, MOST)),
)
