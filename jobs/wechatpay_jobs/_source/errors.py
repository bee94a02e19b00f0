"""What ends the reading of a source. No message has a code in it, and none has a cause that does."""

from __future__ import annotations


class SourceError(Exception):
    """A source of codes could not be read, or what was made of it not be kept. Nothing was sent."""


class SourceChangedError(SourceError):
    """The source of a job is not the one that the job was begun with."""
