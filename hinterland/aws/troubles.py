"""What went wrong with one thing, in the function's log and its metrics."""

import traceback
from pathlib import Path

from aws_lambda_powertools.metrics import MetricUnit

from hinterland.aws.observability import logger, metrics
from hinterland.work.items import Trouble
from hinterland.work.troubles import reason_of

# So many places of the way to an error are told: the last ones.
_PLACES = 4


class LoggedTroubles:
    """See `ports.TroubleLog`."""

    def note(self, what: str, about: str, error: Exception) -> None:
        """Log what failed and where in the code; an error's own words may hold what was keyed."""
        frames = traceback.extract_tb(error.__traceback__)[-_PLACES:]
        where = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
        logger.error("trouble with one thing", about={what: about}, kind=reason_of(error), at=where)
        metrics.add_metric("Troubles", MetricUnit.Count, 1)

    def set_aside(self, about: str, trouble: Trouble) -> None:
        """Log and count that an item was set aside."""
        logger.error("set aside", about=about, kind=trouble.reason, count=trouble.count)
        metrics.add_metric("ItemsSetAside", MetricUnit.Count, 1)
