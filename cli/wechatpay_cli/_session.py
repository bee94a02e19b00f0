"""What all commands of one run share: where the settings come from, and the clients that are made of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wechatpay_cli._exits import complain
from wechatpay_cli._facts import servers
from wechatpay_cli._say import say
from wechatpay_cli._sources import Source, env_file, environment, profile

if TYPE_CHECKING:
    from wechatpay_httpx import WeChatPayAuth
    from wechatpay_product_coupon import Client


@dataclass(frozen=True)
class Session:
    """One run of the program.

    Attributes:
        profile: Name of the profile; None for none.
        env_file: Path of a file of variables; None for none.
    """

    profile: str | None = None
    env_file: str | None = None

    def source(self) -> Source:
        """Return where the settings come from.

        Raises:
            SetUpError: They cannot be read.
        """
        if self.profile is not None:
            return profile(self.profile)
        return environment() if self.env_file is None else env_file(Path(self.env_file))

    @property
    def options(self) -> list[str]:
        """What of the command line chose the settings, to be told in a command that goes on."""
        if self.profile is not None:
            return ["--profile", self.profile]
        return [] if self.env_file is None else ["--env-file", self.env_file]


def auth_of(source: Source) -> WeChatPayAuth:
    """Return what signs and verifies for a merchant.

    Raises:
        AuthConfigurationError: A setting is missing or cannot be used.
    """
    from wechatpay_httpx import WeChatPayAuth

    return WeChatPayAuth.from_env(source.variables)


def base_urls(source: Source) -> str | list[str] | None:
    """Return the hosts that calls go to, as a client takes them.

    It reads the environment's own by itself, and refuses one that is set and empty, wherever that is: it must not mean
    production.
    """
    if source.is_environment:
        return None
    return source.get("BASE_URL") if source.has("BASE_URL") else servers()


def client_of(source: Source, **settings: Any) -> Client:
    """Return a client of a merchant; whatever deserves attention is told on stderr.

    Args:
        source: The merchant's settings.
        settings: More of the client's arguments.

    Raises:
        AuthConfigurationError: A setting is missing or cannot be used.
        ConfigurationError: So is the address of the host.
    """
    from wechatpay_product_coupon import Client

    return Client(
        auth_of(source),
        base_url=base_urls(source),
        on_soft_rule=lambda problem: complain(say("warning: {problem}", problem=problem)),
        on_drift=lambda drift: complain(say("warning: {problem}", problem=drift)),
        **settings,
    )
