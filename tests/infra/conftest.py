"""The template, synthesized once for all tests of the infrastructure."""

import json
from pathlib import Path
from typing import Any

import pytest

from infra.app import hinterland
from tests.infra.deployed import Template


@pytest.fixture(scope="session")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assembly")
    hinterland(str(folder)).synth()
    return folder


@pytest.fixture(scope="session")
def template_file(assembly: Path) -> Path:
    return assembly / "Hinterland.template.json"


@pytest.fixture(scope="session")
def template(template_file: Path) -> Template:
    document: dict[str, Any] = json.loads(template_file.read_text(encoding="utf-8"))
    return Template(document)
