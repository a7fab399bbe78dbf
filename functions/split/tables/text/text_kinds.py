"""Text that is no table: told by how it is built, and named with what to do."""

import re
from collections.abc import Sequence
from statistics import median

from hinterland.errors import RejectedError

_TABLE = "Send the rows as CSV or XLSX, with a line that names the columns."
_BEGINNINGS = (
    (r"BEGIN:VCARD", "vCard contacts", "Export the contacts as CSV."),
    (r"BEGIN:VCALENDAR", "a calendar (iCalendar)", "Export it as CSV."),
    (r"%!PS", "a PostScript document", "Save it as PDF and send it as a page image."),
    (r"\{\\rtf", "a text document (RTF)", "Save it as PDF and send it as a page image."),
    (r"#!", "a program", _TABLE),
    (r"<\?xml|<!DOCTYPE(?! html)|<\w+[^<>]*>", "XML", "Open it and save it as XLSX or CSV."),
    (r"---\s*$|%YAML", "YAML", _TABLE),
    (r"(diff --git|--- a/)", "a list of changes (diff)", _TABLE),
    (r"\\documentclass|\\begin\{", "LaTeX", _TABLE),
    (r"-----BEGIN ", "a key or a certificate", _TABLE),
)
_SQL = re.compile(
    r"\s*(create\s+(table|database|view|index)|insert\s+into|drop\s+table|alter\s+table|"
    r"select\s.*\bfrom\b|update\s+\S+\s+set|delete\s+from|begin(\s+transaction)?;|"
    r"set\s+\S+\s*=|use\s+\S+;|pragma\s)",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"(from|to|cc|subject|date|received|mime-version|message-id|return-path|content-type|"
    r"delivered-to|reply-to):\s",
    re.IGNORECASE,
)
_KEY = re.compile(r"\s*(- )?[\w.-]+( [\w.-]+)?:(\s|$)|\s*- \S|\s*#")
_VALUE = re.compile(r"^( +|-|\s*- )\S|: |:$")
_SETTING = re.compile(r"\s*[\w.-]+\s*=\s*\S?|\s*\[[^\]]+\]\s*$|\s*[#;]")
_SALUTATION = re.compile(
    r"\s*(dear\b|respected\b|to,?\s*$|sir\b|madam\b|hello\b|hi\b|sub(ject)?\s*:|yours\b|regards\b|"
    r"thank(s|ing)\b|sincerely\b)",
    re.IGNORECASE,
)
_PROSE = re.compile(r"[.!?:]\s*$|[.!?] [A-Z]")
_MOSTLY = 0.8
_SENTENCE_WORDS = 6


def require_table(lines: Sequence[str], separator: str | None, *, is_even: bool) -> None:
    """Raise `RejectedError` when text is plainly something else than rows of cells.

    `is_even`: the separator cuts the lines into as many cells, as it does not cut sentences.
    """
    filled = [line.rstrip("\r\n") for line in lines if line.strip()]
    if not filled:
        return
    first = filled[0].lstrip()
    for pattern, name, advice in _BEGINNINGS:
        if re.match(pattern, first):
            raise _refused(name, advice)
    if _is_sql(filled):
        raise _refused("SQL", "Export the table as CSV.")
    if separator in {None, ":", ",", "#"}:
        _require_no_writing(filled, separator, is_even=is_even)


def _require_no_writing(lines: Sequence[str], separator: str | None, *, is_even: bool) -> None:
    """Raise `RejectedError` for mail, settings and letters, in which commas are part of a text."""
    mail = [_MAIL.match(line) for line in lines[:12]]
    if mail[0] and sum(map(bool, mail)) > 1:
        raise _refused("an e-mail", "Send it as EML with the table attached.")
    if separator in {None, ":"}:
        keyed = sum(bool(_KEY.match(line)) for line in lines)
        if keyed >= _MOSTLY * len(lines) and any(
            line.startswith((" ", "-")) or ": " in line or line.endswith(":") for line in lines
        ):
            raise _refused("YAML, or a list of settings", _TABLE)
    settings = sum(bool(_SETTING.match(line)) for line in lines)
    if (
        separator is None
        and settings >= _MOSTLY * len(lines)
        and any("=" in line for line in lines)
    ):
        raise _refused("a file of settings", _TABLE)
    if not is_even and _is_letter(lines):
        raise _refused("a letter or other running text", _TABLE)


def _is_sql(lines: Sequence[str]) -> bool:
    statements = [line for line in lines if not line.lstrip().startswith(("--", "/*"))]
    return bool(statements and _SQL.match(statements[0])) and any(
        line.rstrip().endswith((";", "(", "VALUES", "values")) for line in lines
    )


def _is_letter(lines: Sequence[str]) -> bool:
    """Tell sentences from cells: words in a line, stops at its end, a salutation."""
    words = [len(line.split()) for line in lines]
    stopped = sum(bool(_PROSE.search(line)) for line in lines)
    greeted = sum(bool(_SALUTATION.match(line)) for line in [*lines[:15], *lines[-6:]])
    spread = len({line.count(",") for line in lines})
    if greeted and (stopped or greeted > 1) and spread > 1:
        return True
    return stopped >= len(lines) / 3 and median(words) >= _SENTENCE_WORDS and spread > 1


def _refused(name: str, advice: str) -> RejectedError:
    return RejectedError(
        "not_a_table", f"This is no table of rows, but by its content {name}. {advice}"
    )
