"""Turns pages into HTML: templates of Jinja, which escapes everything."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from wechatpay_sandbox._protocol.wording import chinese, english
from wechatpay_sandbox._world.calendar import BEIJING

if TYPE_CHECKING:
    import jinja2

_LOOKS: Final = {
    **dict.fromkeys(("EFFECTIVE", "SENDING", "SUCCESS", "USED"), "good"),
    **dict.fromkeys(("AUDITING", "CONFIRMING", "PENDING", "PROCESSING", "PAUSED"), "warn"),
    **dict.fromkeys(("DEACTIVATED", "EXPIRED", "FAIL", "DELETED", "STOPPED"), "bad"),
}
_TEMPLATES: Final = Path(__file__).with_name("templates")


class Renderer:
    """Renders templates. They are read when a page is first asked for: most sandboxes show none."""

    @cached_property
    def environment(self) -> jinja2.Environment:
        """What templates are rendered in."""
        import jinja2

        made = jinja2.Environment(
            loader=jinja2.FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        made.globals["looks"] = _LOOKS
        made.filters["spoken"] = spoken
        made.filters["moment"] = moment
        made.filters["milliseconds"] = milliseconds
        return made

    def html(self, template: str, values: Mapping[str, Any]) -> str:
        """Render a template."""
        return self.environment.get_template(template).render(values)


def spoken(bilingual: str, language: str) -> str:
    """Take one language out of a text of the contract, `English (中文)`."""
    return english(bilingual) if language == "en" else chinese(bilingual)


def moment(unix_time: float) -> str:
    """Write a Unix time as people in Beijing read it; one that no calendar has, as it is."""
    try:
        return datetime.fromtimestamp(unix_time, BEIJING).strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError, OSError):
        return f"{unix_time:.0f}"


def milliseconds(seconds: float) -> str:
    """Write how long something took."""
    return f"{seconds * 1000:.1f} ms" if seconds < 10 else f"{seconds:.0f} s"
