"""One request that arrives twice at the same moment is answered twice the same, under load."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from tests.use_cases.village import NOON, SELVI, Village, put_work

PAIRS = 40


def test_twins_are_answered_the_same_whoever_else_is_taking(village: Village) -> None:
    put_work(village, 3 * PAIRS // 2)  # fewer than are asked for: many go away with nothing
    people = [replace(SELVI, id=f"o{number}") for number in range(PAIRS)]

    def take(number: int) -> set[str | None]:
        who = people[number // 2]
        return {item.lease for item in village.take(who, 2, key=f"key {number // 2}")}

    with ThreadPoolExecutor(8) as crowd:
        answers = list(crowd.map(take, range(2 * PAIRS)))
    assert answers[0::2] == answers[1::2]
    leased = [lease for answer in answers[0::2] for lease in answer]
    assert len(leased) == len(set(leased))
    for who, answer in zip(people, answers[0::2], strict=True):
        held = village.stores.work_items.held_by(who.id, NOON)
        assert {item.lease for item in held} == answer
