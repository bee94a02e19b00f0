"""The HTTP side: routes of the contract's paths, pictures, and answers with a fault in them."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from wechatpay_sandbox._http.dispatch import BRAND_OPERATIONS, Dispatcher
from wechatpay_sandbox._http.spelling import SpelledHeaders
from wechatpay_sandbox._operations.drawing import content_of
from wechatpay_sandbox._protocol.answers import Answer, Ending
from wechatpay_sandbox._protocol.certificates import LISTING
from wechatpay_sandbox._protocol.contract import Contract, Operation
from wechatpay_sandbox._protocol.gate import Incoming
from wechatpay_sandbox._protocol.refusals import RefusedError
from wechatpay_sandbox._world.pictures import PICTURES
from wechatpay_sandbox._world.state import State

_LARGEST_BODY: Final = 16 * 1024 * 1024  # bytes; far above what the contract allows
_ABSOLUTE: Final = re.compile(rb"^https?://[^/?]*/?", re.IGNORECASE)
_REFUSED: Final = {
    404: "There is nothing under this address (请求的地址不存在)",
    405: "This address takes another method (请求方法错误)",
    413: "The body is too long (请求体过大)",
}
_Endpoint = Callable[[Request], Awaitable[Response]]


def application(contract: Contract, dispatcher: Dispatcher, state: State, extra: Sequence[BaseRoute] = ()) -> Starlette:
    """Build the ASGI application.

    Args:
        contract: Has the paths.
        dispatcher: Answers what comes in on them.
        state: Holds the pictures, served under their own paths, to whoever asks, as WeChat Pay's picture host does.
        extra: Routes beside those of the contract.
    """

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        refusal = RefusedError(
            "NOT_FOUND" if error.status_code == 404 else "INVALID_REQUEST",
            status=error.status_code,
            message=_REFUSED.get(error.status_code, error.detail),
            detail={"field": "", "issue": f"{error.detail}: {request.method} {request.url.path}", "location": "url"},
        )
        return _AnswerResponse(dispatcher.refuse(_incoming(request, b""), refusal), error.headers)

    async def picture(request: Request) -> Response:
        # A look-up of one key needs no lock: pictures are added whole, and none is changed or removed.
        found = state.pictures.find(request.url.path)
        if found is None:
            raise HTTPException(404)
        return Response(await run_in_threadpool(content_of, found, state.pictures), media_type=found.media_type)

    routes: list[BaseRoute] = [
        Route(operation.path, _endpoint(dispatcher, operation), methods=[operation.method])
        for operation in [*sorted(contract.operations.values(), key=_parameters_last), LISTING, *BRAND_OPERATIONS]
    ]
    routes += [Route(PICTURES + "{name:path}", picture), *extra]
    app = Starlette(
        routes=routes,
        exception_handlers={HTTPException: refused},
        middleware=[Middleware(SpelledHeaders), Middleware(_StepsOfPaths)],
    )
    app.router.redirect_slashes = False
    return app


def _parameters_last(operation: Operation) -> list[bool]:
    """Sort `/stocks/list` before `/stocks/{stock_id}`, which it would match too."""
    return [step.startswith("{") for step in operation.path.split("/")]


def _endpoint(dispatcher: Dispatcher, operation: Operation) -> _Endpoint:
    async def endpoint(request: Request) -> Response:
        body = bytearray()
        try:
            async for chunk in request.stream():
                body += chunk
                if len(body) > _LARGEST_BODY:
                    raise HTTPException(413)
        except ClientDisconnect:
            return Response()
        return _AnswerResponse(dispatcher.answer(_incoming(request, bytes(body)), operation))

    return endpoint


def _incoming(request: Request, body: bytes) -> Incoming:
    query: bytes = request.scope["query_string"]
    target: bytes = request.scope["state"]["target"]
    return Incoming(
        method=request.method,
        target=target.decode("latin-1"),
        headers=request.headers,
        body=body,
        path={name: unquote(text) for name, text in request.path_params.items()},
        query=query.decode("latin-1"),
    )


class _StepsOfPaths:
    """Routes see a path in its steps: an encoded slash within a step is no end of it, as a decoded one would be.

    A target with scheme and host (absolute-form, RFC 9112, 3.2.2) is as one without.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            target = _ABSOLUTE.sub(b"/", scope["state"]["target"])
            raw_path = target.partition(b"?")[0]
            steps = (unquote(step) for step in raw_path.decode("latin-1").split("/"))
            path = "/".join(step.replace("%", "%25").replace("/", "%2F") for step in steps)
            state = {**scope["state"], "target": target}
            scope = {**scope, "path": path, "raw_path": raw_path, "state": state}
        await self._app(scope, receive, send)


class _AnswerResponse(Response):
    """An answer that may end before it is complete."""

    def __init__(self, answer: Answer, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(answer.body, answer.status, answer.headers | dict(headers or {}))
        self._ending = answer.ending

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._ending is Ending.COMPLETE:
            await super().__call__(scope, receive, send)
            return
        transport = scope["state"]["transport"]
        if self._ending is Ending.TRUNCATED:
            half = bytes(self.body[: len(self.body) // 2])
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            await send({"type": "http.response.body", "body": half, "more_body": True})
        transport.close()
        while (await receive())["type"] != "http.disconnect":
            pass
