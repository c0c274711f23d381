"""What can go wrong with a notebook, each as one plain sentence that a page may show as it is."""

from __future__ import annotations

from pathlib import Path


class NotebookError(Exception):
    """`str(error)` says what happened and what to do."""


class NotebookOff(NotebookError):
    """There is no notebook here. `reason` is "phone" (switched off), "sign_in" (sign in first) or "shared"."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason


class ReadOnly(NotebookError):
    """The folder or the file cannot be written."""


class Locked(NotebookError):
    """Another program keeps the file to itself."""


class DiskFull(NotebookError):
    """There is no room; nothing of the last save was kept."""


class Damaged(NotebookError):
    """The file is not a sound notebook. `path` may be given to `set_aside`."""

    def __init__(self, sentence: str, path: Path) -> None:
        super().__init__(sentence)
        self.path = path


class NewerSchema(NotebookError):
    """The notebook was written by a newer atlas; it was not touched."""


class Unreachable(NotebookError):
    """The database server does not answer."""


class StaleEntry(NotebookError):
    """Somebody (another tab) was first. `now` is what is stored now, None when it was deleted."""

    def __init__(self, now: object) -> None:
        super().__init__(
            "This entry was changed in another tab after you opened it, so your change was not saved. "
            "Look at it as it is now, then change it again."
            if now is not None
            else "This entry was deleted in another tab, so your change was not saved."
        )
        self.now = now


class NotThere(NotebookError):
    """There is no such entry in this person's notebook."""


class BadEntry(NotebookError):
    """An entry says something impossible. `problems` are sentences, one for each fault."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class BadFile(NotebookError):
    """The file to import is no notebook at all, or too large, or of a newer kind."""
