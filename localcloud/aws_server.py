"""The AWS endpoint: moto in server mode, with Step Functions that really run."""

from moto.core.config import default_user_config
from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)

from localcloud import patches
from localcloud.function_process import Invoke
from localcloud.web_server import WebServer


def start_aws(port: int, invoke: Invoke) -> WebServer:
    """Serve AWS on a port; Lambda invocations go to `invoke`."""
    default_user_config["stepfunctions"] = {"execute_state_machine": True}
    patches.apply(invoke)
    return WebServer(port, DomainDispatcherApplication(create_backend_app), MotoRequestHandler)
