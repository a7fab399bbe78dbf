"""The skills that count: those that the catalogue gives an operator, and those earned by training.

The catalogue has the last word: a skill that it withholds from an operator counts for nothing,
however it was earned.
"""

from dataclasses import replace

from hinterland.catalogue.centre import Operator
from hinterland.training.port import KnownAnswers, Trainings


def with_earned_skills(
    known_answers: KnownAnswers, trainings: Trainings, operator: Operator
) -> Operator:
    """Return an operator with the skills they earned, looked up only if that could matter.

    It could if training gives a skill that they lack; the answer to that is in memory.
    """
    given = {known.training.skill for known in known_answers.sets() if known.training is not None}
    if given <= operator.skills | operator.withheld:
        return operator
    earned = trainings.skills(operator.id) - operator.withheld
    return replace(operator, skills=operator.skills | earned)
