"""The AWS endpoint: moto in server mode, with Step Functions that really run."""

from localcloud import patches
from localcloud.patches import Invoke
from localcloud.web_server import WebServer


def start_aws(port: int, invoke: Invoke) -> WebServer:
    """Serve AWS on a port; Lambda invocations go to `invoke`.

    Call `aws_environment.settle` first.
    """
    from moto.core.config import default_user_config  # noqa: PLC0415 - after the environment
    from moto.moto_server.werkzeug_app import (  # noqa: PLC0415
        DomainDispatcherApplication,
        MotoRequestHandler,
        create_backend_app,
    )

    default_user_config["stepfunctions"] = {"execute_state_machine": True}
    patches.apply(invoke)
    return WebServer(port, DomainDispatcherApplication(create_backend_app), MotoRequestHandler)
