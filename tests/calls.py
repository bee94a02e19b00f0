"""One way to call an operation, in both worlds."""

from __future__ import annotations

import asyncio
from operator import attrgetter
from typing import Any

import httpx

from wechatpay_product_coupon import AsyncClient, Client, RetryPolicy

AT_ONCE = RetryPolicy(wait_initial=0, wait_jitter=0)
"""The client's own policy, without its waits."""

# These tests look at one exchange; what is repeated and what has to wait is tested in tests/runtime.
ONE_EXCHANGE = {"retry": RetryPolicy(max_attempts=1), "rate_limits": None}


class Caller:
    """Calls an operation through a client made for it, sync or async.

    Args:
        mode: `sync` or `async`.
        auth: Signs and verifies.
        url: Where requests go.
    """

    def __init__(self, mode: str, auth: httpx.Auth | None, url: str) -> None:
        self.mode = mode
        self.auth = auth
        self.url = url

    def __call__(self, operation: str, *args: Any, client: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        """Return what `client.<operation>(*args, **kwargs)` returns.

        Args:
            operation: Group and method, such as `images.upload`.
            args: The operation's path parameters.
            client: Arguments of the client, other than the default ones.
            kwargs: The operation's other arguments.
        """
        options = {"auth": self.auth, "base_url": self.url, **ONE_EXCHANGE, **(client or {})}
        if self.mode == "async":
            return asyncio.run(self._async(operation, options, args, kwargs))
        with Client(**options) as made:
            return attrgetter(operation)(made)(*args, **kwargs)

    @staticmethod
    async def _async(operation: str, options: dict[str, Any], args: Any, kwargs: Any) -> Any:
        async with AsyncClient(**options) as made:
            return await attrgetter(operation)(made)(*args, **kwargs)
