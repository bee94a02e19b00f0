"""The HTTP side: routes of the contract's paths, pictures, and answers with a fault in them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from wechatpay_sandbox._certificates import LISTING
from wechatpay_sandbox._contract import Contract, Operation
from wechatpay_sandbox._dispatch import BRAND_OPERATIONS, Dispatcher
from wechatpay_sandbox._errors import RefusedError
from wechatpay_sandbox._faults import Answer, Ending
from wechatpay_sandbox._pictures import PICTURES
from wechatpay_sandbox._requests import Incoming
from wechatpay_sandbox._state import State

_LARGEST_BODY = 16 * 1024 * 1024  # bytes; far above what the contract allows
_Endpoint = Callable[[Request], Awaitable[Response]]


def application(contract: Contract, dispatcher: Dispatcher, state: State) -> Starlette:
    """Build the ASGI application."""

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        refusal = RefusedError(
            "NOT_FOUND" if error.status_code == 404 else "INVALID_REQUEST",
            status=error.status_code,
            message=f"{error.detail}: {request.method} {request.url.path}",
        )
        return _AnswerResponse(dispatcher.refuse(_incoming(request, b""), refusal), error.headers)

    async def picture(request: Request) -> Response:
        with state.lock:
            image = state.images.get(request.url.path)
        if image is None:
            raise HTTPException(404)
        return Response(await run_in_threadpool(lambda: image.content), media_type=image.media_type)

    routes = [
        Route(operation.path, _endpoint(dispatcher, operation), methods=[operation.method])
        for operation in [*contract.operations.values(), LISTING, *BRAND_OPERATIONS]
    ]
    routes.append(Route(PICTURES + "{name:path}", picture))
    app = Starlette(routes=routes, exception_handlers={HTTPException: refused})
    app.router.redirect_slashes = False
    return app


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
    target: bytes = request.scope["raw_path"] + (b"?" + query if query else b"")
    return Incoming(
        method=request.method,
        target=target.decode("latin-1"),
        headers=request.headers,
        body=body,
        path=dict(request.path_params),
        query=dict(request.query_params),
    )


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
