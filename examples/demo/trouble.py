"""What the functions' logs say when the demo fails."""

from pathlib import Path

SIGNS = ('"level":"ERROR"', "errorMessage", "Traceback", "Task timed out")
LINES = 3  # of each log
LONGEST = 700  # characters of a line


def last_words(logs: Path) -> list[str]:
    """Return the last few lines of each log that tell of an error."""
    return [
        f"{log.stem}: {line.strip()[:LONGEST]}"
        for log in sorted(logs.glob("*.log"))
        for line in _errors(log)[-LINES:]
    ]


def _errors(log: Path) -> list[str]:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in lines if any(sign in line for sign in SIGNS)]
