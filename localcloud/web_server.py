"""Serves a WSGI application on 127.0.0.1, one thread per connection."""

import threading
from typing import TYPE_CHECKING

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Response

from localcloud.ports import HOST

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class KeepAliveHandler(WSGIRequestHandler):
    """Keeps connections open between requests, which werkzeug's own handler never does.

    Only for an application that reads every request's body to its end: what is left of one would
    be taken for the next request.
    """

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # it would hold back the body until the headers are confirmed
    timeout = 60.0  # seconds that a connection may be idle

    def run_wsgi(self) -> None:
        """Answer one request, with its length, so that the client sees where the answer ends."""
        response = Response.from_app(self.server.app, self.make_environ(), buffered=True)
        self.send_response(response.status_code)
        response.headers.pop("Date", None)  # send_response has sent one
        for name, value in response.headers:
            self.send_header(name, value)
        if "Content-Length" not in response.headers and response.status_code not in {204, 304}:
            self.send_header("Content-Length", str(len(response.data)))
        self.end_headers()
        self.wfile.write(response.data)


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
