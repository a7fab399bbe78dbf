"""certificate.pdf: what is on it, and that it is one page whatever the job is like."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from functions.merge.certificate import Parties, certificate
from functions.merge.certificate_pdf import certificate_pdf
from functions.merge.findings_table import ROWS
from functions.merge.tally import Comparison, Tally
from hinterland import s3_keys
from hinterland.catalogue.client import Client
from hinterland.catalogue.office import Office
from hinterland.catalogue.work_type import Quality
from hinterland.fields.field import Field, FieldKind
from hinterland.jobs.job import Drop
from tests.unit.merge.worlds import NOON, Said, World, values

COUNTS = Comparison(compared=123_456, agreed=123_000, adjudicated=456, first_wrong=301)
PEOPLE = {"key": frozenset("abc"), "verify": frozenset("bcd"), "adjudicate": frozenset("e")}


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def pdf_of(
    *,
    names: list[str],
    counts: Comparison = COUNTS,
    client: str = "Meridian",
    issuer: str = "Hinterland",
    drop: str = "june.zip",
) -> bytes:
    """Return the certificate of a large job with fields of these names."""
    world = World(quality=Quality(2, separate_centres=True))
    fields = tuple(Field(name, FieldKind.TEXT, {"en": name}) for name in names)
    tally = Tally(
        delivered=234_567,
        flags={"illegible": 11_111, "wrong_document": 22_222, "blank": 33_333},
        flags_adjudicated=4_444,
        flags_overruled=5_555,
        keyed=dict.fromkeys(names, 358_479),
        records=counts,
        fields=dict.fromkeys(names, counts),
        people=PEOPLE,
    )
    return certificate_pdf(
        certificate(
            replace(world.job, drop=Drop(f"meridian/receipts/{drop}", "v", 1)),
            replace(world.work_type, fields=fields),
            Parties(
                Office(issuer, "", "33", ("Chennai",), "HL"),
                Client("meridian", client, "", "27", ("Mumbai",), ()),
            ),
            tally,
            "ab" * 32,
            NOON + timedelta(hours=8),  # the next day in India
        )
    )


@pytest.mark.parametrize(
    "wanted",
    [
        "CERTIFICATE OF QUALITY",
        "Client Meridian",
        "File june.zip",
        "Job 20261121-abcdefghijkl",
        "Received 21 November 2026",
        "Issued 22 November 2026",
        "receipts, version 1",
        "3,01,233 in the file = 2,34,567 delivered + 66,666 queried + 0 rejected",
        "1,23,456 of the 2,34,567 delivered records were compared (52.63 %)",
        "People who worked on it: 5. Keyed first: 3; keyed again: 3; settled differences: 1.",
        "name 3,58,479 1,23,456 1,23,000 456 0.369 0.400 301 0.244 0.269 0",
        "Whole record",
        "11,111 illegible, 22,222 wrong document, 33,333 blank",
        "A mistake that both people made alike counts as agreement",
        "For Hinterland",
        "ab" * 16,
        "Page 1 of 1",
    ],
)
def test_it_shows_what_an_auditor_asks_for(wanted: str) -> None:
    [page] = pages_of(pdf_of(names=["name"]))
    assert wanted in page


def test_it_shows_the_certificate_that_stands_beside_it() -> None:
    world = World(quality=Quality(2))
    world.add_item([["a"]], Said("selvi", [values("A", "1")]), Said("kavi", [values("A", "1")]))
    world.merge()
    [page] = pages_of(world.delivered(s3_keys.CERTIFICATE_PDF))
    assert world.certificate()["method"]["statement"] in page
    assert world.certificate()["result_sha256"][:32] in page


def test_keyed_once_it_shows_no_rate() -> None:
    world = World()
    world.add_item([["a"]], Said("selvi", [values("A", "1")]))
    world.merge()
    [page] = pages_of(world.delivered(s3_keys.CERTIFICATE_PDF))
    assert "no error rate is claimed" in page
    assert "keyed again" not in page


def test_the_same_certificate_gives_the_same_bytes() -> None:
    assert pdf_of(names=["name"]) == pdf_of(names=["name"])


def test_of_very_many_fields_the_worst_are_shown_on_one_page() -> None:
    names = [f"{number:03d}_{'W' * 59}" for number in range(200)]
    [page] = pages_of(pdf_of(names=names, client="W" * 200, issuer="W" * 200, drop="W" * 900))
    assert (
        f"The {ROWS} fields with the highest rates; {200 - ROWS} more are in certificate.json."
        in page
    )
    assert "For WWW" in page


@settings(max_examples=12)
@given(
    st.text(max_size=200),
    st.text(max_size=200),
    st.text(st.characters(codec=None), max_size=200),
    st.integers(1, 30),
    st.sampled_from([Comparison(), COUNTS, replace(COUNTS, compared=234_567)]),
)
def test_it_is_one_page_whatever_the_names(
    client: str, issuer: str, drop: str, fields: int, counts: Comparison
) -> None:
    names = [f"field_{number}" for number in range(fields)]
    pdf = pdf_of(names=names, counts=counts, client=client, issuer=issuer, drop=drop)
    assert len(pages_of(pdf)) == 1
