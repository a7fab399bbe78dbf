"""crowd-kit's aggregators on the answers that the other methods saw.

crowd-kit brings pandas, scikit-learn and transformers, 0.8 GB, and so is no dependency of
Hinterland: `docs/quality.md` says how to run the benchmark with it.
"""

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import Any

from benchmarks.quality.keying import Item, Keying

ROUNDS = 20  # of expectation and maximisation


def is_here() -> bool:
    """Say whether crowd-kit can be imported."""
    return find_spec("crowdkit") is not None


def errors(items: Sequence[Item], answers: Iterable[Sequence[Keying]]) -> dict[str, float]:
    """Return the share of fields that each aggregator gets wrong, given the answers per item."""
    import pandas as pd  # noqa: PLC0415 - comes with crowd-kit
    from crowdkit import aggregation  # noqa: PLC0415 - it is no dependency: 0.8 GB

    truth = [value for item in items for value in item.truth]
    frame = pd.DataFrame(_rows(answers), columns=["task", "worker", "label"])
    aggregators: dict[str, Any] = {
        "MajorityVote": aggregation.MajorityVote(),
        "Wawa": aggregation.Wawa(),
        "ZeroBasedSkill": aggregation.ZeroBasedSkill(),
        "OneCoinDawidSkene": aggregation.OneCoinDawidSkene(n_iter=ROUNDS),
        "DawidSkene": aggregation.DawidSkene(n_iter=ROUNDS),
    }
    return {
        name: _error(truth, aggregator.fit_predict(frame).to_dict())
        for name, aggregator in aggregators.items()
    }


def _rows(answers: Iterable[Sequence[Keying]]) -> Iterable[tuple[int, int, int]]:
    task = 0
    for keyings in answers:
        for keying in keyings:
            for place, value in enumerate(keying.values):
                yield task + place, keying.operator, value
        task += len(keyings[0].values)


def _error(truth: list[int], said: dict[int, int]) -> float:
    return sum(said[task] != value for task, value in enumerate(truth)) / len(truth)
