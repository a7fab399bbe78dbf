"""`python -m simulation --seeds 200`, or `--seed 17 --trace` to see one run again."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor

from simulation.run import Result, run


def main(arguments: list[str] | None = None) -> int:
    """Run the seeds; return 1 if any run broke an invariant."""
    options = _options(arguments)
    if options.seed is not None:
        return _again(options.seed, trace=options.trace)
    seeds = range(options.first, options.first + options.seeds)
    results = list(_shown(_results(seeds, options.processes)))
    print(_summary(results))
    return 1 if any(result.violations for result in results) else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=200, help="how many runs")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--processes", type=int, default=2, help="how many at once")
    parser.add_argument("--seed", type=int, help="this run alone")
    parser.add_argument("--trace", action="store_true", help="with everything that happened in it")
    return parser.parse_args(arguments)


def _again(seed: int, *, trace: bool) -> int:
    result = run(seed)
    if trace:
        print("\n".join(result.trace))
    print(_summary([result]))
    return 1 if result.violations else 0


def _results(seeds: Iterable[int], processes: int) -> Iterator[Result]:
    if processes == 1:
        yield from map(run, seeds)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(run, seeds)


def _shown(results: Iterable[Result]) -> Iterator[Result]:
    """Pass results on, and say how it is going."""
    for number, result in enumerate(results, start=1):
        if number % 10 == 0:
            print(f"{number} runs", file=sys.stderr, flush=True)
        for violation in result.violations:
            print(f"seed {result.seed}: {violation}", flush=True)
        yield result


def _summary(results: list[Result]) -> str:
    faults, calls, answers = (
        sum((getattr(result, name) for result in results), Counter[str]())
        for name in ("faults", "calls", "answers")
    )
    broken = [result for result in results if result.violations]
    gaps = [result for result in results if result.known_gaps]
    ran = (
        f"{len(results)} runs, {sum(result.steps for result in results)} steps, "
        f"{sum(result.drops for result in results)} drops, "
        f"{sum(result.entries for result in results)} entries uploaded, "
        f"{sum(result.seconds for result in results):.0f} s"
    )
    known = (
        "known gap (came late, never submitted, S3's news of it failed): "
        f"{sum(len(result.known_gaps) for result in gaps)} entries, "
        f"seeds {[result.seed for result in gaps][:10]}"
    )
    lines = [
        ran,
        f"AWS calls: {calls.total():,}",
        *_table(calls),
        f"faults: {faults.total():,}",
        *_table(faults),
        "answers of the operator API:",
        *_table(answers),
        known,
        f"broken invariants: {sum(len(result.violations) for result in broken)}",
    ]
    for result in broken:
        lines += [f"  seed {result.seed}: {violation}" for violation in result.violations]
        lines.append(f"    again: python -m simulation --seed {result.seed} --trace")
    return "\n".join(lines)


def _table(counts: Counter[str]) -> list[str]:
    return [f"  {count:8,}  {name}" for name, count in counts.most_common()]


if __name__ == "__main__":
    sys.exit(main())
