# SPDX-License-Identifier: MIT
"""Resources are found in the package first, then in the checkout, and missing ones are named."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fxdesk.ui import assets


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    package = tmp_path / "fxdesk"
    package.mkdir()
    monkeypatch.setattr(assets, "_PACKAGE", package)
    assets.folder.cache_clear()
    yield package
    assets.folder.cache_clear()


def test_that_the_package_comes_before_the_checkout(package: Path) -> None:
    (package.parent / "resources").mkdir()
    (package / "resources").mkdir()
    assert assets.folder() == package / "resources"


def test_that_the_checkout_is_found(package: Path) -> None:
    (package.parent / "resources").mkdir()
    assert assets.folder() == package.parent / "resources"


@pytest.mark.usefixtures("package")
def test_that_an_installation_without_resources_says_so() -> None:
    with pytest.raises(assets.AssetMissing, match="Install FX Desk again"):
        assets.folder()


def test_that_a_missing_file_is_named() -> None:
    assert assets.path("icons", "search.svg").is_file()
    with pytest.raises(assets.AssetMissing, match=r"icons/nothing\.svg"):
        assets.path("icons", "nothing.svg")
