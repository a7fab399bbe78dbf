"""Record ids of a work item, written short: `17-19,21`.

A work item row must stay under 1 KB with up to 200 records, which are nearly always a run.
"""

from collections.abc import Iterable

from hinterland.identifiers import record_id


def to_runs(records: Iterable[str]) -> str:
    """Write ascending record ids as runs."""
    runs: list[tuple[int, int]] = []
    for number in map(int, records):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return ",".join(f"{first}-{last}" if first != last else f"{first}" for first, last in runs)


def from_runs(text: str) -> tuple[str, ...]:
    """Read what `to_runs` wrote."""
    numbers: list[int] = []
    for run in filter(None, text.split(",")):
        first, _, last = run.partition("-")
        numbers.extend(range(int(first), int(last or first) + 1))
    return tuple(map(record_id, numbers))
