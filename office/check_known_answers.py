"""Do known answers suit the work that they are for? Said with file and line, like every mistake."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from hinterland.catalogue.work_type import InputKind, WorkType
from hinterland.documents.place import Path as Place
from hinterland.fields.checks import fault
from hinterland.fields.faults import CONFIRMABLE
from hinterland.fields.field import Field
from hinterland.training.grading import FLAG
from hinterland.training.known_answers import Use
from hinterland.training.known_answers_reading import WrittenRecord, WrittenSet
from office.checked import Checked
from office.known_pictures import mistake
from office.yaml_file import Mistake

type Found = tuple[Place, str]
"""What is wrong, and where in the file."""


def unsuitable(
    sets: Sequence[Checked[WrittenSet]], work_types: Mapping[str, WorkType]
) -> Iterator[Mistake]:
    """Complain of sets that cannot be used with the work types of their folder."""
    for each in sets:
        known = each.entity
        work_type = work_types.get(known.work_type)
        if work_type is None:
            if known.work_type:
                there = f"there is no work type {known.work_type!r} for this set"
                yield each.file.mistake_at(("work_type",), there)
            continue
        for number, record in enumerate(known.records):
            for place, message in _record_faults(each, record, work_type):
                yield each.file.mistake_at(("records", number, *place), message)


def without_gold(
    work_types: Sequence[Checked[WorkType]], sets: Sequence[Checked[WrittenSet]]
) -> Iterator[Mistake]:
    """Warn of work types that ask for gold which nobody wrote."""
    golden = {each.entity.work_type for each in sets if each.entity.use is Use.GOLD}
    for each in work_types:
        if each.entity.quality.gold and each.entity.id not in golden:
            message = "quality.gold has no effect: there is no gold set for this work type"
            yield each.file.mistake_at(("quality", "gold"), message)


def folder_of(known: Checked[WrittenSet]) -> Path:
    """Return the folder in which a set's pictures are looked for: its own."""
    return Path(known.file.name).parent


def _record_faults(
    known: Checked[WrittenSet], record: WrittenRecord, work_type: WorkType
) -> Iterator[Found]:
    yield from _source_faults(known, record, work_type.input)
    fields = {field.name: field for field in work_type.fields}
    # A flag that is right stands for the fields: what is wrong about keying them is said of it.
    explained = record.why.keys() - ({FLAG} if record.flag else set())
    for part, names in (("values", record.values.keys()), ("why", explained)):
        for name in sorted(names):
            if name not in fields:
                yield (part, name), f"work type {work_type.id} has no field {name!r}"
    for name in sorted(record.as_printed - fields.keys()):
        yield ("as_printed",), f"work type {work_type.id} has no field {name!r}"
    if record.flag is None:
        for field in work_type.fields:
            yield from _value_faults(field, record)


def _source_faults(
    known: Checked[WrittenSet], record: WrittenRecord, kind: InputKind
) -> Iterator[Found]:
    if kind is InputKind.IMAGES:
        if record.image is None:
            yield (), "this record needs an `image`: its work type is of images"
        elif found := mistake(folder_of(known) / record.image):
            yield ("image",), found
        if record.show:
            yield ("show",), "has no meaning where there is an image; leave it out"
        return
    if not record.show:
        yield (), "this record needs `show`, the columns of its row: its work type is of rows"
    if record.image is not None:
        yield ("image",), "has no meaning where rows are shown; leave it out"


def _value_faults(field: Field, record: WrittenRecord) -> Iterator[Found]:
    found = fault(field, record.values.get(field.name, ""))
    if found is None:
        return
    if found.check in CONFIRMABLE and field.name in record.as_printed:
        return
    yield ("values", field.name), f"{field.name}: {found.message}"
