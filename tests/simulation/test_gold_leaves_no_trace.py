"""However much gold is mixed in, what the client gets is the same, byte for byte."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.merge import handler as merge
from hinterland import s3_keys, tables
from hinterland.aws.catalogue.rows import CatalogueRows, Kind, StoredDocument
from hinterland.aws.clients import client
from hinterland.aws.objects import S3Objects
from hinterland.workflow import Action
from simulation.account import DELIVERIES, WORK
from simulation.front_door import CONTEXT
from simulation.gold import shown_gold
from simulation.rows import rows_of
from simulation.setting import CLIENT, PAY_PER_RECORD, SEPARATE, furnish_catalogue
from tests.simulation.quiet_day import JOB, Document, QuietDay, put_work, quiet_day

RECORDS, PER_ITEM = 8, 2
PART = {"part": 1, "first_record": 1, "records": RECORDS, "first_item": 1, "items": 4}
DELIVERED = (s3_keys.RESULT, s3_keys.QUERIES, s3_keys.RECONCILIATION, s3_keys.CERTIFICATE)
# Two key, each in a centre of their own; the third settles what they differ in.
KEYERS, JUDGE = ("asha", "devi"), "bala"

type Names = Sequence[str]
"""What is keyed for each record in turn; "" for a flag."""

some_names = st.lists(st.sampled_from(["a", "b", ""]), min_size=RECORDS, max_size=RECORDS)


@dataclass
class Day:
    """What a day came to."""

    files: list[bytes]
    pay: Decimal
    gold: int  # known records that were shown


@pytest.mark.prove
@settings(max_examples=4)
@given(first=some_names, second=some_names, share=st.sampled_from(["0.3", "0.7", "1"]))
def test_the_deliverable_is_the_same_with_gold_and_without(
    first: Names, second: Names, share: str
) -> None:
    without, mixed = a_day("0", first, second), a_day(share, first, second)
    assert without.gold == 0
    assert mixed.files == without.files
    assert mixed.pay == without.pay + mixed.gold * Decimal(PAY_PER_RECORD)


def test_all_leases_can_carry_gold() -> None:
    names = ["a"] * RECORDS
    assert a_day("1", names, names).gold == 8


def a_day(share: str, first: Names, second: Names) -> Day:
    with quiet_day() as day:
        furnish_catalogue([SEPARATE])
        _set_share(share)
        shown = [{"no": str(n), "name": f"n{n}", "amount": str(n)} for n in range(RECORDS)]
        put_work(SEPARATE, [shown[at : at + PER_ITEM] for at in range(0, RECORDS, PER_ITEM)], 2)
        for who, names in zip((*KEYERS, JUDGE), (first, second, first), strict=True):
            _key_all(day, who, names)
        return Day(_delivered(), sum(_pay(), Decimal(0)), len(shown_gold()))


def _key_all(day: QuietDay, who: str, names: Names) -> None:
    for lease in day.take(who):
        day.hand_in(lease, [_keyed(each, names) for each in lease["input"]["records"]])


def _keyed(shown: Document, names: Names) -> Document:
    number = int(shown["record"]) - 1
    name = names[number] if number < RECORDS else "gold?"
    values = {"keyed_name": name, "keyed_amount": "7"}
    flag = None if name else "illegible"
    return {"record": shown["record"], "values": values, "flag": flag, "ms": 900}


def _set_share(share: str) -> None:
    rows = CatalogueRows(tables.CATALOGUE.name)
    before = rows.current(Kind.WORK_TYPE, SEPARATE)
    quality = {"keyings": 2, "separate_centres": True, "gold": share}
    rows.retire(Kind.WORK_TYPE, SEPARATE)
    document = {**before.document, "quality": quality}
    rows.store(Kind.WORK_TYPE, StoredDocument(SEPARATE, 2, document))


def _delivered() -> list[bytes]:
    work = S3Objects(client("s3"), WORK)
    work.write_json(s3_keys.plan(JOB), {"columns": ["no", "name", "amount"]})
    work.write_json(s3_keys.parts(JOB), [PART])
    merge.handle({"action": Action.PART, "job": JOB, "part": PART}, CONTEXT)
    merge.handle({"action": Action.FINISH, "job": JOB}, CONTEXT)
    deliveries = S3Objects(client("s3"), DELIVERIES)
    return [deliveries.read(s3_keys.delivery(CLIENT, JOB, file)) for file in DELIVERED]


def _pay() -> list[Decimal]:
    return [Decimal(row["amount"]) for row in rows_of(tables.PAY.name)]
