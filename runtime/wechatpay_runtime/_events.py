"""From the data of a notification (回调通知) to a typed event."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, Generic, Protocol, TypeVar

from wechatpay_runtime._checks.contract import Contract
from wechatpay_runtime._client_error import discreet
from wechatpay_runtime._log import Deviations
from wechatpay_runtime._model import Model
from wechatpay_runtime._settings import wrong
from wechatpay_runtime.errors import EventContractError, ModelError

M_co = TypeVar("M_co", bound=Model, covariant=True)


class Notification(Protocol):
    """What is read of a notification that was verified and decrypted, such as `wechatpay_httpx.Notification`."""

    @property
    def id(self) -> str:
        """Notification id."""
        ...

    @property
    def event_type(self) -> str:
        """What happened."""
        ...

    @property
    def data(self) -> Mapping[str, Any]:
        """The decrypted JSON object."""
        ...


@dataclass(frozen=True, slots=True)
class UnknownEvent:
    """An event that the contract does not know. Keep it, and answer success: it would only come again.

    Attributes:
        event_type: What happened.
        data: The decrypted JSON object; it is left out of `repr`.
    """

    event_type: str
    data: Mapping[str, Any] = field(repr=False)


class EventReader(Generic[M_co]):
    """Makes typed events.

    Args:
        contract: The packaged contract.
        models: Names of model classes by event type.
        module: Where the classes are.
    """

    def __init__(self, contract: Contract, models: Mapping[str, str], module: ModuleType) -> None:
        self._contract = contract
        self._models = models
        self._module = module
        self._deviations = Deviations(logging.getLogger(contract.package))

    @discreet
    def read(self, notification: Notification) -> M_co | UnknownEvent:
        """Return the event that a notification tells of.

        Members that the contract does not know are kept, and logged once by their path, never with their value.

        Raises:
            ConfigurationError: It is no notification.
            EventContractError: No model can hold the data.
        """
        _check(notification)
        event_type = self._contract.event_meant(notification.event_type, notification.data)
        if event_type not in self._models:
            return UnknownEvent(event_type, notification.data)
        try:
            findings = self._contract.event_check(event_type).findings(notification.data)
        except (ValueError, RecursionError):
            raise EventContractError(event_type, notification.id, path="", problem="not to be read") from None
        for problem, breach in findings:
            if breach:
                raise EventContractError(event_type, notification.id, path=problem.path, problem=problem.rule)
            self._deviations.warn(event_type, "the event differs from the contract at", problem)
        model: type[M_co] = getattr(self._module, self._models[event_type])
        try:
            return model.from_dict(notification.data)
        except ModelError:
            # Its message may quote what it read.
            raise EventContractError(
                event_type, notification.id, path="", problem=f"no {model.__name__} can hold it"
            ) from None

    def key(self, notification: Notification) -> str:
        """Return what every notification of one event shares, even one with another id; for an unknown event its id.

        Raises:
            ConfigurationError: It is no notification.
        """
        _check(notification)
        event_type = self._contract.event_meant(notification.event_type, notification.data)
        event = self._contract.events.get(event_type, {"key": ()})
        values = [value for name in event["key"] if isinstance(value := notification.data.get(name), str) and value]
        return ":".join((event_type, *values)) if values and len(values) == len(event["key"]) else notification.id


def _check(notification: object) -> None:
    has_all = hasattr(notification, "id") and hasattr(notification, "event_type") and hasattr(notification, "data")
    if not has_all or isinstance(notification, type):
        raise wrong("notification", notification, "a Notification, as NotificationParser.parse returns it,")
