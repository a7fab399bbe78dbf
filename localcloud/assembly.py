"""What CDK wrote to `cdk.out/`: the stack's template and the folders of its assets."""

import json
from pathlib import Path

from localcloud.naming import STACK
from localcloud.template import Template, TemplateError


class Assembly:
    """One synthesized stack."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.template = Template.read(folder / f"{STACK}.template.json")
        manifest = json.loads((folder / f"{STACK}.assets.json").read_text())
        self._assets: dict[str, Path] = {
            destination["objectKey"]: folder / entry["source"]["path"]
            for entry in manifest["files"].values()
            for destination in entry["destinations"].values()
        }

    def asset(self, object_key: str) -> Path:
        """Return the folder that is uploaded under this key; raise `TemplateError`."""
        try:
            return self._assets[object_key].resolve()
        except KeyError as exc:
            raise TemplateError(f"the assembly has no asset {object_key}") from exc
