"""Ports on 127.0.0.1: which are free, and a clear word when one is not."""

import socket
from contextlib import ExitStack

HOST = "127.0.0.1"


class PortInUseError(Exception):
    """Another program listens on a port that the local cloud was told to use."""


def free_ports(count: int) -> list[int]:
    """Return different ports that nobody listens on at this moment."""
    with ExitStack() as sockets:
        bound = [sockets.enter_context(socket.socket()) for _ in range(count)]
        for each in bound:
            each.bind((HOST, 0))
        return [each.getsockname()[1] for each in bound]


def claim(port: int, setting: str) -> int:
    """Return `port`, or a free one for 0; raise `PortInUseError` naming the setting to change."""
    if port == 0:
        return free_ports(1)[0]
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as exc:
            message = f"port {port} is in use; choose another with {setting}=<port>"
            raise PortInUseError(message) from exc
    return port
