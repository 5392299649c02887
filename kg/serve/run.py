"""Runs the server: `serve(Path("output"))`, until Ctrl-C."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kg.errors import OutputError
from kg.serve.app import LOCAL, build_app
from kg.serve.pool import Limits
from kg.serve.site import close_site, open_site

EVERYWHERE = ("0.0.0.0", "::")  # addresses that stand for all of a machine


def serve(
    output: Path,
    *,
    host: str,
    port: int,
    limits: Limits,
    writable: bool = False,
    store: Path | None = None,
    names: tuple[str, ...] = (),
    ready: Callable[[str], object] = print,
) -> None:
    """Serves an output folder until interrupted; `ready` is told the address.

    `names` are further names that the host is called by. Raises OutputError if there is no graph or
    the port is taken.
    """
    import uvicorn

    site = open_site(output, limits=limits, writable=writable, store=store)
    hosts = (*LOCAL, *names) if host in EVERYWHERE else (*LOCAL, host, *names)
    config = uvicorn.Config(
        build_app(site, hosts=hosts),
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=256,
        timeout_graceful_shutdown=2,
    )
    if not os.environ.get("KG_TRACEBACK"):
        logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
    try:
        listening = config.bind_socket()
    except SystemExit:
        raise OutputError(
            f"{host}:{port}: cannot be listened at; choose another with --port"
        ) from None
    listening.listen(128)  # so that nobody who reads the address is refused
    ready(f"http://{'127.0.0.1' if host in EVERYWHERE else host}:{listening.getsockname()[1]}/")
    signal.signal(signal.SIGTERM, end)  # which uvicorn raises again when it has stopped
    try:
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
    finally:
        close_site(site, keep=store is not None)


def end(*_: object) -> None:
    """Ends the program in order, so that nothing is left behind."""
    sys.exit(0)
