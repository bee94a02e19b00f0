"""Requests: what came, what is awaited, and what shall go wrong; and a fresh start."""

from __future__ import annotations

from wechatpay_sandbox._controls.control import does, shows
from wechatpay_sandbox._controls.holder import Holder
from wechatpay_sandbox._protocol.faults import Fault
from wechatpay_sandbox._protocol.settings import LONGEST_WAIT, MOST_TIMES, instance_of, number_of
from wechatpay_sandbox._world.exchanges import Exchange


class ExchangeControls(Holder):
    """Requests to the API, and faults for the answers to come."""

    @property
    @shows
    def requests(self) -> tuple[Exchange, ...]:
        """Requests to the API and how they were answered, the last 100,000, without control calls.

        Headers and bodies of the last 64 MB are kept, of older ones the outline alone.
        """
        with self._changed:
            return tuple(self._state.exchanges)

    @does
    def wait_for_request(
        self,
        *,
        operation: str | None = None,
        path: str | None = None,
        status: int | None = None,
        after: int = 0,
        seconds: float = 10.0,
    ) -> Exchange:
        """Wait until a request has come and is answered, or return at once the first that has.

        Args:
            operation: Its `operationId`; None is any.
            path: Its path without the query; None is any.
            status: HTTP status of its answer; None is any.
            after: Only requests with a higher `number` count.
            seconds: How long at most.

        Raises:
            TimeoutError: None comes.
        """
        number_of("after", after, at_least=0, whole=True)
        number_of("seconds", seconds, at_least=0, at_most=LONGEST_WAIT)
        wanted = {"operation": operation, "path": path, "status": status}
        given = {name: value for name, value in wanted.items() if value is not None}
        found = self._log.wait(lambda one: all(getattr(one, n) == v for n, v in given.items()), after, seconds)
        if found is None:
            told = ", ".join(f"{name} {value}" for name, value in given.items()) or "any kind"
            raise TimeoutError(f"no request of {told} came in {seconds} s")
        return found

    @property
    @shows
    def faults(self) -> tuple[str, ...]:
        """Names of the faults that wait for an answer to befall, the next one first."""
        with self._changed:
            return tuple(fault.name for fault in self._state.faults)

    @does
    def inject(self, fault: Fault, *, times: int = 1) -> None:
        """Spoil the next answers with a fault, after those that wait already.

        Args:
            fault: What shall go wrong.
            times: For how many answers.
        """
        instance_of("fault", fault, Fault, "a Fault, such as Fault.SYSTEM_ERROR,")
        number_of("times", times, at_least=0, at_most=MOST_TIMES, whole=True)
        with self._changed:
            self._state.faults.extend([fault] * times)
