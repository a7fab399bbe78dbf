"""`hinterland check DIR`, `hinterland apply DIR` and `hinterland outage CENTRE`."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from hinterland.aws.catalogue.rows import CatalogueRows, Kind
from hinterland.aws.clients import client
from hinterland.aws.sign_ins import CognitoSignIns
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.catalogue.reading import documents
from hinterland.clock import INDIA, system_clock
from hinterland.errors import HinterlandError
from hinterland.roles import GROUPS, Role
from office.apply import Applied, CatalogueMistakesError, Retired, apply_catalogue
from office.check import check_folder
from office.leaving import close_sign_ins, end_leases, former_groups
from office.outage import extend_leases
from office.people import Listed
from office.target import Target, find_target
from office.yaml_file import Mistake


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    options = _parser().parse_args(arguments)
    # Lines are not wrapped: editors and scripts read file:line from them.
    out, err = Console(soft_wrap=True), Console(stderr=True, soft_wrap=True)
    try:
        _run(options, out, err)
    except CatalogueMistakesError as error:
        _say(err, "red", error.mistakes)
        err.print(f"Nothing is stored while there are mistakes: {len(error.mistakes)}.")
        return 1
    except HinterlandError as error:
        err.print(f"[red]{escape(str(error))}[/red]")
        return 1
    return 0


def _run(options: argparse.Namespace, out: Console, err: Console) -> None:
    match options.command:
        case "check":
            _check(options.directory, out, err)
        case "apply":
            agree = _agreement(out, is_given=options.yes)
            _apply(options.directory, options.outputs, agree, out, err)
        case "outage":
            _outage(options.centre, timedelta(hours=options.hours), options.outputs, out)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hinterland", description="The office's catalogue.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="say every mistake in a catalogue folder")
    apply = commands.add_parser("apply", help="check a catalogue folder and store what changed")
    apply.add_argument("--yes", action="store_true", help="retire what is in no file, unasked")
    for command in (check, apply):
        command.add_argument("directory", type=Path, metavar="DIR")
    outage = commands.add_parser("outage", help="let a centre keep what it holds for some hours")
    outage.add_argument("centre", metavar="CENTRE")
    outage.add_argument("--hours", type=int, required=True, choices=range(1, 73), metavar="N")
    for command in (apply, outage):
        command.add_argument(
            "--outputs",
            type=Path,
            metavar="FILE",
            help="stack outputs (JSON); else of the local cloud if it runs, else of AWS",
        )
    return parser


def _check(directory: Path, out: Console, err: Console) -> None:
    folder = check_folder(directory)
    _say(err, "yellow", folder.warnings)
    if folder.mistakes:
        raise CatalogueMistakesError(folder.mistakes)
    out.print(f"{escape(str(directory))} is a sound catalogue.")


def _apply(
    directory: Path,
    outputs: Path | None,
    agree: Callable[[Retired], bool],
    out: Console,
    err: Console,
) -> None:
    target = find_target(outputs)
    applied = apply_catalogue(directory, target.catalogue_table, target.work_bucket, agree)
    _say(err, "yellow", applied.warnings)
    _report(applied, target.name, out)
    sign_ins = CognitoSignIns(client("cognito-idp"), target.user_pool_id)
    _see_off(target, applied.people, sign_ins, out)
    _create_sign_ins(applied.people, sign_ins, out)


def _agreement(out: Console, *, is_given: bool) -> Callable[[Retired], bool]:
    """Return how to ask whether to retire: nobody is asked who said so, or cannot answer."""

    def agree(retired: Retired) -> bool:
        if is_given:
            return True
        for kind, name in retired:
            out.print(f"[yellow]to be retired[/yellow] {kind} {name}: in no file any more")
        if not sys.stdin.isatty():
            out.print("Say [bold]--yes[/bold] to retire them.")
            return False
        return out.input("Retire all of these? (yes/no) ").strip().lower() in {"y", "yes"}

    return agree


def _see_off(
    target: Target, people: Sequence[Listed], sign_ins: CognitoSignIns, out: Console
) -> None:
    """Take back what those hold who left, and let them sign in no more."""
    former = former_groups(CatalogueRows(target.catalogue_table))
    operators = [user for user, groups in former.items() if GROUPS[Role.OPERATOR] in groups]
    ended = end_leases(DynamoWorkItems(target.work_items_table), operators, system_clock())
    if ended:
        out.print(f"{ended} leases of those who left went back.")
    close_sign_ins(sign_ins, former, people)


def _outage(centre: str, length: timedelta, outputs: Path | None, out: Console) -> None:
    target = find_target(outputs)
    stored = CatalogueRows(target.catalogue_table).current(Kind.CENTRE, centre).document
    operators = [each.id for each in documents.parse(documents.centre, stored).operators]
    work_items = DynamoWorkItems(target.work_items_table)
    now = system_clock()
    extended = extend_leases(work_items, operators, length, now)
    out.print(
        f"{len(extended)} leases of {escape(centre)} now last until "
        f"{(now + length).astimezone(INDIA):%d %b %H:%M} in India."
    )


def _report(applied: Applied, target: str, out: Console) -> None:
    for change in applied.changes:
        out.print(f"[green]stored[/green]  {change.kind} {change.name}, version {change.number}")
    for kind, name in applied.retired:
        out.print(f"[yellow]retired[/yellow] {kind} {name}: in no file any more")
    out.print(
        f"{len(applied.changes)} changed, {applied.unchanged} as before, in {escape(target)}."
    )


def _create_sign_ins(people: Sequence[Listed], sign_ins: CognitoSignIns, out: Console) -> None:
    for each in people:
        if password := sign_ins.create(each.user, each.groups):
            out.print(
                f"[green]sign-in[/green] {each.user} ({escape(each.name)}, {each.place}): "
                f"first password [bold]{password}[/bold], shown this once"
            )


def _say(console: Console, colour: str, mistakes: Sequence[Mistake]) -> None:
    for mistake in mistakes:
        console.print(f"[{colour}]{escape(str(mistake))}[/{colour}]", highlight=False)


if __name__ == "__main__":
    sys.exit(main())
