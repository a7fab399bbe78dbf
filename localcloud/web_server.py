"""Serves a WSGI application on 127.0.0.1, one thread per connection."""

import threading
from typing import TYPE_CHECKING

from werkzeug.serving import WSGIRequestHandler, make_server

from localcloud.ports import HOST

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class KeepAliveHandler(WSGIRequestHandler):
    """Keeps connections open between requests, as browsers expect."""

    protocol_version = "HTTP/1.1"


class WebServer:
    """A running server; `stop` ends it."""

    def __init__(
        self, port: int, application: "WSGIApplication", handler: type[WSGIRequestHandler]
    ) -> None:
        self._server = make_server(HOST, port, application, threaded=True, request_handler=handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Take no more requests."""
        self._server.shutdown()
        self._server.server_close()
