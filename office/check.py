"""Is a folder a catalogue? Reads all of its files and says every mistake, with file and line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hinterland.catalogue.centre import Centre, Operator
from hinterland.catalogue.client import Client
from hinterland.catalogue.office import Office
from hinterland.catalogue.reading import documents
from hinterland.catalogue.work_type import WorkType
from hinterland.documents.place import Place, Remarks
from hinterland.training.known_answers_reading import WrittenSet, written_set
from office.check_known_answers import unsuitable, without_gold
from office.checked import Checked
from office.yaml_file import Mistake, YamlFile, read_yaml

OFFICE_FILE = "office.yaml"
type Entity = Office | Client | WorkType | Centre | WrittenSet


@dataclass(slots=True)
class CatalogueFolder:
    """What a folder holds. It may be applied only if it has no mistakes."""

    offices: list[Checked[Office]] = field(default_factory=list)
    clients: list[Checked[Client]] = field(default_factory=list)
    work_types: list[Checked[WorkType]] = field(default_factory=list)
    centres: list[Checked[Centre]] = field(default_factory=list)
    known_answers: list[Checked[WrittenSet]] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    warnings: list[Mistake] = field(default_factory=list)

    def operators(self) -> list[Operator]:
        """Return the operators of all centres."""
        return [each for centre in self.centres for each in centre.entity.operators]


def check_folder(directory: Path) -> CatalogueFolder:
    """Read and check a folder of YAML files (design 5.3)."""
    folder = CatalogueFolder()
    _read(folder, directory, [OFFICE_FILE], documents.office, folder.offices)
    work_types = _yaml_files(directory, "work-types")
    _read(folder, directory, work_types, documents.work_type, folder.work_types)
    _read(folder, directory, _yaml_files(directory, "clients"), documents.client, folder.clients)
    _read(folder, directory, _yaml_files(directory, "centres"), documents.centre, folder.centres)
    known_answers = _yaml_files(directory, "known-answers")
    _read(folder, directory, known_answers, written_set, folder.known_answers)
    folder.mistakes += [*_duplicates(folder), *_unknown_work_types(folder)]
    of_folder = {each.entity.id: each.entity for each in folder.work_types}
    folder.mistakes += unsuitable(folder.known_answers, of_folder)
    folder.warnings += without_gold(folder.work_types, folder.known_answers)
    folder.mistakes.sort(key=lambda each: (each.file, each.line))
    return folder


def _yaml_files(directory: Path, name: str) -> list[str]:
    found = [*(directory / name).glob("*.yaml"), *(directory / name).glob("*.yml")]
    return [f"{name}/{path.name}" for path in sorted(found)]


def _read[Kind: Entity](
    folder: CatalogueFolder,
    directory: Path,
    names: list[str],
    read: Callable[[Place], Kind],
    into: list[Checked[Kind]],
) -> None:
    for name in names:
        path = directory / name
        if not path.is_file():
            folder.mistakes.append(Mistake(str(path), 1, "there is no such file"))
            continue
        file = read_yaml(path, str(path))
        folder.mistakes += file.mistakes
        if file.document is not None:
            into.append(Checked(_checked(folder, file, read), file))


def _checked[Kind: Entity](
    folder: CatalogueFolder, file: YamlFile, read: Callable[[Place], Kind]
) -> Kind:
    remarks = Remarks()
    entity = read(Place(file.document, remarks))
    folder.mistakes += [file.mistake_at(each.path, each.message) for each in remarks.mistakes]
    folder.warnings += [file.mistake_at(each.path, each.message) for each in remarks.warnings]
    return entity


def _duplicates(folder: CatalogueFolder) -> Iterator[Mistake]:
    """Complain of names that mean two things."""
    yield from _twice("client", [(c.entity.id, c.file, ("client",)) for c in folder.clients])
    yield from _twice(
        "work type", [(w.entity.id, w.file, ("work_type",)) for w in folder.work_types]
    )
    yield from _twice("centre", [(c.entity.id, c.file, ("centre",)) for c in folder.centres])
    yield from _twice("set", [(k.entity.name, k.file, ("set",)) for k in folder.known_answers])
    yield from _twice(
        "head",
        [
            (head.user, centre.file, ("heads", index, "head"))
            for centre in folder.centres
            for index, head in enumerate(centre.entity.heads)
        ],
    )
    yield from _twice(
        "operator",
        [
            (operator.id, centre.file, ("operators", index, "operator"))
            for centre in folder.centres
            for index, operator in enumerate(centre.entity.operators)
        ],
    )


def _twice(
    what: str, names: list[tuple[str, YamlFile, tuple[str | int, ...]]]
) -> Iterator[Mistake]:
    first: dict[str, str] = {}
    for name, file, path in names:
        here = f"{file.name}:{file.line_of(path)}"
        if name and name in first:
            yield file.mistake_at(path, f"{what} {name!r} is there already, in {first[name]}")
        first.setdefault(name, here)


def _unknown_work_types(folder: CatalogueFolder) -> Iterator[Mistake]:
    known = {each.entity.id for each in folder.work_types}
    for client in folder.clients:
        contracts = Place(client.file.document, Remarks())["contract"]
        places = contracts.items() if isinstance(contracts.value, list) else [contracts]
        for place, contract in zip(places, client.entity.contracts, strict=False):
            for work_type in sorted(contract.rates.keys() - known):
                path = (*place.path, "rates", work_type)
                yield client.file.mistake_at(
                    path, f"there is no work type {work_type!r} for this rate"
                )
