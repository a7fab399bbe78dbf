"""A program of its own: prints a workbook's sheets, or the rows of one, as lines of JSON.

    python -m functions.split.tables.workbooks.calamine_child FILE [SHEET]

The library holds a sheet as a whole rectangle, and a file of a few bytes may say that it is as
large as the memory. So it has a process of its own, whose memory and time are limited; when it
dies, one file is refused.
"""

import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MEMORY_BYTES = 1200 * 1024 * 1024
SECONDS = 240
_MIDNIGHT = time()


def main(path: str, sheet: str | None = None) -> None:
    """Print `[name, is_hidden]` of each sheet, or `[number, cells]` of each row of one."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    with CalamineWorkbook.from_path(path) as book:
        if sheet is None:
            for each in book.sheets_metadata:
                if each.typ is SheetTypeEnum.WorkSheet:
                    _say([each.name, each.visible is not SheetVisibleEnum.Visible])
            return
        found = book.get_sheet_by_name(sheet)
        first = found.start[0] if found.start else 0
        for number, row in enumerate(found.iter_rows(), start=1):
            if number > first:
                _say([number, [shown(cell) for cell in row]])


def shown(cell: object) -> str:
    """Return a cell as text: dates in ISO form, numbers with all digits and no exponent."""
    match cell:
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return _number(cell)
        case datetime():
            return str(cell.date() if cell.time() == _MIDNIGHT else cell)
        case date() | time():
            return str(cell)
        case timedelta():
            return _elapsed(cell)
    return str(cell)


def _number(number: float) -> str:
    decimal = Decimal(repr(number))
    if not decimal.is_finite():
        return str(number)
    text = f"{decimal:f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def _elapsed(time: timedelta) -> str:
    seconds = round(time.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _say(line: list[object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
