"""Adaptive checking: whether an accepted first keying gets a second, blind one.

`quality: {check: adaptive, target_field_error: "0.0005"}` promises a rate T of wrong fields that
checking may let through. Checking everything lets none through that a second person would see, at
two keyings a record. This rule spends less where an operator has earned it.

The rule. An operator's standing in a work type is one number: the fields N that they have *earned*
as first keyer since a mistake of theirs was last found. Then

    T N < 1/2   every item is checked (the first 1,000 fields at T = 0.0005)
    beyond      an item is checked with probability v = 1 / (1 + T N), and never less than FLOOR
    a mistake   found in a check takes N back to 0, and so brings full checking back

An item that was checked with probability v and found right stands for 1/v such items, so it earns
its fields divided by v. Items that were not checked earn nothing: no trust without a verdict.

Why it holds. An operator makes a mistake at standing N. With chance v it is found, and N is lost;
with chance 1 - v it gets through. Charge T N to each mistake that is found: the expected charge
v T N is at least the expected leak 1 - v, because v >= 1 / (1 + T N). So the leaks are, in
expectation, no more than all charges; those are T times the fields earned and lost; and fields are
earned, in expectation, at most once per field keyed. Hence

    E[mistakes let through] <= T * fields keyed

for each operator by themselves, after any number of fields, and *however* the mistakes come: at a
constant rate, with fatigue, or from somebody who waits to be trusted. Nothing is assumed but that
they cannot foresee the draw. For a constant rate v = 1 / (1 + T N) alone would check exactly the
share 1 - T/p of an operator who errs at p > T: the least that keeps the target, even were p known.
Full checking up to 1/(2T) goes beyond that, and pays for what the promise leaves out:

- Mistakes that both keyers make alike. No second keying finds those; full double keying delivers
  them too. (Gold records can.)
- Several mistakes in one item count as one: they are found, or get through, together.
- Verdicts that come late. What is keyed between a mistake and its verdict goes by the old standing.

Mistakes in a second keying do not count here: they are found and settled, and never reach anybody.
They do count in the operator's accuracy (`accuracy`).

`docs/quality.md` shows by simulation what these come to, and how the rule compares.

Kin: Dodge's continuous sampling plan CSP-1 (1943, Ann. Math. Stat. 14, 264) has full checking until
i units in a row are right, then a fixed fraction f, and goes back on each mistake; its limit holds
for a constant error rate. A limit that holds whatever the process does is what Wald and Wolfowitz
(1945, Ann. Math. Stat. 16, 30) and Derman, Johns and Lieberman (1959, ibid. 30, 1175) ask for.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hinterland.operators.standing import Standing

# However good the standing: the certificate needs a sample, and a change for the worse a witness.
FLOOR = 0.05
# T N from which on items may be spared. If both keyers make a tenth of mistakes alike, those and
# what is let through stay within the target together, up to error rates of eight times the target.
_CLEARED = 0.5


class Reason(StrEnum):
    """Why an item is checked, or is not."""

    NOT_EARNED = "not_earned"  # the operator is new, or made a mistake not long ago: all is checked
    SAMPLED = "sampled"  # the draw fell on it
    SPARED = "spared"  # the draw did not, and the standing allows it


@dataclass(frozen=True, slots=True)
class Draw:
    """Whether an item gets a second keying, and how probable that was before the draw.

    The probability belongs to the item: its verdict is weighed with it.
    """

    verify: bool
    probability: float
    reason: Reason


def decide(standing: Standing, target: Decimal, draw: float) -> Draw:
    """Say whether an item gets a second keying.

    `target` is the work type's target_field_error; `draw` is uniform in [0, 1), fresh for the item,
    and nothing that an operator could foresee.
    """
    probability = checking_probability(standing, target)
    if probability == 1:
        return Draw(verify=True, probability=1, reason=Reason.NOT_EARNED)
    if draw < probability:
        return Draw(verify=True, probability=probability, reason=Reason.SAMPLED)
    return Draw(verify=False, probability=probability, reason=Reason.SPARED)


def checking_probability(standing: Standing, target: Decimal) -> float:
    """Return how probable it is that an item of this operator is checked: FLOOR to 1."""
    stake = float(target * standing.earned)  # mistakes that the standing may answer for
    return 1 if stake < _CLEARED else max(FLOOR, 1 / (1 + stake))
