"""Where this process's log lines go: into files, so that the terminal stays readable."""

import logging
from pathlib import Path


def write_logs(folder: Path) -> None:
    """Log every request to `requests.log`, and what goes wrong in moto to `aws.log`."""
    logging.basicConfig(
        filename=folder / "aws.log",
        level=logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
    requests = logging.getLogger("werkzeug")
    requests.addHandler(logging.FileHandler(folder / "requests.log"))
    requests.setLevel(logging.INFO)
    requests.propagate = False
