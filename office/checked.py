"""A file of the catalogue folder, and what it says."""

from dataclasses import dataclass

from office.yaml_file import YamlFile


@dataclass(frozen=True, slots=True)
class Checked[Entity]:
    """An entity and the file that it came from."""

    entity: Entity
    file: YamlFile
