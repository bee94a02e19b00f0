"""Warn of what the contract marks as `deprecated`, where it is used."""

from __future__ import annotations

import sys
import warnings


def warn_deprecated(message: str, within: str) -> None:
    """Emit a `DeprecationWarning` for the line that called the client, however deep below it this is.

    Args:
        message: What is deprecated.
        within: A module of the generated package, which is passed over as this one is.
    """
    passed_over = {module.partition(".")[0] for module in (__name__, within)}
    frame, depth = sys._getframe(1), 2
    while frame.f_back and str(frame.f_globals.get("__name__")).partition(".")[0] in passed_over:
        frame, depth = frame.f_back, depth + 1
    warnings.warn(message, DeprecationWarning, stacklevel=depth)
