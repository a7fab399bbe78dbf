"""The laptop's cloud, built from the synthesized template: `python -m localcloud` runs it.

For tests and the demo, in a process of its own, on free ports:

    with localcloud.start(state=folder, catalogue=other_folder) as cloud:
        cloud.outputs["ApiUrl"]
"""

from localcloud.session import RunningCloud, StartError, start

__all__ = ["RunningCloud", "StartError", "start"]
