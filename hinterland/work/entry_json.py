"""The JSON of an upload: any bytes give a document or a refusal, in time that grows with them."""

import json
from typing import Any, NoReturn

from hinterland.work.entries import EntryRefusedError

ENTRY_BYTES = 2 * 1024 * 1024
"""What an upload may hold at most. Its form says so to S3, and the reader does not rely on it."""


class _NoEntryError(ValueError):
    """JSON that Python reads and other readers do not, or not alike."""


def parse(body: bytes) -> dict[str, Any]:
    """Return the document of an upload; raise `EntryRefusedError` when it has none."""
    if len(body) > ENTRY_BYTES:
        size = f"{ENTRY_BYTES // 1024 // 1024} MB"
        raise EntryRefusedError("bad_entry", f"The upload is larger than {size}.")
    try:
        document = json.loads(
            body.decode("utf-8-sig"), object_pairs_hook=_distinct, parse_constant=_no_number
        )
    except _NoEntryError as error:
        raise EntryRefusedError("bad_entry", str(error)) from error
    except RecursionError as error:
        raise EntryRefusedError("bad_entry", "The upload is nested too deeply.") from error
    except ValueError as error:
        raise EntryRefusedError("bad_entry", "The upload is not JSON in UTF-8.") from error
    if not isinstance(document, dict):
        raise EntryRefusedError("bad_entry", "The upload is not a JSON object.")
    return document


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _NoEntryError("The upload has a name twice in one object.")
    return found


def _no_number(_: str) -> NoReturn:
    raise _NoEntryError("The upload has a number that JSON does not know.")
