"""The operators' track records at the end of a run, worked out anew from what they sent."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from hinterland import tables
from simulation.answers import FIELDS, Keyed, alike, disputed_fields
from simulation.gold import Shown, shown_gold, without
from simulation.ledger import Ledger
from simulation.rows import Row, rows_of
from simulation.setting import SAMPLED

_KINDS = {"keyed_name": "text", "keyed_amount": "integer"}
_COUNTS = ("agreed", "upheld", "overruled", "gold_right", "gold_wrong")

type Finding = tuple[int, str, str]
"""Of the first keyer (0) or the second (1): a field, and what became of it."""


class TrackAudit:
    """Compares what was learned with the accepted entries: all of it, once, fault or no fault."""

    def __init__(self, ledger: Ledger, items: Sequence[Row]) -> None:
        self._broken = ledger.broken
        self._gold = shown_gold()
        self._uploads = {upload.version_id: upload for upload in ledger.uploads}
        self._items = items
        facts = rows_of(tables.OPERATORS.name)
        self._facts = {(row["operator"], row["fact"]): row for row in facts}

    def run(self) -> None:
        """Check every item's draw, and all counts, corrections and standings."""
        counts: Counter[tuple[str, str, str]] = Counter()
        wrong: Counter[tuple[str, str]] = Counter()
        gains: defaultdict[tuple[str, str], list[int | None]] = defaultdict(list)
        for item in self._items:
            self._draw(item)
            for operator, judged in self._gold_findings(item):
                counts.update((operator, *each) for each in judged)
                if item["work_type"] == SAMPLED:
                    is_lost = any(name == "gold_wrong" for _, name in judged)
                    gain = None if is_lost else len(judged)
                    gains[operator, f"standing#{SAMPLED}"].append(gain)
            keyers = [entry["operator"] for entry in item["accepted"]]
            found = list(self._findings(item))
            for which, field, what in found:
                fact = f"accuracy#{item['work_type']}#{_KINDS[field]}"
                counts[keyers[which], fact, what] += 1
                if what == "overruled":
                    wrong[keyers[which], f"{item['job']}#{item['item']}"] += 1
            if item["work_type"] == SAMPLED and found:
                gains[keyers[0], f"standing#{SAMPLED}"].append(_gain(item, found))
        self._counts(counts)
        self._corrections(wrong)
        self._standings(gains)

    def _draw(self, item: Row) -> None:
        """See that an item was spared a second keying only by a draw that might have fallen so."""
        probability, keyings = item.get("probability"), len(item["accepted"])
        if not keyings:  # the office made queries of its records before anybody keyed it
            return
        if item["work_type"] != SAMPLED:
            is_right = probability is None
        else:
            is_right = probability is not None and (keyings > 1 or probability < 1)
        if not is_right:
            self._broken(f"{item['job']}/{item['item']}: {keyings} keyings at {probability}")

    def _findings(self, item: Row) -> Iterator[Finding]:
        entries = [
            {each["record"]: each for each in self._own(entry["version_id"])}
            for entry in item["accepted"]
        ]
        for record in entries[0] if len(entries) > 1 else ():
            last = entries[2].get(record) if entries[2:] else None
            yield from _of_record(entries[0][record], entries[1][record], last)

    def _own(self, version_id: str) -> list[Keyed]:
        upload = self._uploads.get(version_id)
        return without(upload.records, self._gold.get(upload.lease)) if upload else []

    def _gold_findings(self, item: Row) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Yield of each accepted entry with a known record whose it is, and a finding per field."""
        for entry in item["accepted"]:
            shown, upload = self._gold.get(entry["lease"]), self._uploads.get(entry["version_id"])
            for keyed in upload.records if shown and upload else ():
                if shown and keyed["record"] == shown.record:
                    yield entry["operator"], list(_of_gold(item["work_type"], keyed, shown))

    def _counts(self, expected: Counter[tuple[str, str, str]]) -> None:
        stored = {
            (operator, fact, name): row[name]
            for (operator, fact), row in self._facts.items()
            for name in _COUNTS
            if row.get(name)
        }
        if stored != dict(expected):
            self._broken(f"5 once: accuracy is {stored}, by the entries {dict(expected)}")

    def _corrections(self, expected: Counter[tuple[str, str]]) -> None:
        stored = Counter[tuple[str, str]]()
        for (operator, fact), row in self._facts.items():
            kind, _, rest = fact.partition("#")
            if kind == "correction":
                stored[operator, rest.partition("#")[2]] += row["fields"]
        if stored != expected:
            self._broken(f"5 once: corrections are {stored}, by the entries {expected}")

    def _standings(self, gains: dict[tuple[str, str], list[int | None]]) -> None:
        for place, each in gains.items():
            earned = self._facts.get(place, {}).get("earned", 0)
            most = sum(gain or 0 for gain in each)
            # After a slip, how much was earned since depends on the order of the verdicts.
            if earned > most or (None not in each and earned < most):
                self._broken(f"5 once: {place} stands at {earned} after {each}")


def _of_gold(work_type: str, keyed: Keyed, shown: Shown) -> Iterator[tuple[str, str]]:
    answer = {"values": shown.right}
    for field in FIELDS:
        is_right = not keyed["flag"] and alike(field, keyed, answer)
        yield f"accuracy#{work_type}#{_KINDS[field]}", "gold_right" if is_right else "gold_wrong"


def _of_record(first: Keyed, second: Keyed, last: Keyed | None) -> Iterator[Finding]:
    disputed = disputed_fields(first, second)
    for which, keyed in enumerate((first, second)):
        for field in FIELDS:
            if field not in disputed:
                if not keyed["flag"]:
                    yield which, field, "agreed"
            elif last and not last["flag"]:
                is_right = not keyed["flag"] and alike(field, keyed, last)
                yield which, field, "upheld" if is_right else "overruled"


def _gain(item: Row, found: Sequence[Finding]) -> int | None:
    """Return the fields that a verdict earned the first keyer; None if it found a mistake."""
    of_first = [what for which, _, what in found if which == 0]
    if "overruled" in of_first:
        return None
    probability: float = item["probability"]
    return round(len(of_first) / probability)
