"""From the catalogue's training to leases that ask for its skill, over the operator API."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from hinterland import tables
from office.apply import apply_catalogue
from simulation.account import WORK
from tests.simulation.quiet_day import Document, QuietDay, put_work, quiet_day

EXAMPLE = Path(__file__).parents[2] / "examples/catalogue"
SET = "addresses-training"
ATTEMPTS = f"/training/{SET}/attempts"


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    """Return the records of the set by what they show."""
    document = YAML(typ="safe").load(EXAMPLE / f"known-answers/{SET}.yaml")
    return {record["show"]["address"]: record for record in document["records"]}


def keyed(shown: Document, answers: dict[str, Any], **instead: str) -> Document:
    known = answers[shown["show"]["address"]]
    values = {**known.get("values", {}), **instead}
    return {"record": shown["record"], "values": values, "flag": known.get("flag"), "ms": 900}


def test_a_trainee_earns_a_skill_and_the_work_that_asks_for_it(answers: dict[str, Any]) -> None:
    with quiet_day() as day:
        apply_catalogue(EXAMPLE, tables.CATALOGUE.name, WORK)
        put_work("addresses", [[{"id": "A1", "address": "12 Car Street, Peralam 609405"}]])
        assert day.take("valli") == []
        assert "addresses" not in day.ask("valli", "GET", "/me")["skills"]
        _fail(day, answers)
        [offered] = day.ask("valli", "GET", "/training")["sets"]
        assert (offered["attempts"], offered["paid_attempts_left"]) == (1, 2)
        begun = day.ask("valli", "POST", ATTEMPTS, {}, "second")
        records = [keyed(each, answers) for each in begun["records"]]
        graded = day.ask("valli", "POST", f"{ATTEMPTS}/{begun['attempt']}", {"records": records})
        assert (graded["passed"], graded["skill"], graded["mistakes"]) == (True, "addresses", [])
        assert "addresses" in day.ask("valli", "GET", "/me")["skills"]
        [passed] = day.ask("valli", "GET", "/training")["sets"]
        assert passed["passed_at"] is not None
        assert day.ask("valli", "GET", "/me")["earnings"]["today"] == "7.20"
        assert len(day.take("valli")) == 1


def _fail(day: QuietDay, answers: dict[str, Any]) -> None:
    begun = day.ask("valli", "POST", ATTEMPTS, {}, "first")
    assert day.ask("valli", "POST", ATTEMPTS, {}, "first") == begun
    assert len(begun["records"]) == 6
    records = [keyed(each, answers, city="Madurai") for each in begun["records"]]
    path = f"{ATTEMPTS}/{begun['attempt']}"
    graded = day.ask("valli", "POST", path, {"records": records})
    assert day.ask("valli", "POST", path, {"records": records}) == graded
    assert not graded["passed"]
    assert graded["needed"] == 29
    assert graded["skill"] is None
    assert graded["earned"] == "3.60"
    wrong = graded["mistakes"]
    assert {mistake["field"] for mistake in wrong} == {"city"}
    assert all(mistake["keyed"] == "Madurai" for mistake in wrong)


def test_each_mistake_is_explained(answers: dict[str, Any]) -> None:
    with quiet_day() as day:
        apply_catalogue(EXAMPLE, tables.CATALOGUE.name, WORK)
        begun = day.ask("valli", "POST", ATTEMPTS)
        records = [keyed(each, answers, street="1 Other Street") for each in begun["records"]]
        path = f"{ATTEMPTS}/{begun['attempt']}"
        mistakes = day.ask("valli", "POST", path, {"records": records})["mistakes"]
        assert all(mistake["why"]["ta"].startswith("கதவு எண்") for mistake in mistakes)


def test_only_those_who_lack_the_skill_are_offered_its_training() -> None:
    with quiet_day() as day:
        apply_catalogue(EXAMPLE, tables.CATALOGUE.name, WORK)
        assert day.ask("selvi", "GET", "/training") == {"sets": []}
        [offered] = day.ask("valli", "GET", "/training")["sets"]
        assert offered["title"]["en"] == "Addresses"
        assert (offered["records"], offered["pass"], offered["pay_per_record"]) == (
            6,
            "0.95",
            "0.60",
        )
        answer = day.door.ask("valli", "POST", "/training/addresses-gold/attempts", {}, "a")
        assert answer.status == 404
