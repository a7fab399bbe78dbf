"""Sets of known answers: as the office writes them, and as the catalogue's rows keep them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from hinterland.documents.place import Place, expect_distinct
from hinterland.documents.texts import texts
from hinterland.texts import Texts
from hinterland.training.known_answers import KnownSet, Training, Use
from hinterland.work.entries import Flag

PAID_ATTEMPTS = 3
RECORDS_PER_ATTEMPT = 10
MOST_RECORDS = 2000
_TRAINING = ("skill", "title", "pass", "pay_per_record", "paid_attempts", "records_per_attempt")


@dataclass(frozen=True, slots=True)
class WrittenRecord:
    """A known record as written: what is shown (`show` or `image`), and what is right."""

    show: Mapping[str, str | int]
    image: str | None  # a file beside the set's own
    values: Mapping[str, str]
    flag: Flag | None
    as_printed: frozenset[str]  # fields whose value fails a check, but is what the source shows
    why: Mapping[str, Texts]


@dataclass(frozen=True, slots=True)
class WrittenSet:
    """One of known-answers/*.yaml."""

    name: str
    use: Use
    work_type: str
    records: tuple[WrittenRecord, ...]
    training: Training | None


def written_set(place: Place) -> WrittenSet:
    """Read one of known-answers/*.yaml. Whether it suits its work type is not looked at here."""
    place.expect_keys("set", "use", "work_type", "records", *_TRAINING)
    use = place["use"].one_of(Use)
    records = place["records"].items()
    if not 0 < len(records) <= MOST_RECORDS and isinstance(place["records"].value, list):
        place["records"].mistake(f"must be 1 to {MOST_RECORDS} records, but are {len(records)}")
    found = tuple(_record(each) for each in records)
    expect_distinct([each["image"] for each in records if not each["image"].is_missing])
    expect_distinct([each["show"] for each in records if not each["show"].is_missing])
    if use is Use.GOLD:
        _warn_of_gold(place, records)
    return WrittenSet(
        name=place["set"].slug(),
        use=use,
        work_type=place["work_type"].slug(),
        records=found,
        training=_training(place, len(found)) if use is Use.TRAINING else None,
    )


def known_set(place: Place, version: int) -> KnownSet:
    """Read a set as the store keeps it."""
    training = place["training"]
    return KnownSet(
        name=place["set"].slug(),
        version=version,
        work_type=place["work_type"].slug(),
        records=place["records"].integer(1, MOST_RECORDS),
        document=place["document"].text(),
        salt=place["salt"].text(),
        training=None if training.is_missing else _training(training, MOST_RECORDS),
    )


def _training(place: Place, records: int) -> Training:
    attempts, per_attempt = place["paid_attempts"], place["records_per_attempt"]
    return Training(
        skill=place["skill"].slug(),
        title=texts(place["title"]),
        pass_share=_pass(place["pass"]),
        pay_per_record=place["pay_per_record"].decimal(4),
        paid_attempts=PAID_ATTEMPTS if attempts.is_missing else attempts.integer(0, 1000),
        records_per_attempt=(
            min(records, RECORDS_PER_ATTEMPT)
            if per_attempt.is_missing
            else per_attempt.integer(1, max(records, 1))
        ),
    )


def _pass(place: Place) -> Decimal:
    share = place.decimal(4)
    if not place.is_missing and not 0 < share <= 1:
        place.mistake(f'is {share}, but must be more than 0 and at most 1, such as "0.95"')
    return share


def _record(place: Place) -> WrittenRecord:
    place.expect_keys("show", "image", "values", "flag", "as_printed", "why")
    flag = None if place["flag"].is_missing else place["flag"].one_of(Flag)
    if flag is not None and not place["values"].is_missing:
        place["values"].mistake("have no meaning beside a flag: it says that nothing can be keyed")
    confirmed = place["as_printed"]
    why = place["why"]
    return WrittenRecord(
        show={} if place["show"].is_missing else _shown(place["show"]),
        image=None if place["image"].is_missing else place["image"].text(),
        values={} if flag else {name: _value(each) for name, each in place["values"].members()},
        flag=flag,
        as_printed=frozenset()
        if confirmed.is_missing
        else frozenset(each.text() for each in confirmed.items()),
        why={} if why.is_missing else {name: texts(each) for name, each in why.members()},
    )


def _shown(place: Place) -> dict[str, str | int]:
    return {name: _value(each) for name, each in place.members()}


def _value(place: Place) -> str:
    """Read a text that may be empty; a plain true or false counts as the word."""
    if place.is_missing or place.value == "":
        return ""
    if isinstance(place.value, bool):
        return str(place.value).lower()
    return place.text()


def _warn_of_gold(place: Place, records: list[Place]) -> None:
    for key in _TRAINING:
        if not place[key].is_missing:
            place[key].warn("has no meaning for gold and is ignored")
    for each in records:
        if not each["flag"].is_missing:
            each["flag"].warn("counts for nothing in gold, which is about how fields are keyed")
        if not each["why"].is_missing:
            each["why"].warn("is never shown: nobody is told what was gold")
