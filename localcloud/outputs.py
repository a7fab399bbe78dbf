"""The outputs file: how everybody else finds a local cloud. It exists only while one is ready."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from localcloud.naming import REGION, Place
from localcloud.operators import Passwords


@dataclass(frozen=True, slots=True)
class StateFolder:
    """Where one local cloud keeps what it writes: `.local`, unless told otherwise."""

    root: Path

    @property
    def outputs(self) -> Path:
        """Return where the outputs are, once it is ready."""
        return self.root / "outputs.json"

    @property
    def logs(self) -> Path:
        """Return the folder with a log per function, and one of all requests."""
        return self.root / "logs"

    @property
    def processes(self) -> Path:
        """Return the folder in which the functions' processes run."""
        return self.root / "functions"

    def make(self) -> None:
        """Create the folders, and forget an earlier run that did not end well."""
        self.logs.mkdir(parents=True, exist_ok=True)
        self.outputs.unlink(missing_ok=True)


def outputs_document(
    stack_outputs: Mapping[str, str], place: Place, passwords: Passwords
) -> dict[str, object]:
    """Return the stack outputs with the addresses as they are here (design 5.1)."""
    return {
        **stack_outputs,
        "ApiUrl": place.site_url,
        "OperatorUrl": place.site_url,
        "AwsEndpointUrl": place.aws_url,
        "Region": REGION,
        "Operators": dict(passwords.operators),
        "Staff": dict(passwords.staff),
    }


def write_outputs(file: Path, document: Mapping[str, object]) -> None:
    """Write the outputs all at once: who waits for the file finds it whole."""
    draft = file.with_suffix(".draft")
    draft.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    draft.replace(file)
