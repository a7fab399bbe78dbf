"""The catalogue's entities from plain documents, in the form that the office writes as YAML.

The `hinterland` command reads the office's files with it, the store its rows.
"""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from hinterland.catalogue.centre import Centre, Operator, Staff
from hinterland.catalogue.client import DUPLICATE_DAYS, Client, Contract, Tax
from hinterland.catalogue.gst_states import STATES
from hinterland.catalogue.office import Office
from hinterland.catalogue.reading.fields import fields
from hinterland.catalogue.reading.quality import decimal_or_none, quality
from hinterland.catalogue.reading.table import delivering, table_form
from hinterland.catalogue.work_type import InputKind, WorkType
from hinterland.documents.place import Place, Remarks, expect_distinct
from hinterland.documents.texts import language, texts
from hinterland.errors import HinterlandError
from hinterland.fields.kinds import gstin

# `PREFIX/2627/0001` must fit the 16 characters that an invoice number may have.
_PREFIX = r"[A-Z0-9][A-Z0-9-]{0,5}"
_WHOLE = Decimal(100)


class InvalidDocumentError(HinterlandError):
    """A document that is not what it should be; the message names every mistake."""

    code = "invalid_document"


def parse[Entity](read: Callable[[Place], Entity], document: object) -> Entity:
    """Return the entity in a document that was checked before; raise `InvalidDocumentError`."""
    remarks = Remarks()
    entity = read(Place(document, remarks))
    if remarks.mistakes:
        raise InvalidDocumentError("; ".join(mistake.message for mistake in remarks.mistakes))
    return entity


def office(place: Place) -> Office:
    """Read office.yaml."""
    place.expect_keys("name", "gstin", "state", "address", "invoice_prefix", "staff")
    return Office(
        name=place["name"].text(),
        gstin=_gstin(place),
        state=_state(place["state"]),
        address=_lines(place["address"]),
        invoice_prefix=place["invoice_prefix"].matching(
            _PREFIX, "1 to 6 of A-Z, 0-9 and -, so that a number fits 16 characters"
        ),
        staff=_staff(place["staff"], "user"),
    )


def client(place: Place, version: int = 1) -> Client:
    """Read one of clients/*.yaml; the store knows the version."""
    place.expect_keys("client", "name", "gstin", "state", "address", "contract")
    return Client(
        id=place["client"].slug(),
        name=place["name"].text(),
        gstin=_gstin(place),
        state=_state(place["state"]),
        address=_lines(place["address"]),
        contracts=_contracts(place["contract"]),
        version=version,
    )


def work_type(place: Place, version: int = 1) -> WorkType:
    """Read one of work-types/*.yaml; the store knows the version."""
    place.expect_keys(
        "work_type", "title", "input", "records_per_item", "fields", "instructions",
        "quality", "lease_minutes", "skills", "languages", "pay_per_record",
        "pay_per_kept_record", "due", "table", "deliver", "max_held",
    )  # fmt: skip
    kind = place["input"].one_of(InputKind)
    instructions = place["instructions"]
    return WorkType(
        id=place["work_type"].slug(),
        version=version,
        title=texts(place["title"]),
        input=kind,
        records_per_item=place["records_per_item"].integer(1, 200),
        fields=fields(place["fields"], kind),
        instructions={"en": ""} if instructions.is_missing else texts(instructions),
        quality=quality(place["quality"]),
        lease_minutes=place["lease_minutes"].integer(1, 1440),
        skills=_skills(place["skills"]),
        pay_per_record=place["pay_per_record"].decimal(4),
        due=_due(place["due"]),
        pay_per_kept_record=decimal_or_none(place["pay_per_kept_record"], 4),
        languages=_languages(place["languages"]),
        max_held=20 if place["max_held"].is_missing else place["max_held"].integer(1, 1000),
        table=table_form(place["table"]),
        deliver=delivering(place["deliver"]),
    )


def _due(place: Place) -> timedelta:
    if place.is_missing:
        return timedelta(days=2)
    text = place.matching(r"[1-9][0-9]{0,3} ?[mhd]", "such as 90m, 4h or 2d")
    units = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
    return int(text[:-1]) * units[text[-1]] if text and text[-1] in units else timedelta(days=2)


def centre(place: Place) -> Centre:
    """Read one of centres/*.yaml."""
    place.expect_keys("centre", "name", "state", "operators", "heads")
    name = place["centre"].slug()
    return Centre(
        id=name,
        name=place["name"].text(),
        state=_state(place["state"]),
        operators=tuple(_operator(each, name) for each in _operators(place["operators"])),
        heads=_staff(place["heads"], "head", name),
    )


def _operators(place: Place) -> list[Place]:
    places = place.items()
    for each in places:
        each.expect_keys("operator", "name", "language", "skills", "reads", "withheld")
    return places


def stored_operator(place: Place) -> Operator:
    """Read an operator as the store keeps one: as in the centre's document, with the centre."""
    return _operator(place, place["centre"].slug())


def _operator(place: Place, centre: str) -> Operator:
    return Operator(
        id=place["operator"].slug(),
        name=place["name"].text(),
        centre=centre,
        language=language(place["language"]),
        skills=_skills(place["skills"]),
        reads=_languages(place["reads"]),
        withheld=_skills(place["withheld"]),
    )


def stored_staff(place: Place) -> Staff:
    """Read a person as the store keeps one: `user`, `name`, `language` and a head's `centre`."""
    centre = place["centre"]
    return _person(place, "user", None if centre.is_missing else centre.slug())


def _staff(place: Place, key: str, centre: str | None = None) -> tuple[Staff, ...]:
    if place.is_missing:
        return ()
    people = place.items()
    for each in people:
        each.expect_keys(key, "name", "language")
    expect_distinct([each[key] for each in people])
    return tuple(_person(each, key, centre) for each in people)


def _person(place: Place, key: str, centre: str | None) -> Staff:
    return Staff(place[key].slug(), place["name"].text(), language(place["language"]), centre)


def _gstin(place: Place) -> str:
    here = place["gstin"]
    text = here.text()
    if not text:
        return text
    if not gstin.has_shape(text):
        here.mistake(f"{text!r} is not a GSTIN: 15 characters, such as 33AAAAA0000A1Z9")
        return text
    if not gstin.is_sound(text):
        # A warning: an office may have to try things out before it has its client's number.
        here.warn(f"{text} has a check digit that does not fit, so a character is probably wrong")
    if str(place["state"].value).zfill(2) != text[:2]:
        here.mistake(f"{text} is of state {text[:2]}, but `state` says otherwise")
    return text


def _state(place: Place) -> str:
    # Written without quotes, YAML may give 07 as the number 7.
    code = place.matching(r"[0-9]{1,2}", 'a GST state code such as "33"').zfill(2)
    if code.isdigit() and code not in STATES and not place.is_missing:
        place.mistake(f"is {code}, which is not the GST code of any state")
    return code


def _lines(place: Place) -> tuple[str, ...]:
    lines = tuple(line.text() for line in place.items())
    if not lines and isinstance(place.value, list):
        place.mistake("must have at least one line")
    return lines


def _contracts(place: Place) -> tuple[Contract, ...]:
    places = place.items() if isinstance(place.value, list) else [place]
    contracts = tuple(_contract(each) for each in places)
    if not contracts:
        place.mistake("must have at least one contract")
    expect_distinct([each["from"] for each in places])
    return contracts


def _contract(place: Place) -> Contract:
    if not place.expect_keys("from", "currency", "rates", "tax", "duplicate_days"):
        return Contract(place["from"].day(), "INR", {}, Tax("", Decimal(0)))
    place["tax"].expect_keys("sac", "percent")
    return Contract(
        start=place["from"].day(),
        currency=place["currency"].matching("INR", "INR: invoices are in rupees"),
        rates={name: rate.decimal(4) for name, rate in place["rates"].members()},
        tax=Tax(
            sac=place["tax"]["sac"].matching(r"[0-9]{4,6}", "an SAC of 4 to 6 digits"),
            percent=_percent(place["tax"]["percent"]),
        ),
        duplicate_days=_duplicate_days(place["duplicate_days"]),
    )


def _duplicate_days(place: Place) -> int:
    return DUPLICATE_DAYS if place.is_missing else place.integer(0, 366)


def _percent(place: Place) -> Decimal:
    percent = place.decimal(3)
    if percent > _WHOLE:
        place.mistake(f"is {percent}, but cannot be more than 100")
    return percent


def _languages(place: Place) -> frozenset[str]:
    return frozenset() if place.is_missing else frozenset(language(each) for each in place.items())


def _skills(place: Place) -> frozenset[str]:
    return frozenset() if place.is_missing else frozenset(each.slug() for each in place.items())
