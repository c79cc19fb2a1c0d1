# SPDX-License-Identifier: MIT
"""Say where in a profile's folder each thing lies."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from fxdesk.store import private_file
from fxdesk.store.failure import file_failures

_OURS = ("journal.*", "settings.*", "prices/*", "logs/*")
"""A person may name any folder for a profile: what else lies in it is not ours."""


class Profile(NamedTuple):
    """One person's folder: journal, settings, price lists, logs and the lock that keeps it to one window."""

    folder: Path

    @property
    def lock(self) -> Path:
        """The file that a running program holds."""
        return self.folder / "lock"

    @property
    def prices(self) -> Path:
        """The folder of the kept price lists."""
        return self.folder / "prices"

    @property
    def logs(self) -> Path:
        """The folder of the log and of what a crash leaves."""
        return self.folder / "logs"

    def make(self) -> None:
        """Make the folders, closed to others like the files in them. Raises FileFailed."""
        for folder in (self.folder, self.prices, self.logs):
            with file_failures(folder.name):
                private_file.make_folder(folder)
        for pattern in _OURS:
            private_file.close_files(self.folder.glob(pattern))

    def owns(self, path: Path) -> bool:
        """Whether the program keeps a file of its own there, whatever way leads to it."""
        try:
            inside = (path.parent.resolve() / path.name).relative_to(self.folder.resolve())
        except ValueError:
            return False
        # Some file systems take "Journal" for "journal".
        name = inside.as_posix().casefold()
        return any(fnmatchcase(name, pattern) for pattern in (*_OURS, "lock", "raise"))


def default_profile() -> Profile:
    """The profile of the person who is logged in to this machine."""
    # Not needed when --profile names a folder.
    import platformdirs

    return Profile(Path(platformdirs.user_data_dir("fxdesk", appauthor=False)))
