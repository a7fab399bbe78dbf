"""`python -m benchmarks.leases`: print how many AWS calls each operation makes."""

from benchmarks.leases.bench import Bench, Calls


def main() -> None:
    """Measure and print."""
    rows = [*_keyed_once(), *_keyed_twice()]
    print("| operation | calls | which |")
    print("|---|---|---|")
    for name, calls in rows:
        which = ", ".join(f"{number} {call}" for call, number in calls.most_common())
        print(f"| {name} | {calls.total()} | {which} |")


def _keyed_once() -> list[tuple[str, Calls]]:
    bench = Bench()
    with bench.open("once"):
        one, (lease,) = bench.take("asha", key="first")
        repeated, _ = bench.take("asha", key="first")
        five, _ = bench.take("devi", 5)
        renewed = bench.do("asha", lease, "renew")
        done = bench.key("asha", lease, "A")
        again = bench.do("asha", lease, "submit")
        _, (other,) = bench.take("asha")
        returned = bench.do("asha", other, "return")
        idle_look = bench.recover()
        bench.wait(6)
        freeing = bench.recover()
        rest = bench.take("bala", 20)[1] + bench.take("bala", 20)[1]
        idle, none = bench.take("asha")
        if none or not rest:
            raise RuntimeError("there should be nothing left to take")
    return [
        ("take 1 lease", one),
        ("take 1 lease, repeated", repeated),
        ("take 5 leases", five),
        ("take, nothing to be had", idle),
        ("renew", renewed),
        ("return", returned),
        ("submit, keyed once: done", done),
        ("submit, repeated", again),
        ("every minute, nothing ended", idle_look),
        ("every minute, 5 ended leases without upload", freeing),
    ]


def _keyed_twice() -> list[tuple[str, Calls]]:
    bench = Bench()
    with bench.open("twice"):
        first, agreed = _first_and_second(bench, "A", "A")
        _, disputed = _first_and_second(bench, "A", "B")
        _, (lease,) = bench.take("bala")
        settled = bench.key("bala", lease, "A")
    return [
        ("submit, first keying of two", first),
        ("submit, second keying, agreed: done", agreed),
        ("submit, second keying, disputed", disputed),
        ("submit, adjudicated: done", settled),
    ]


def _first_and_second(bench: Bench, one: str, other: str) -> tuple[Calls, Calls]:
    _, (lease,) = bench.take("asha")
    first = bench.key("asha", lease, one)
    _, (lease,) = bench.take("devi")
    return first, bench.key("devi", lease, other)


if __name__ == "__main__":
    main()
