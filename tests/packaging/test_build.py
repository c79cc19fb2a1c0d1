# SPDX-License-Identifier: MIT
"""Holds the package to what it must carry: every module and resource, and no source of a translation."""

from pathlib import Path

from build import lay_out
from environment import ROOT


def test_that_the_package_carries_every_module_and_resource(tmp_path: Path) -> None:
    lay_out(tmp_path)
    laid = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*") if file.is_file()}
    for module in (ROOT / "fxdesk").rglob("*.py"):
        assert module.relative_to(ROOT).as_posix() in laid
    resources = ROOT / "resources"
    for file in resources.rglob("*"):
        inside = file.relative_to(resources)
        if file.is_file() and inside.parts[0] != "pictures" and file.suffix not in (".ts", ".new"):
            assert f"fxdesk/resources/{inside.as_posix()}" in laid
    assert not [name for name in laid if name.endswith((".ts", ".pyc")) or "/pictures/" in name]
