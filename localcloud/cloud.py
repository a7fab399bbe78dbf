"""A whole local cloud in this process: built from the template, made ready, taken down."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from localcloud.assembly import Assembly
from localcloud.aws_server import start_aws
from localcloud.front_door import FrontDoor
from localcloud.functions import function_specs
from localcloud.lambdas import Functions
from localcloud.logs import write_logs
from localcloud.naming import Place
from localcloud.operators import apply_catalogue, create_users
from localcloud.outputs import StateFolder, outputs_document, write_outputs
from localcloud.page import read_page
from localcloud.page_headers import page_headers
from localcloud.routes import read_routes
from localcloud.schedule import Clockwork, read_timers
from localcloud.stack import create_stack
from localcloud.template import Resolver
from localcloud.web_server import KeepAliveHandler, WebServer


@dataclass(frozen=True, slots=True)
class Settings:
    """What a local cloud is made from, and where."""

    assembly: Path  # cdk.out
    catalogue: Path
    state: StateFolder
    place: Place


@contextmanager
def running(settings: Settings) -> Iterator[Mapping[str, object]]:
    """Run a local cloud, and give its outputs, which are in the outputs file as well.

    The environment must be settled (`aws_environment`). Raises what a template or a catalogue
    that is not right raises.
    """
    settings.state.make()
    write_logs(settings.state.logs)
    with ExitStack() as ends:  # takes down in reverse what came up
        outputs = _build(settings, ends)
        ends.callback(settings.state.outputs.unlink, missing_ok=True)
        write_outputs(settings.state.outputs, outputs)
        yield outputs


def _build(settings: Settings, ends: ExitStack) -> dict[str, object]:
    place = settings.place
    assembly = Assembly(settings.assembly)
    resolver = Resolver(assembly.template, place)
    functions = Functions(settings.state.logs, settings.state.processes)
    ends.callback(functions.stop)
    ends.callback(start_aws(place.aws_port, functions.invoke).stop)
    stack_outputs = create_stack(assembly.template, resolver)
    functions.define(function_specs(assembly, resolver, place.aws_url))
    door = FrontDoor(
        read_routes(assembly.template, resolver, place.aws_url),
        read_page(assembly, resolver, place.aws_url),
        page_headers(assembly.template, resolver, place.aws_url),
        functions.invoke,
    )
    ends.callback(WebServer(place.site_port, door, KeepAliveHandler).stop)
    people = apply_catalogue(
        settings.catalogue, stack_outputs["CatalogueTableName"], stack_outputs["WorkBucketName"]
    )
    passwords = create_users(stack_outputs["UserPoolId"], people)
    clockwork = Clockwork(read_timers(assembly.template, resolver), functions.invoke)
    ends.callback(clockwork.stop)
    # Last, and in the background: loading the functions takes the processors for some seconds.
    threading.Thread(target=functions.warm_up, daemon=True).start()
    return outputs_document(stack_outputs, place, passwords)
