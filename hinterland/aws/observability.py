"""One logger, tracer and metrics object for a function; Powertools reads their settings itself.

Log identifiers and counts; never a keyed value, a file's content or a person's data.
"""

import warnings

from aws_lambda_powertools import Logger, Metrics, Tracer

# Most calls have nothing to count; Powertools would say so each time.
warnings.filterwarnings("ignore", message="No application metrics to publish")

logger = Logger()
tracer = Tracer()
metrics = Metrics()

__all__ = ["logger", "metrics", "tracer"]
