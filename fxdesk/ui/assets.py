# SPDX-License-Identifier: MIT
"""The one finder of files that come with the program: icons, translations, pictures."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


class AssetMissing(FileNotFoundError):
    """A file that belongs to the program is not where it must be: the installation is incomplete."""


@cache
def folder() -> Path:
    """Return the folder of resources: inside the package if it is there, else the checkout's.

    Raises AssetMissing if there is neither.
    """
    for candidate in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if candidate.is_dir():
            return candidate
    raise AssetMissing("The program's resources folder is missing. Install FX Desk again.")


def path(*parts: str) -> Path:
    """Return the path of one resource, such as path("icons", "search.svg").

    Raises AssetMissing if there is no such file.
    """
    found = folder().joinpath(*parts)
    if not found.exists():
        raise AssetMissing(f"The resource {'/'.join(parts)} is missing. Install FX Desk again.")
    return found
