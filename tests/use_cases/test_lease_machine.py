"""The lease protocol under any order of events: operators who vanish, repeat, come late and race.

A hypothesis state machine over the real stores; time passes only when a rule says so. After each
step the invariants 2 to 5 of the design are checked against what operators were told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from functions.assign.expired_leases import recover
from functions.assign.lease_renew import LeaseLostError, give_back, renew
from functions.assign.lease_take import WantedLeases, take_leases
from functions.assign.submit import NoUploadError, submit
from hinterland import s3_keys
from hinterland.catalogue.centre import Operator
from hinterland.catalogue.work_type import Quality
from hinterland.errors import NotFoundError
from hinterland.identifiers import item_id
from hinterland.operators.track_records import Correction, Lesson
from hinterland.pay.pay_line import PayLine
from hinterland.stage import Stage
from hinterland.work import leases
from hinterland.work.entries import EntryRefusedError
from hinterland.work.items import AcceptedEntry, KeptEntry, Queue, WorkItem
from hinterland.work.port import WorkItems
from tests.use_cases.village import (
    KUMAR,
    MEENA,
    NOON,
    ONCE,
    SELVI,
    Village,
    begin_job,
    put_work,
)

DEVI = replace(SELVI, id="devi", name="Devi", centre="kooraikundu")
PEOPLE = (SELVI, KUMAR, MEENA, DEVI)
ITEMS = 2
KEPT_RATE = Decimal("0.55")
EXAMPLES = {"memory": 60, "moto": 15, "ministack": 5}

people = st.sampled_from(PEOPLE)
numbers = st.integers(0, 20)
names = st.sampled_from(["A", "A", "A", "B", ""])  # mostly alike; empty fails a check


class PowerCutError(BaseException):
    """The process is gone."""


@dataclass
class Unsteady:
    """The work item rows, of which a read may be an old one and a write the last thing done."""

    rows: WorkItems
    old: dict[str, WorkItem] = field(default_factory=dict)  # by item: what the next read returns
    dies: str = ""  # "before" or "after" the next write

    def get(self, job: str, item: str) -> WorkItem:
        return self.old.pop(item, None) or self.rows.get(job, item)

    def change(self, item: WorkItem) -> WorkItem:
        with self._cut():
            return self.rows.change(item)

    def accept(
        self,
        item: WorkItem,
        pay: PayLine,
        queried: int,
        lessons: Sequence[Lesson] = (),
        corrections: Sequence[Correction] = (),
    ) -> WorkItem:
        with self._cut():
            return self.rows.accept(item, pay, queried, lessons, corrections)

    def query(self, item: WorkItem) -> WorkItem:
        with self._cut():
            return self.rows.query(item)

    def keep(self, item: WorkItem, pay: PayLine | None) -> WorkItem:
        with self._cut():
            return self.rows.keep(item, pay)

    def add(self, items: Iterable[WorkItem]) -> None:
        self.rows.add(items)

    def waiting(self, queue: Queue, now: datetime, page: int) -> Iterator[WorkItem]:
        return self.rows.waiting(queue, now, page)

    def expired(self, queue: Queue, now: datetime, page: int) -> Iterator[WorkItem]:
        return self.rows.expired(queue, now, page)

    def head(self, queue: Queue) -> datetime | None:
        return self.rows.head(queue)

    def held_by(self, operator: str, now: datetime) -> list[WorkItem]:
        return self.rows.held_by(operator, now)

    def of_job(self, job: str, first: str, last: str) -> Iterator[WorkItem]:
        return self.rows.of_job(job, first, last)

    def _cut(self) -> "_Cut":
        dies, self.dies = self.dies, ""
        return _Cut(dies)


@dataclass
class _Cut:
    dies: str

    def __enter__(self) -> None:
        if self.dies == "before":
            raise PowerCutError

    def __exit__(self, *_: object) -> None:
        if self.dies == "after":
            raise PowerCutError


@dataclass
class Told:
    """What an operator believes of a lease."""

    item: WorkItem
    operator: Operator
    until: datetime
    is_over: bool = False


class Machine(RuleBasedStateMachine):
    """Four operators, two work items, one clock."""

    village: Village
    jobs: Iterator[int]

    @initialize(
        quality=st.sampled_from([Quality(1), Quality(2), Quality(2, separate_centres=True)])
    )
    def open_job(self, quality: Quality) -> None:
        number = next(self.jobs)
        self.job, self.now = f"20261121-{number:012d}", NOON
        kind = replace(ONCE, id=f"w{number}", quality=quality, pay_per_kept_record=KEPT_RATE)
        self.village.catalogue.kind = kind
        self.village.catalogue.people = {who.id: who for who in PEOPLE}
        self.rows = self.village.stores.work_items
        self.unsteady = Unsteady(self.rows)
        self.stores = replace(self.village.stores, work_items=self.unsteady)
        self.told: dict[str, Told] = {}
        self.asked: list[tuple[Operator, WantedLeases]] = []
        self.uploaded: set[str] = set()  # leases, while these were on their items' rows
        self.answered: dict[str, str] = {}  # by lease: what its last submit came to
        self.earned: dict[str, Decimal] = {}
        self.seen: dict[str, WorkItem] = {}
        self.settled: set[str] = set()  # leases
        begin_job(self.village, self.job, kind.id)
        put_work(self.village, ITEMS, self.job)

    # What operators do

    @rule(who=people, wanted=st.integers(1, 2))
    def take(self, who: Operator, wanted: int) -> None:
        request = WantedLeases(f"{self.job}-{len(self.asked)}", wanted)
        self.asked.append((who, request))
        self._take(who, request)

    @precondition(lambda self: self.asked)
    @rule(which=numbers)
    def take_again(self, which: int) -> None:
        self._take(*self.asked[which % len(self.asked)])

    @precondition(lambda self: self.told)
    @rule(which=numbers, first=names, second=names)
    def upload(self, which: int, first: str, second: str) -> None:
        told = self._some(which)
        lease = str(told.item.lease)
        adjudicated = s3_keys.adjudication_input(self.job, told.item.id)
        records = list(told.item.records)
        if told.item.stage is Stage.ADJUDICATE:
            shown = self.stores.work.read_json(adjudicated)
            records = [each["record"] for each in shown["records"]]
        keyed = [
            {"record": record, "values": {"name": name}}
            for record, name in zip(records, (first, second), strict=False)
        ]
        self.village.put_entry(told.operator, told.item, {"lease": lease, "records": keyed})
        self.answered.pop(lease, None)
        # An upload for an item that was freed or passed on counts from its submit on.
        if self._row(int(told.item.id)).lease == lease:
            self.uploaded.add(lease)

    @precondition(lambda self: self.told)
    @rule(which=numbers)
    def hand_in(self, which: int) -> None:
        told = self._some(which)
        lease, was_over = str(told.item.lease), told.is_over
        told.is_over = True
        try:
            receipt = submit(self.stores, told.operator, lease, self.now)
        except (NoUploadError, EntryRefusedError) as refused:
            told.is_over = was_over
            self.answered[lease] = refused.code
        except (NotFoundError, PowerCutError):
            return
        else:
            self.answered[lease] = receipt.outcome
            assert self.earned.setdefault(lease, receipt.earned) == receipt.earned
            if receipt.outcome == "kept":
                assert self.stores.work.read_json(s3_keys.kept(self.job, told.item.id, lease))

    @precondition(lambda self: self.told)
    @rule(which=numbers)
    def renew_one(self, which: int) -> None:
        told = self._some(which)
        try:
            renewed = renew(self.stores, told.operator, str(told.item.lease), self.now)
        except (LeaseLostError, leases.LeaseRefusedError):
            told.is_over = True
        except PowerCutError:
            return
        else:
            self._hear(told.operator, renewed)

    @precondition(lambda self: self.told)
    @rule(which=numbers)
    def return_one(self, which: int) -> None:
        told = self._some(which)
        told.is_over = True
        self.uploaded.discard(str(told.item.lease))  # unworked, the operator says
        try:
            give_back(self.stores, told.operator, str(told.item.lease), self.now)
        except PowerCutError:
            return

    # What happens to them

    @rule(minutes=st.sampled_from([1, 10, 29, 30, 31]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def a_minute_strikes(self) -> None:
        try:
            recover(self.stores, self.now)
        except PowerCutError:
            return

    @rule(when=st.sampled_from(["before", "after"]))
    def power_will_fail(self, when: str) -> None:
        self.unsteady.dies = when

    @rule(number=st.integers(1, ITEMS))
    def somebody_reads_and_is_slow(self, number: int) -> None:
        """Make the next read of an item give what is there now, however late it comes."""
        self.unsteady.old[item_id(number)] = self._row(number)

    # What must hold

    @invariant()
    def all_invariants_hold(self) -> None:
        if not hasattr(self, "told"):
            return
        rows = self._rows()
        self._check_one_holder()
        for row in rows:
            self._check_keyers(row)
        accepted = {entry.lease: entry for row in rows for entry in row.accepted}
        kept = {entry.lease: entry for row in rows for entry in row.kept}
        assert accepted.keys().isdisjoint(kept)
        self._check_answers(accepted, kept)
        if accepted.keys() | kept.keys() != self.settled:
            self._check_money(rows, accepted, kept)
            self.settled = accepted.keys() | kept.keys()

    def _check_one_holder(self) -> None:
        holders = [told.item.id for told in self.told.values() if self._believes(told)]
        assert len(set(holders)) == len(holders), holders

    def _check_keyers(self, row: WorkItem) -> None:
        """Blind keying; and what was accepted once stays so."""
        keyers = [entry.operator for entry in row.accepted]
        assert len(set(keyers)) == len(keyers)
        if self.village.catalogue.kind.quality.separate_centres:
            centres = [entry.centre for entry in row.accepted[:2]]
            assert len(set(centres)) == len(centres)
        before = self.seen.get(row.id, row)
        assert row.accepted[: len(before.accepted)] == before.accepted
        assert row.kept[: len(before.kept)] == before.kept
        self.seen[row.id] = row

    def _check_answers(
        self, accepted: Mapping[str, AcceptedEntry], kept: Mapping[str, KeptEntry]
    ) -> None:
        """What an operator was told of an entry stays true."""
        for lease, outcome in self.answered.items():
            assert (outcome == "accepted") <= (lease in accepted)
            assert (outcome == "kept") <= (lease in kept)

    def _check_money(
        self,
        rows: list[WorkItem],
        accepted: Mapping[str, AcceptedEntry],
        kept: Mapping[str, KeptEntry],
    ) -> None:
        first, last = NOON.date(), NOON.date() + timedelta(30)
        lines = [
            line
            for who in PEOPLE
            for line in self.village.account.pay.between(who.id, first, last)
            if line.lease.startswith(self.job)
        ]
        earned = {lease: Decimal("1.10") * entry.records for lease, entry in accepted.items()}
        earned |= {lease: entry.earned for lease, entry in kept.items() if entry.earned}
        assert len(lines) == len(earned)
        assert {line.lease: line.amount for line in lines} == earned
        for lease, told in self.earned.items():
            assert told == earned.get(lease, 0)
        done = [row for row in rows if row.stage is Stage.DONE]
        job = self.stores.jobs.get(self.job)
        assert (job.items_done, job.done) == (len(done), sum(len(row.records) for row in done))

    def teardown(self) -> None:
        """Let every lease end: then no upload may be left that nothing was said about."""
        if not hasattr(self, "told"):
            return
        self.unsteady.dies = ""
        self.unsteady.old.clear()
        self.now += timedelta(hours=2)
        recover(self.stores, self.now)
        self.all_invariants_hold()
        accepted = {entry.lease for row in self._rows() for entry in row.accepted}
        kept = {entry.lease for row in self._rows() for entry in row.kept}
        for lease in self.uploaded - accepted - kept - self.answered.keys():
            item = self.told[lease].item.id
            assert self.stores.work.read_json(s3_keys.kept(self.job, item, lease))

    def _take(self, who: Operator, request: WantedLeases) -> None:
        try:
            for item in take_leases(self.stores, who, request, self.now):
                self._hear(who, item)
        except PowerCutError:
            return

    def _hear(self, who: Operator, item: WorkItem) -> None:
        known = self.told.get(str(item.lease))
        if known is None or known.until < item.visible_at:
            self.told[str(item.lease)] = Told(item, who, item.visible_at)

    def _believes(self, told: Told) -> bool:
        return not told.is_over and told.until > self.now

    def _some(self, which: int) -> Told:
        return list(self.told.values())[which % len(self.told)]

    def _row(self, number: int) -> WorkItem:
        return self.rows.get(self.job, item_id(number))

    def _rows(self) -> list[WorkItem]:
        return list(self.rows.of_job(self.job, item_id(1), item_id(ITEMS)))


def test_the_protocol_holds_in_any_order_of_events(village: Village, kind_of_store: str) -> None:
    """Run most of it where it is quickest."""
    Machine.village, Machine.jobs = village, count(1)
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=EXAMPLES[kind_of_store],
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
