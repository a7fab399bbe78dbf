"""The simulation sees what it looks for: with a rule of the product broken, a check fails."""

import re
from collections.abc import Mapping

import pytest

from simulation.run import run
from tests.simulation.breakages import ALL

# Bad days, of which the first is enough for most. A change of the product may change what happens
# on them; then others are to be found.
SEEDS = (7, 1, 4, 12, 5, 10, 11)
# A day of malice, for what only that can show.
MALICIOUS = 24
# What is said first of each broken rule.
SIGNS: Mapping[str, str] = {
    "writes_whatever_is_there": "2 one holder|3 nothing lost|UnfinishedItemError",
    "takes_what_another_holds": "2 one holder",
    "knows_no_live_lease": "and now does not",
    "pays_after_the_transaction": "is due and not paid so",
    "forgets_who_keyed": "4 blind keying",
    "sets_jobs_back": "ends as",
    "forgets_what_was_kept": "5 once",
    "hears_of_no_upload": "is neither used nor noted",
    "bears_nothing_of_an_item": "a function broke on",
    "hides_what_was_set_aside": "set aside and not shown",
    "compares_no_executions": "stuck",
}
OF_MALICE = {"bears_nothing_of_an_item", "hides_what_was_set_aside", "compares_no_executions"}
# What `make test` shows; the others are for `make prove`.
SHOWN = "takes_what_another_holds"


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[] if name == SHOWN else pytest.mark.prove) for name in ALL],
)
def test_a_broken_rule_is_seen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ALL[name](monkeypatch)
    seeds = (MALICIOUS, *SEEDS) if name in OF_MALICE else SEEDS
    found = (violation for seed in seeds for violation in run(seed, to_the_end=False).violations)
    assert any(re.search(SIGNS[name], violation) for violation in found)
