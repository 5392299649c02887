"""The application: which address is answered by what, and what every answer carries.

A page of another site that has `evil.example` point to 127.0.0.1 asks for `Host: evil.example`, and
is refused; no answer runs a script that is not ours, and none tells where our code lies.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve import endpoint, pages
from kg.serve.pool import NoAnswerError
from kg.serve.protocol import RefusedError
from kg.serve.site import Site

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# the editor sets styles in its elements and draws its icons from data
EDITOR_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
    "img-src 'self' data:", "img-src 'self' data: blob:; font-src 'self' data:"
)
# the explorer has a policy of its own, which names its scripts by their hashes
OWN_POLICIES = {"/editor": EDITOR_POLICY, "/graph.html": "frame-ancestors 'none'; base-uri 'none'"}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
LOCAL = ("127.0.0.1", "localhost", "[::1]", "::1")


class SafeHeaders:
    """Adds to every answer what keeps browsers from doing more with it than showing it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                policy = OWN_POLICIES.get(scope.get("path", ""), POLICY)
                headers.setdefault("Content-Security-Policy", policy)
            await send(message)

        await self.app(scope, receive, send_safely)


def build_app(site: Site, *, hosts: Sequence[str] = LOCAL) -> Starlette:
    """The application of a site, answering requests for these names of its host."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await site.start()
        yield
        await site.stop()

    app = Starlette(
        routes=ROUTES,
        lifespan=lifespan,
        middleware=[
            Middleware(SafeHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
        ],
        exception_handlers={
            RefusedError: refuse,
            NoAnswerError: give_up,
            Exception: hide_fault,
        },
    )
    app.state.site = site
    return app


async def refuse(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return PlainTextResponse(str(error) + "\n", error.status)


async def give_up(request: Request, error: Exception) -> Response:
    return PlainTextResponse(str(error) + "\n", 503, headers={"Retry-After": "5"})


async def hide_fault(request: Request, error: Exception) -> Response:
    return PlainTextResponse("a fault of newskg's own; please report it\n", 500, headers=HEADERS)


ROUTES = [
    Route("/", pages.start),
    Route("/sparql", endpoint.sparql, methods=["GET", "POST"]),
    Route("/graphs", endpoint.graphs, methods=["GET", "PUT", "POST", "DELETE"]),
    Route("/editor", pages.editor),
    Route("/questions/{name}", pages.question),
    Route("/resource", pages.resource),
    Route("/data/{path:path}", pages.resource),
    Route("/action/{path:path}", pages.resource),
    Route("/schemes/{path:path}", pages.resource),
    Route("/ontology", pages.ontology),
    Mount("/static", StaticFiles(directory=pages.FOLDER / "static")),
    Route("/{name}", pages.file),
]
