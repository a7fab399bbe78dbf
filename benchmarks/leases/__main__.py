"""`python -m benchmarks.leases`: print how many AWS calls each operation makes."""

from benchmarks.leases.bench import Bench, Calls, Lease, carries_gold


def main() -> None:
    """Measure and print."""
    rows = [*_keyed_once(), *_keyed_twice(), *_sampled(), *_with_gold()]
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
        heard = bench.hear_of(lease)
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
        ("an upload is heard of, its lease stands", heard),
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


def _sampled() -> list[tuple[str, Calls]]:
    bench = Bench()
    with bench.open("sampled"):
        first, agreed = _first_and_second(bench, "A", "A")
    return [
        ("submit, first keying, adaptive", first),
        ("submit, second keying, adaptive, agreed: done", agreed),
    ]


def _with_gold() -> list[tuple[str, Calls]]:
    """Measure work of which some leases carry a known record: one that does not, one that does."""
    bench = Bench()
    with bench.open("apart"):
        plain, lease = _take_until(bench, gold=False)
        keyed_plain = bench.key("asha", lease, "A")
        mixed, lease = _take_until(bench, gold=True)
        renewed = bench.do("asha", lease, "renew")
        keyed = bench.key("asha", lease, "A")
    return [
        ("take 1 lease that carries no gold, though others do", plain),
        ("submit it, first keying of two", keyed_plain),
        ("take 1 lease that carries gold", mixed),
        ("renew it", renewed),
        ("submit it, first keying of two", keyed),
    ]


def _take_until(bench: Bench, *, gold: bool) -> tuple[Calls, Lease]:
    while True:
        calls, (lease,) = bench.take("asha")
        if carries_gold(lease) is gold:
            return calls, lease


def _first_and_second(bench: Bench, one: str, other: str) -> tuple[Calls, Calls]:
    _, (lease,) = bench.take("asha")
    first = bench.key("asha", lease, one)
    _, (lease,) = bench.take("devi")
    return first, bench.key("devi", lease, other)


if __name__ == "__main__":
    main()
