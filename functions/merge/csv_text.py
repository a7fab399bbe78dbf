"""Rows as RFC 4180 text in UTF-8."""

import csv
import io
from collections.abc import Iterable

CSV = "text/csv; charset=utf-8"  # its content type


def csv_bytes(rows: Iterable[Iterable[object]]) -> bytes:
    """Write rows with commas, quotes where they are needed, and CRLF."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()
