# SPDX-License-Identifier: MIT
"""Holds the compiled translations to their sources: made when missing or older, and only then."""

import os
import sys
from pathlib import Path

import pytest
from environment import Environment
from failure import SetupFailure
from PySide6.QtCore import QTranslator
from translations import compile_stale, stale

SOURCE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN"><context><name>Row</name>
<message><source>Release</source><translation>释放</translation></message></context></TS>
"""
ENVIRONMENT = Environment(Path(sys.prefix))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "fxdesk_zh_CN.ts"
    file.write_text(SOURCE, encoding="utf-8")
    return file


def test_that_a_missing_or_older_translation_is_compiled_beside_its_source(source: Path) -> None:
    compiled = source.with_suffix(".qm")
    assert compile_stale(ENVIRONMENT, source.parent) == [compiled]
    translator = QTranslator()
    assert translator.load(str(compiled))
    assert translator.translate("Row", "Release") == "释放"
    assert compile_stale(ENVIRONMENT, source.parent) == []
    later = compiled.stat().st_mtime + 10
    os.utime(source, (later, later))
    assert stale(source.parent) == [source]


def test_that_a_source_that_can_not_be_read_is_a_sentence_and_leaves_nothing(source: Path) -> None:
    source.write_text("<TS", encoding="utf-8")
    with pytest.raises(SetupFailure, match=r"fxdesk_zh_CN\.ts could not be compiled"):
        compile_stale(ENVIRONMENT, source.parent)
    assert not source.with_suffix(".qm").exists()
