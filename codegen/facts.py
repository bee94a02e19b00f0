"""What templates and packages print of enums, errors and events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class EnumMember:
    """A value of an enum, its name in Python, and what it means."""

    name: str
    value: str
    meaning: str


@dataclass(frozen=True)
class EnumFacts:
    """A named enum."""

    description: str
    members: list[EnumMember]


@dataclass(frozen=True)
class ErrorFacts:
    """An error code of the catalogue, and its class."""

    code: str
    class_name: str
    meaning: str


@dataclass(frozen=True)
class EventFacts:
    """A notification that the platform sends."""

    type: str
    model: str
    key: list[str]
    summary: str
    description: str
    page: str  # the official one
    also_sent_as: list[Mapping[str, Any]]
    repeats_after: list[int]  # seconds after each attempt that was not taken
