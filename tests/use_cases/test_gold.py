"""Gold over each double: keyed like any record, seen by nobody, in no deliverable."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from urllib.parse import unquote, urlsplit

import pytest

from functions.assign.expired_leases import recover
from functions.assign.lease_renew import renew
from functions.assign.responses import lease_document
from functions.assign.submit import submit
from hinterland import s3_keys
from hinterland.catalogue.centre import Operator
from hinterland.catalogue.work_type import CheckRule, InputKind, Quality
from hinterland.fields.field import FieldKind
from hinterland.identifiers import item_id, record_id
from hinterland.quality.accepted_entries import read_accepted
from hinterland.stage import Stage
from hinterland.training.gold import ShownGold
from hinterland.training.known_answers import KnownRecord, KnownSet, Picture
from hinterland.work.entries import EntryRefusedError
from hinterland.work.items import WorkItem
from tests.use_cases.village import (
    HALF_AN_HOUR,
    JOB,
    KUMAR,
    MEENA,
    NAME,
    NOON,
    ONCE,
    SELVI,
    Village,
    put_work,
)

GOLD = KnownSet("names", 1, "addresses", 2, "known/names.1.json", "salt")
ALWAYS = replace(ONCE, quality=Quality(1, gold=Decimal(1)))


@pytest.fixture
def village(village: Village) -> Village:
    village.catalogue.kind = ALWAYS
    village.catalogue.people = {each.id: each for each in (SELVI, KUMAR, MEENA)}
    fill(village, 2)
    put_work(village, 4)
    return village


def fill(village: Village, count: int) -> None:
    records = [
        KnownRecord(f"k{n}", {"id": f"g{n}"}, None, {"name": f"gold {n}"}) for n in range(count)
    ]
    village.known_answers.in_force.clear()
    village.known_answers.fill(GOLD, *records)


def shown(village: Village, item: WorkItem) -> list[dict[str, str]]:
    """Return the ids and sources that a lease shows."""
    url = lease_document(village.stores, item, NOON)["input_url"]
    key = unquote(urlsplit(url).path).partition(f"{village.stores.work.name}/")[2]
    records = village.stores.work.read_json(key)["records"]
    return [{"record": each["record"], "id": each["show"]["id"]} for each in records]


def key(village: Village, who: Operator, item: WorkItem, gold: str | None = None) -> None:
    """Upload an entry of all that is shown; `gold` is what the known record is keyed as."""
    records = [
        {"record": each["record"], "values": {"name": name_for(each["id"], gold)}, "flag": None}
        for each in shown(village, item)
    ]
    village.put_entry(who, item, {"lease": item.lease, "records": records})


def name_for(source: str, gold: str | None) -> str:
    if not source.startswith("g"):
        return f"name {source}"
    return f"gold {source[1:]}" if gold is None else gold


def gold_of(village: Village, who: Operator) -> list[ShownGold]:
    return village.stores.gold.shown_to(who.id)


def accuracy(village: Village, who: Operator) -> tuple[int, int]:
    kinds = village.stores.track_records.accuracy(who.id).get("addresses", {})
    found = kinds.get(FieldKind.TEXT)
    return (found.gold_right, found.gold_wrong) if found else (0, 0)


def test_a_lease_shows_one_record_more_that_looks_like_the_others(village: Village) -> None:
    (item,) = village.take(SELVI)
    records = shown(village, item)
    assert len(records) == 3
    [gold] = [each for each in records if each["record"] not in item.records]
    assert len(gold["record"]) == 6
    assert gold["id"].startswith("g")


@pytest.mark.every_store
def test_it_is_paid_judged_and_taken_out(village: Village) -> None:
    (item,) = village.take(SELVI)
    key(village, SELVI, item)
    assert village.submit(SELVI, item).earned == Decimal("3.30")
    done = village.read(item)
    [entry] = read_accepted(village.stores.work, done, (NAME,))
    assert tuple(keyed.record for keyed in entry.records) == item.records
    assert village.stores.jobs.get(item.job).done == 2
    assert accuracy(village, SELVI) == (1, 0)
    assert village.submit(SELVI, item).earned == Decimal("3.30")
    assert accuracy(village, SELVI) == (1, 0)


def test_keyed_wrong_it_counts_against_the_operator_and_delivers_nothing(village: Village) -> None:
    (item,) = village.take(SELVI)
    key(village, SELVI, item, gold="silver")
    assert village.submit(SELVI, item).next_stage is Stage.DONE
    assert accuracy(village, SELVI) == (0, 1)


def test_two_keyings_are_compared_without_it(village: Village) -> None:
    village.catalogue.kind = replace(ALWAYS, quality=Quality(2, gold=Decimal(1)))
    for who, then in ((SELVI, Stage.VERIFY), (KUMAR, Stage.DONE)):
        (item,) = village.take(who)
        key(village, who, item, gold=f"gold keyed by {who.id}")
        assert village.submit(who, item).next_stage is then
    assert accuracy(village, KUMAR) == (0, 1)


def test_an_adjudicator_gets_none(village: Village) -> None:
    village.catalogue.kind = replace(ALWAYS, quality=Quality(2, gold=Decimal(1)))
    for who in (SELVI, KUMAR):
        (item,) = village.take(who)
        records = [
            {"record": each["record"], "values": {"name": who.id}, "flag": None}
            for each in shown(village, item)
        ]
        village.put_entry(who, item, {"lease": item.lease, "records": records})
        village.submit(who, item)
    (item,) = village.take(MEENA)
    assert item.stage is Stage.ADJUDICATE
    assert {each["record"] for each in shown(village, item)} == set(item.records)


@pytest.mark.parametrize("gold", [None, "silver"])
def test_in_adaptive_work_it_weighs_on_the_standing(village: Village, gold: str | None) -> None:
    quality = Quality(
        check=CheckRule.ADAPTIVE, target_field_error=Decimal("0.0005"), gold=Decimal(1)
    )
    village.catalogue.kind = replace(ALWAYS, quality=quality)
    (item,) = village.take(SELVI)
    key(village, SELVI, item)
    village.submit(SELVI, item)
    assert village.stores.track_records.standing("selvi", "addresses").earned == 1
    (item,) = village.take(SELVI)
    key(village, SELVI, item, gold)
    village.submit(SELVI, item)
    expected = 2 if gold is None else 0
    assert village.stores.track_records.standing("selvi", "addresses").earned == expected


def test_each_known_record_is_shown_to_a_person_once(village: Village) -> None:
    items = village.take(SELVI, 4)
    with_gold = [item for item in items if len(shown(village, item)) == 3]
    assert len(with_gold) == 2
    assert {each.known for each in gold_of(village, SELVI)} == {"k0", "k1"}
    assert len(shown(village, village.take(KUMAR, now=NOON + HALF_AN_HOUR)[0])) == 3


def test_a_page_that_restarts_or_renews_finds_the_same(village: Village) -> None:
    (item,) = village.take(SELVI, key="a")
    first = shown(village, item)
    (again,) = village.take(SELVI, key="a")
    assert shown(village, again) == first
    fill(village, 1)  # the office changes the set meanwhile
    assert shown(village, village.read(item)) == first


def test_taken_again_under_the_same_name_a_lease_carries_what_it_carried(village: Village) -> None:
    (item,) = village.take(SELVI, key="a")
    first = shown(village, item)
    later = NOON + HALF_AN_HOUR
    recover(village.stores, later)
    again = renew(village.stores, SELVI, str(item.lease), later)
    assert again.lease == item.lease
    assert shown(village, again) == first
    assert len(gold_of(village, SELVI)) == 1


def test_a_late_entry_is_taken_in_with_its_gold(village: Village) -> None:
    (item,) = village.take(SELVI)
    key(village, SELVI, item)
    recover(village.stores, NOON + HALF_AN_HOUR)
    assert village.read(item).stage is Stage.DONE
    assert accuracy(village, SELVI) == (1, 0)


def test_an_entry_that_is_too_late_is_kept_and_paid_like_any(village: Village) -> None:
    village.catalogue.kind = replace(ALWAYS, pay_per_kept_record=Decimal("0.50"))
    put_late(village, SELVI)
    (line,) = village.account.pay.between("selvi", NOON.date(), NOON.date())
    assert (line.records, line.amount) == (3, Decimal("1.50"))
    assert accuracy(village, SELVI) == (0, 0)


def put_late(village: Village, who: Operator) -> None:
    (item,) = village.take(who)
    late = NOON + HALF_AN_HOUR + timedelta(minutes=1)
    everything = village.take(KUMAR, 4, now=late)
    assert item.id in {each.id for each in everything}
    key(village, who, item)
    assert submit(village.stores, who, str(item.lease), late).outcome == "kept"


def test_a_known_record_that_fails_a_check_is_told_like_any(village: Village) -> None:
    (item,) = village.take(SELVI)
    key(village, SELVI, item, gold="")
    with pytest.raises(EntryRefusedError) as refused:
        village.submit(SELVI, item)
    [mistake] = refused.value.mistakes
    assert (mistake.field, mistake.code) == ("name", "required")


def test_an_entry_without_it_is_accepted_all_the_same(village: Village) -> None:
    (item,) = village.take(SELVI)
    village.upload(SELVI, item, "A", "B")
    assert village.submit(SELVI, item).earned == Decimal("2.20")


def test_nobody_adds_a_record_of_their_own(village: Village) -> None:
    (item,) = village.take(SELVI)
    records = [
        {"record": record, "values": {"name": "x"}, "flag": None}
        for record in (*item.records, "000777")
    ]
    village.put_entry(SELVI, item, {"lease": item.lease, "records": records})
    with pytest.raises(EntryRefusedError, match="another look"):
        village.submit(SELVI, item)


def test_work_without_a_share_carries_none(village: Village) -> None:
    village.catalogue.kind = ONCE
    (item,) = village.take(SELVI)
    assert len(shown(village, item)) == 2


def test_work_without_a_set_carries_none(village: Village) -> None:
    village.known_answers.in_force.clear()
    (item,) = village.take(SELVI)
    assert len(shown(village, item)) == 2


def test_what_the_lease_shows_has_the_form_of_the_items_own(village: Village) -> None:
    (item,) = village.take(SELVI)
    own = village.stores.work.read_json(s3_keys.item_input(item.job, item.id))
    mixed = village.stores.work.read_json(s3_keys.lease_input(item.job, item.id, str(item.lease)))
    assert mixed.keys() == own.keys()
    assert {frozenset(each) for each in mixed["records"]} == {frozenset(own["records"][0])}


def test_a_known_page_lies_where_a_page_of_the_job_would(village: Village) -> None:
    village.catalogue.kind = replace(ALWAYS, input=InputKind.IMAGES)
    village.known_answers.in_force.clear()
    picture = Picture("till.jpg", "known/pages.1", "image/jpeg")
    village.stores.work.write(picture.key, b"a picture", picture.content_type)
    page = KnownRecord("p1", {}, picture, {"name": "gold"})
    village.known_answers.fill(replace(GOLD, document="pages"), page)
    for number in range(1, 9):
        show_pages(village, number)
    (item,) = village.take(SELVI)
    [gold] = gold_of(village, SELVI)
    images = lease_document(village.stores, item, NOON)["images"]
    assert images.keys() == {*item.records, gold.record}
    assert images[gold.record].partition("?")[0].endswith(f"{item.job}/images/{gold.record}")
    assert village.stores.work.read(s3_keys.image(item.job, gold.record)) == b"a picture"
    (other,) = village.take(KUMAR)
    lease_document(village.stores, other, NOON)
    assert gold_of(village, KUMAR)[0].record == gold.record


def show_pages(village: Village, number: int) -> None:
    key = s3_keys.item_input(JOB, item_id(number))
    records = [
        {
            "record": record_id(2 * number - at),
            "show": {"file": "june.pdf", "page": 2 * number - at},
        }
        for at in (1, 0)
    ]
    village.stores.work.write_json(key, {"work_item": item_id(number), "records": records})
