"""The operating curve as a picture: what the rule delivers and costs, by how operators err."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.quality.methods import Result

PER_10_000 = 10_000
AIM = 1.3  # keyings per record
BY_RATE = "the operators' errors per 10,000 fields"
DELIVERED = "delivered errors per 10,000 fields"
COST = "keyings per record"


@dataclass(frozen=True, slots=True)
class Point:
    """What the methods did on the same items. `at` is the rate, or the target, they ran with."""

    at: float
    single: Result
    double: Result
    adaptive: Result


def is_possible() -> bool:
    """Say whether matplotlib can be imported."""
    return find_spec("matplotlib") is not None


def draw(
    by_rate: Sequence[Point], by_target: Mapping[str, Sequence[Point]], target: float, file: Path
) -> None:
    """Write the picture: errors by rate, keyings by rate, and errors by keyings per population."""
    from matplotlib import pyplot as plt  # noqa: PLC0415 - only there when a picture is wanted

    plt.rcParams.update({"font.size": 9, "svg.hashsalt": "hinterland"})
    figure, panels = plt.subplots(1, 3, figsize=(13, 4.4))
    _draw_errors(panels[0], by_rate, target * PER_10_000)
    _draw_keyings(panels[1], by_rate)
    _draw_trade(panels[2], by_target)
    for axes in panels:
        axes.grid(visible=True, linewidth=0.3)
        axes.legend(fontsize=8)
    figure.tight_layout()
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, metadata={"Date": None})


def _methods(points: Sequence[Point]) -> list[tuple[str, str, list[Result]]]:
    return [
        ("keyed once", ":", [point.single for point in points]),
        ("keyed twice, adjudicated", "--", [point.double for point in points]),
        ("adaptive", "-", [point.adaptive for point in points]),
    ]


# The axes are matplotlib's, which is not installed where types are checked.


def _draw_errors(axes: Any, points: Sequence[Point], target: float) -> None:  # noqa: ANN401 - matplotlib's
    rates = [point.at * PER_10_000 for point in points]
    for label, style, results in _methods(points):
        # On a logarithmic axis, nothing wrong is a gap.
        errors = [result.error * PER_10_000 or None for result in results]
        axes.plot(rates, errors, style, marker=".", label=label)
    axes.axhline(target, color="grey", linewidth=0.8)
    axes.text(rates[0], target * 1.1, "target", color="grey")
    axes.set(
        xscale="log", yscale="log", xlabel=BY_RATE, ylabel=DELIVERED, title="What is delivered"
    )


def _draw_keyings(axes: Any, points: Sequence[Point]) -> None:  # noqa: ANN401 - matplotlib's
    rates = [point.at * PER_10_000 for point in points]
    for label, style, results in _methods(points):
        axes.plot(rates, [each.keyings for each in results], style, marker=".", label=label)
    axes.set(xscale="log", xlabel=BY_RATE, ylabel=COST, title="What it costs")


def _draw_trade(axes: Any, by_target: Mapping[str, Sequence[Point]]) -> None:  # noqa: ANN401 - matplotlib's
    for name, points in by_target.items():
        curve = [point.adaptive for point in points]
        line = axes.plot(
            [each.keyings for each in curve],
            [each.error * PER_10_000 for each in curve],
            marker=".",
            label=name,
        )[0]
        for end in (points[0].single, points[0].double):
            axes.plot([end.keyings], [end.error * PER_10_000], "x", color=line.get_color())
    axes.axvline(AIM, color="grey", linewidth=0.8)
    axes.text(AIM + 0.01, 0.5, f"aim: {AIM}", color="grey")
    axes.set(yscale="log", xlabel=COST, ylabel=DELIVERED, title="Dots: by target. x: once, twice")
