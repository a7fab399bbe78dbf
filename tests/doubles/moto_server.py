"""moto's server on a port of 127.0.0.1, one request at a time: `-m tests.doubles.moto_server PORT`.

With a thread for each request, as its own server has, a transaction of moto 5.2 that fails puts
whole tables back as they were when it began, and so undoes what others wrote meanwhile.
"""

import logging
import sys

from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server


def main() -> None:
    """Serve until the process ends."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # no line for each request
    app = DomainDispatcherApplication(create_backend_app)
    server = make_server(
        "127.0.0.1", int(sys.argv[1]), app, threaded=False, request_handler=MotoRequestHandler
    )
    server.serve_forever()


if __name__ == "__main__":
    main()
