"""Gold: drawn unforeseeably, and like the records that it is mixed with."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from hinterland.training.gold import fits, ids_after, is_drawn, mixed_in
from hinterland.training.known_answers import KnownRecord, Picture
from hinterland.work.documents import InputRecord

ROW = KnownRecord("k1", {"address": "12 Car Street", "id": "A9"}, None, {})
PAGE = KnownRecord("k2", {}, Picture("gold.jpg", "known/x", "image/jpeg"), {})


def rows(count: int) -> list[InputRecord]:
    return [
        {"record": f"{n:06d}", "show": {"id": f"A{n}", "address": "x"}} for n in range(1, count + 1)
    ]


def pages(*shown: tuple[str, int]) -> list[InputRecord]:
    return [
        {"record": f"{n:06d}", "show": {"file": file, "page": page}}
        for n, (file, page) in enumerate(shown, 1)
    ]


def test_as_many_leases_carry_gold_as_the_share_says() -> None:
    drawn = sum(is_drawn("salt", f"job.{n}.key.take", Decimal("0.2")) for n in range(5000))
    assert 900 < drawn < 1100


def test_none_or_all_carry_it_at_the_ends() -> None:
    leases = [f"job.{n}.key.take" for n in range(200)]
    assert not any(is_drawn("salt", lease, Decimal(0)) for lease in leases)
    assert all(is_drawn("salt", lease, Decimal(1)) for lease in leases)


def test_another_salt_draws_other_leases() -> None:
    half, leases = Decimal("0.5"), [f"job.{n}.key.take" for n in range(64)]
    assert [is_drawn("one", lease, half) for lease in leases] != [
        is_drawn("other", lease, half) for lease in leases
    ]


@given(count=st.integers(1, 30), place=st.integers(0, 2**64 - 1))
def test_a_known_row_stands_anywhere_among_the_others_and_looks_like_them(
    count: int, place: int
) -> None:
    others = rows(count)
    mixed = mixed_in(others, ROW, "000123", place)
    assert [each for each in mixed if each["record"] != "000123"] == others
    [gold] = [each for each in mixed if each["record"] == "000123"]
    assert list(gold["show"]) == list(others[0]["show"])


def test_every_place_is_possible() -> None:
    found = {
        [each["record"] for each in mixed_in(rows(3), ROW, "000123", place)].index("000123")
        for place in range(40)
    }
    assert found == {0, 1, 2, 3}


def test_a_row_of_other_columns_would_be_seen_at_once() -> None:
    assert fits(ROW, rows(2))
    assert not fits(KnownRecord("k3", {"address": "x"}, None, {}), rows(2))
    assert fits(PAGE, pages(("a.jpg", 1)))


@given(place=st.integers(0, 2**64 - 1))
def test_a_known_page_is_called_like_a_further_one(place: int) -> None:
    def shown(*others: tuple[str, int]) -> dict[str, str | int]:
        mixed = mixed_in(pages(*others), PAGE, "000123", place)
        return next(each["show"] for each in mixed if each["record"] == "000123")

    assert shown(("june.pdf", 6), ("june.pdf", 7)) == {"file": "june.pdf", "page": 8}
    other = shown(("IMG_0012.jpg", 1), ("IMG_0013.jpg", 1))
    assert str(other["file"]).startswith("IMG_")
    assert len(str(other["file"])) == len("IMG_0012.jpg")
    assert shown(("till.jpg", 1), ("shop.jpg", 1)) == {"file": "gold.jpg", "page": 1}


@given(records=st.integers(1, 10**6), salt=st.text(), known=st.text())
def test_an_id_of_gold_is_none_of_the_jobs(records: int, salt: str, known: str) -> None:
    assert min(ids_after(records, salt, known)) > records
