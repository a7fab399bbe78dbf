"""One logger, tracer and metrics object for a function; Powertools reads their settings itself.

Log identifiers and counts; never a keyed value, a file's content or a person's data.
"""

from aws_lambda_powertools import Logger, Metrics, Tracer

logger = Logger()
tracer = Tracer()
metrics = Metrics()

__all__ = ["logger", "metrics", "tracer"]
