"""Invoice numbers: one for each job for ever, consecutive in their series, whoever asks at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from functions.invoice.port import Invoices
from hinterland import tables
from hinterland.aws.invoices import DynamoInvoices
from hinterland.errors import ThrottledError
from tests.doubles.dynamodb import DynamoDouble
from tests.doubles.stores import Doubles

SERIES = "HL/2627"
TODAY = date(2026, 11, 21)
TOMORROW = date(2026, 11, 22)


@pytest.fixture
def invoices(doubles: Doubles) -> Invoices:
    return doubles.invoices


def test_a_series_begins_at_one_and_counts_on(invoices: Invoices) -> None:
    numbers = [invoices.number(SERIES, f"job-{i}", TODAY)[0] for i in range(3)]
    assert numbers == [1, 2, 3]


def test_a_job_keeps_its_number_and_date(invoices: Invoices) -> None:
    first = invoices.number(SERIES, "job-1", TODAY)
    invoices.number(SERIES, "job-2", TODAY)
    assert invoices.number(SERIES, "job-1", TOMORROW) == first == (1, TODAY)


def test_a_job_keeps_its_number_when_the_repeat_comes_in_another_financial_year(
    invoices: Invoices,
) -> None:
    new_year = date(2027, 4, 1)
    first = invoices.number(SERIES, "job-1", date(2027, 3, 31))
    assert invoices.number("HL/2728", "job-1", new_year) == first
    assert invoices.number("HL/2728", "job-2", new_year) == (1, new_year)


def test_each_series_counts_for_itself(invoices: Invoices) -> None:
    invoices.number(SERIES, "job-1", TODAY)
    assert invoices.number("CN/2627", "job-2", TODAY) == (1, TODAY)


def test_many_at_once_leave_no_gap_and_share_no_number(invoices: Invoices) -> None:
    jobs = [f"job-{i}" for i in range(12)]  # every one asks twice

    def ask(job: str) -> tuple[str, int]:
        return job, invoices.number(SERIES, job, TODAY)[0]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, jobs * 2))
    given = dict(answers)
    assert all(given[job] == number for job, number in answers)
    assert sorted(given.values()) == list(range(1, len(jobs) + 1))


def test_it_gives_up_when_others_always_come_first(dynamodb: DynamoDouble) -> None:
    table = dynamodb.name(tables.INVOICES)
    others = iter(range(100))

    class Overtaken(DynamoInvoices):
        def _last(self, series: str) -> int:
            last = super()._last(series)
            DynamoInvoices(table).number(series, f"other-{next(others)}", TODAY)
            return last

    pauses: list[float] = []
    with pytest.raises(ThrottledError):
        Overtaken(table, pause=pauses.append).number(SERIES, "job-1", TODAY)
    assert 1 < len(pauses) <= 40
    assert max(pauses) <= 1
