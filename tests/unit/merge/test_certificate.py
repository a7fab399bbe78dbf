"""The certificate's numbers, on examples that were worked out by hand."""

import json
from decimal import Decimal

from hinterland import s3_keys
from hinterland.catalogue.work_type import CheckRule, Quality
from hinterland.work.entries import Flag
from tests.unit.merge.worlds import Keyed, Said, World, values

RIGHT = values("Kaveri", "1.00")


def planted() -> World:
    """Eight records keyed by two, with these mistakes in them.

    0 selvi: name.  1 kavi: total.  2 both, differently: total.  3 both alike: total (unseen).
    4 kavi flags what can be read.  5 both flag.  6 selvi guesses what cannot be read.  7 nothing.
    """
    world = World(quality=Quality(2, separate_centres=True))
    alike = values("Kaveri", "11.00")
    selvi: list[Keyed] = [
        values("Cauvery", "1"), RIGHT, values("Kaveri", "2"), alike,
        RIGHT, Flag.BLANK, values("Guess", "9"), RIGHT,
    ]  # fmt: skip
    kavi: list[Keyed] = [
        RIGHT, values("KAVERI", "1.10"), values("Kaveri", "3"), alike,
        Flag.ILLEGIBLE, Flag.BLANK, Flag.ILLEGIBLE, values("kaveri.", "1"),
    ]  # fmt: skip
    mani: list[Keyed] = [RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, Flag.ILLEGIBLE, RIGHT]
    rows = [[str(number)] for number in range(8)]
    world.add_item(rows[:4], Said("selvi", selvi[:4]), Said("kavi", kavi[:4]), Said("mani", mani))
    world.add_item(
        rows[4:], Said("selvi", selvi[4:]), Said("kavi", kavi[4:]), Said("arul", mani[4:])
    )
    return world


def test_each_field_counts_its_own_errors() -> None:
    world = planted()
    world.merge()
    fields = world.certificate()["fields"]
    # Delivered are 0-4 and 7: six compared. Record 4 is in dispute in both fields, for the flag.
    assert fields["name"] == {
        "keyed": 6 + 5 + 2,  # selvi's, kavi's without 4, and two adjudicated
        "compared": 6,
        "agreed": 4,
        "adjudicated": 2,
        "error_rate": "0.333333",
        "error_rate_upper_bound": "0.728662",
        "first_keying": {
            "wrong": 1,
            "error_rate": "0.166667",
            "error_rate_upper_bound": "0.581804",
        },
        "second_keying": {
            "wrong": 1,
            "error_rate": "0.166667",
            "error_rate_upper_bound": "0.581804",
        },
    }
    total = fields["total"]
    assert (total["keyed"], total["agreed"], total["adjudicated"]) == (6 + 5 + 3, 3, 3)
    assert (total["first_keying"]["wrong"], total["second_keying"]["wrong"]) == (1, 3)


def test_a_record_is_in_error_if_any_of_its_fields_is() -> None:
    world = planted()
    world.reject(1)
    world.merge()
    records = world.certificate()["records"]
    assert (records["delivered"], records["queried"], records["rejected"]) == (6, 2, 1)
    assert (records["compared"], records["agreed"], records["adjudicated"]) == (6, 2, 4)
    assert records["error_rate"] == "0.666667"
    assert (records["first_keying"]["wrong"], records["second_keying"]["wrong"]) == (2, 3)


def test_queries_are_told_by_flag_and_by_who_had_to_settle_them() -> None:
    world = planted()
    world.merge()
    assert world.certificate()["queries"] == {
        "records": 2,
        "by_flag": {"illegible": 1, "wrong_document": 0, "blank": 1, "set_aside": 0},
        "adjudicated": 1,
        "overruled": 1,
    }


def test_people_are_counted_once_over_all_parts_and_never_named() -> None:
    world = World(quality=Quality(2), items_per_part=1)
    for first, second in (("selvi", "kavi"), ("kavi", "selvi"), ("selvi", "mani")):
        world.add_item([["a"]], Said(first, [RIGHT]), Said(second, [RIGHT]))
    world.merge()
    people = {"keyed": 2, "verified": 3, "adjudicated": 0, "total": 3}
    assert world.certificate()["people"] == people
    for key, body in {**world.deliveries.bodies, **world.work.bodies}.items():
        if "/merged/" in key or key.startswith("meridian/"):
            assert not any(name in body for name in (b"selvi", b"kavi", b"mani")), key


def test_keyed_once_no_rate_is_claimed() -> None:
    world = World(quality=Quality(1))
    world.add_item([["a"], ["b"]], Said("selvi", [RIGHT, RIGHT]))
    world.merge()
    certificate = world.certificate()
    for counts in (certificate["records"], *certificate["fields"].values()):
        for each in (counts, counts["first_keying"], counts["second_keying"]):
            assert (each["error_rate"], each["error_rate_upper_bound"]) == (None, None)
    assert certificate["fields"]["name"]["keyed"] == 2
    assert certificate["sample"] == {"records": 2, "compared": 0, "fraction": "0.000000"}
    assert certificate["method"]["compared"] == "none"
    assert "no error rate is claimed" in certificate["method"]["statement"]


def test_without_an_error_the_bound_is_as_wide_as_the_sample_is_small() -> None:
    world = World(quality=Quality(2))
    world.add_item([["a"]] * 10, Said("selvi", [RIGHT] * 10), Said("kavi", [RIGHT] * 10))
    world.merge()
    name = world.certificate()["fields"]["name"]
    # 1 - 0.05 ** (1 / 10) = 0.2588656, rounded up
    assert (name["error_rate"], name["error_rate_upper_bound"]) == ("0.000000", "0.258866")


def test_a_sample_is_told_as_one() -> None:
    world = World(quality=Quality(2))
    world.add_item([["a"]] * 3, Said("selvi", [RIGHT] * 3))
    world.add_item([["b"]], Said("kavi", [RIGHT]), Said("selvi", [RIGHT]))
    world.merge()
    certificate = world.certificate()
    assert certificate["sample"] == {"records": 4, "compared": 1, "fraction": "0.250000"}
    assert certificate["method"]["compared"] == "sample"
    assert "1 of the 4 delivered were keyed again" in certificate["method"]["statement"]
    assert certificate["fields"]["name"]["compared"] == 1
    assert certificate["fields"]["name"]["keyed"] == 5
    assert any("nothing was measured on them" in limit for limit in certificate["limits"])


def test_it_names_its_measure_confidence_and_bound() -> None:
    world = planted()
    world.merge()
    certificate = world.certificate()
    assert certificate["measure"] == "per field"
    assert certificate["confidence"] == "0.95"
    assert certificate["bound"] == "Clopper-Pearson, one-sided"
    assert certificate["measures"].keys() == {"error_rate", "first_keying", "second_keying"}
    assert "again by a second in another centre" in certificate["method"]["statement"]


def test_it_is_about_one_file() -> None:
    world = planted()
    world.merge()
    reconciliation = world.document(s3_keys.RECONCILIATION)
    certificate = world.certificate()
    assert certificate["result_sha256"] == reconciliation["result_sha256"]
    assert certificate["drop_sha256"] == reconciliation["drop_sha256"]
    assert certificate["client"] == {"client": "meridian", "name": "Meridian Insurance"}


def test_no_keyed_value_is_in_it() -> None:
    world = planted()
    world.merge()
    text = json.dumps(world.certificate())
    assert "Kaveri" not in text
    assert "Guess" not in text


def test_adaptive_checking_is_named_with_its_aim_and_no_figure_comes_of_that() -> None:
    quality = Quality(check=CheckRule.ADAPTIVE, target_field_error=Decimal("0.0005"))
    world = World(quality=quality)
    world.add_item([["1"]], Said("selvi", [RIGHT]), Said("kavi", [RIGHT]))
    world.add_item([["2"]], Said("selvi", [RIGHT]))
    world.merge()
    certificate = world.certificate()
    method = certificate["method"]
    assert (method["check"], method["target_field_error"]) == ("adaptive", "0.0005")
    assert (method["keyings"], method["compared"]) == (1, "sample")
    assert "random draw" in method["statement"]
    (aim,) = (each for each in certificate["limits"] if "aims at" in each)
    assert "2,000 fields" in aim
    assert certificate["records"]["compared"] == 1


def test_where_the_draw_spared_all_nothing_is_claimed() -> None:
    quality = Quality(check=CheckRule.ADAPTIVE, target_field_error=Decimal("0.0005"))
    world = World(quality=quality)
    world.add_item([["1"]], Said("selvi", [RIGHT]))
    world.merge()
    certificate = world.certificate()
    assert "no error rate is claimed" in certificate["method"]["statement"]
    assert certificate["records"]["error_rate"] is None


def test_a_fixed_number_of_keyings_has_no_target() -> None:
    world = planted()
    world.merge()
    method = world.certificate()["method"]
    assert (method["check"], method["target_field_error"]) == ("fixed", None)
    assert not [each for each in world.certificate()["limits"] if "aims at" in each]
