"""`python -m benchmarks.quality`: simulate, print the tables of docs/quality.md, draw the curve."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from random import Random

from benchmarks.quality import crowd, picture
from benchmarks.quality.keying import Item, keyed_items
from benchmarks.quality.methods import Adaptive, double, majority, single
from benchmarks.quality.people import MIXED, POPULATIONS, PRACTISED, Population, constant
from benchmarks.quality.picture import PER_10_000, Point

TARGET = Decimal("0.0005")
PUBLISHED_DOUBLE = Decimal("0.0014")  # what double entry delivers, pooled over 93 papers
RATES = (0.0001, 0.0002, 0.0003, 0.0005, 0.0007, 0.001, 0.0015, 0.002, 0.003, 0.005, 0.01, 0.03)
TARGETS = tuple(Decimal(each) for each in ("0.0002", "0.0005", "0.001", "0.0014", "0.002", "0.004"))
AGGREGATED = (POPULATIONS[0], POPULATIONS[3], POPULATIONS[6])  # crowd-kit takes its time
LAST = 5_000  # items of the run, on which it is tried
LAG = 100  # items that the whole office keys before a verdict is in


def main() -> None:
    """Run what the command line asks for."""
    asked = _arguments()
    _compare(asked)
    if picture.is_possible():
        _draw(asked)
    else:
        print("\nNo picture: matplotlib is not installed.")
    _aggregate(asked)


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--seed", type=int, default=1943)
    parser.add_argument("--operators", type=int, default=20)
    parser.add_argument("--records", type=int, default=10_000, help="first keyed by each operator")
    parser.add_argument("--picture", type=Path, default=Path("docs/images/adaptive-checking.svg"))
    return parser.parse_args()


def _items(population: Population, asked: Namespace) -> list[Item]:
    return list(
        keyed_items(population.operators(asked.operators), asked.records, Random(asked.seed))
    )


def _adaptive(items: Iterable[Item], target: Decimal, asked: Namespace) -> Adaptive:
    adaptive = Adaptive(target, Random(asked.seed + 1), LAG)
    adaptive.run(items)
    return adaptive


def _compare(asked: Namespace) -> None:
    _print_row("population", "method", "errors per 10,000 fields (95 %)", "keyings per record")
    _print_row("---", "---", "---:", "---:")
    for population in POPULATIONS:
        items = _items(population, asked)
        for method, result in (
            ("keyed once", single(items)),
            ("keyed twice, adjudicated", double(items)),
            ("majority of three", majority(items)),
            *(
                (f"adaptive, target {target}", _adaptive(items, target, asked).result)
                for target in (TARGET, PUBLISHED_DOUBLE)
            ),
        ):
            low, high = (bound * PER_10_000 for bound in result.bounds)
            error = f"{result.error * PER_10_000:.2f} ({low:.2f}-{high:.2f})"
            _print_row(population.name, method, error, f"{result.keyings:.2f}")


def _aggregate(asked: Namespace) -> None:
    if not crowd.is_here():
        print("\nNo aggregators: crowd-kit is not installed.")
        return
    print()
    _print_row("population", "aggregator", "on three keyings", "on those of adaptive")
    _print_row("---", "---", "---:", "---:")
    for population in AGGREGATED:
        items = _items(population, asked)
        sparse = _adaptive(items, TARGET, asked).answers[-LAST:]
        items = items[-LAST:]
        full = [[item.first, item.second, item.third] for item in items]
        on_sparse = crowd.errors(items, sparse)
        for name, error in crowd.errors(items, full).items():
            few = f"{on_sparse[name] * PER_10_000:.2f}"
            _print_row(population.name, name, f"{error * PER_10_000:.2f}", few)


def _draw(asked: Namespace) -> None:
    by_rate = [
        _point(rate, _items(Population("", constant(rate)), asked), TARGET, asked) for rate in RATES
    ]
    by_target: dict[str, Sequence[Point]] = {}
    for name, rates in (("practised", PRACTISED), ("mixed", MIXED)):
        items = _items(Population(name, rates), asked)
        by_target[name] = [_point(float(each), items, each, asked) for each in TARGETS]
    picture.draw(by_rate, by_target, float(TARGET), asked.picture)
    print()
    _print_row("all operators' rate", "delivered", "keyed twice", "keyings per record")
    _print_row("---:", "---:", "---:", "---:")
    for point in by_rate:
        _print_point(point)
    for name, points in by_target.items():
        print()
        _print_row(f"{name}: target", "delivered", "keyed twice", "keyings per record")
        _print_row("---:", "---:", "---:", "---:")
        for point in points:
            _print_point(point)


def _point(at: float, items: Sequence[Item], target: Decimal, asked: Namespace) -> Point:
    return Point(at, single(items), double(items), _adaptive(items, target, asked).result)


def _print_point(point: Point) -> None:
    rates = (point.at, point.adaptive.error, point.double.error)
    _print_row(*(f"{rate * PER_10_000:.2f}" for rate in rates), f"{point.adaptive.keyings:.2f}")


def _print_row(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
