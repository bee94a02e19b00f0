"""The controls over HTTP, under `/_sandbox/`: for programs in any language on this machine."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from wechatpay_sandbox._controls.control import Control
from wechatpay_sandbox._http.asked import read
from wechatpay_sandbox._http.control_document import REVEALS, document
from wechatpay_sandbox._http.place import check_place
from wechatpay_sandbox._http.shown import Shower
from wechatpay_sandbox._protocol.contract import Contract
from wechatpay_sandbox._protocol.forms import strict_json
from wechatpay_sandbox._world.exchanges import Exchange

PREFIX: Final = "/_sandbox"
_LARGEST_BODY: Final = 16 * 1024 * 1024  # bytes
_LARGEST_PAGE: Final = 1000
_USUAL_PAGE: Final = 100
_THREADS: Final = 500
_STATUS: Final[tuple[tuple[type[Exception], int], ...]] = ((TimeoutError, 408), (LookupError, 404), (ValueError, 400))


class ControlApi:
    """Serves the controls of a sandbox, to this machine alone, to whoever has the token.

    Args:
        sandbox: What is controlled.
        controls: The list of its controls.
        contract: Says what is secret in a request.
        token: Callers send it as `Authorization: Bearer ...`.
    """

    def __init__(self, sandbox: Any, controls: Sequence[Control], contract: Contract, token: str) -> None:
        self._sandbox = sandbox
        self._controls = controls
        self._token = token
        self._shower = Shower(contract)

    @cached_property
    def _threads(self) -> CapacityLimiter:
        """Threads of its own: those who wait for a request shall hold up nobody who draws a picture or asks."""
        return CapacityLimiter(_THREADS)

    def routes(self) -> list[Mount]:
        """Make the routes, with error answers of their own: nothing here is signed."""
        routes = [
            Route(
                f"/{control.name.replace('_', '-')}",
                self._endpoint(control),
                methods=["GET" if control.only_shows else "POST"],
            )
            for control in self._controls
        ]
        routes.append(Route("/openapi.json", self._openapi))
        app = Starlette(routes=routes, exception_handlers={HTTPException: _refused, Exception: _failed})
        app.router.redirect_slashes = False
        return [Mount(PREFIX, app)]

    async def _openapi(self, request: Request) -> Response:
        check_place(request)
        return _Json(document(self._controls))

    def _endpoint(self, control: Control) -> Any:
        async def endpoint(request: Request) -> Response:
            check_place(request)
            self._check_token(request)
            given = dict(request.query_params) if control.only_shows else await _object(request)
            reveal = control.result in REVEALS and str(given.pop("reveal", "false")).lower() == "true"
            try:
                return _Json(await to_thread.run_sync(self._answer, control, given, reveal, limiter=self._threads))
            except (TimeoutError, LookupError, ValueError) as exc:
                status = next(status for kind, status in _STATUS if isinstance(exc, kind))
                told = exc.args[0] if exc.args else exc
                raise HTTPException(status, f"{control.name}: {told}") from exc

        return endpoint

    def _answer(self, control: Control, given: dict[str, Any], reveal: bool) -> Any:
        after, limit = (_whole(given, name, usual) for name, usual in (("after", 0), ("limit", _USUAL_PAGE)))
        if not control.only_shows:
            return self._shower.shown(control(self._sandbox, read(control, given)), reveal=reveal)
        paging = {name: given.pop(name) for name in ("after", "limit") if name in given}
        found = control(self._sandbox, read(control, given))
        if not isinstance(found, tuple):
            if paging:
                raise ValueError("this is no list, it has no pages")
            return self._shower.shown(found, reveal=reveal)
        return self._page(found, after, limit, reveal=reveal)

    def _page(self, found: tuple[Any, ...], after: int, limit: int, *, reveal: bool) -> Any:
        """Show a page: what comes after so many, or after the exchange of that number; negative: the last so many."""
        if not 1 <= limit <= _LARGEST_PAGE:
            raise ValueError(f"limit is {limit}; from 1 to {_LARGEST_PAGE} is needed")
        forgotten = found[0].number - 1 if found and isinstance(found[0], Exchange) else 0
        first = max(0, len(found) + after if after < 0 else after - forgotten)
        last = first + limit
        return {
            "items": self._shower.shown(found[first:last], reveal=reveal),
            "total": len(found),
            "next_after": last + forgotten if last < len(found) else None,
        }

    def _check_token(self, request: Request) -> None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(token.strip().encode(), self._token.encode()):
            raise HTTPException(
                401,
                "Authorization: Bearer TOKEN is needed; the sandbox prints it when it starts",
                {"WWW-Authenticate": "Bearer"},
            )


def _whole(given: dict[str, Any], name: str, usual: int) -> int:
    try:
        return int(given.get(name, usual))
    except (TypeError, ValueError) as exc:
        raise ValueError(f"{name} must be a whole number") from exc


async def _object(request: Request) -> dict[str, Any]:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_BODY:
            raise HTTPException(413, "the body is too long")
    try:
        given = strict_json(bytes(body) or b"{}")
    except ValueError as exc:
        raise HTTPException(400, f"the body is not JSON: {exc}") from exc
    if not isinstance(given, dict):
        raise HTTPException(400, "the body must be a JSON object")
    return given


class _Json(JSONResponse):
    """JSON that ends its line, for those who look at it in a terminal."""

    def render(self, content: Any) -> bytes:
        return super().render(content) + b"\n"


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _Json({"message": error.detail}, error.status_code, error.headers)


async def _failed(_: Request, error: Exception) -> Response:
    return _Json({"message": f"{type(error).__name__} in the sandbox itself"}, 500)
