"""One logger, tracer and metrics object for a function; Powertools reads their settings itself.

Log identifiers and counts; never a keyed value, a file's content or a person's data.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit

# Most calls have nothing to count; Powertools would say so each time.
warnings.filterwarnings("ignore", message="No application metrics to publish")

logger = Logger()
tracer = Tracer()
metrics = Metrics()


@contextmanager
def counted(metric: str) -> Iterator[None]:
    """Count what fails inside, by a metric of its own; the error goes on."""
    try:
        yield
    except Exception:
        metrics.add_metric(metric, MetricUnit.Count, 1)
        raise


__all__ = ["counted", "logger", "metrics", "tracer"]
