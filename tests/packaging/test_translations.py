# SPDX-License-Identifier: MIT
"""Holds the translations to the program's words, and their compiled files to them."""

import os
import re
import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from environment import Environment
from failure import SetupFailure
from PySide6.QtCore import QTranslator
from translations import FOLDER, compile_stale, refresh, stale

SOURCE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN"><context><name>Row</name>
<message><source>Release</source><translation>释放</translation></message></context></TS>
"""
ENVIRONMENT = Environment(Path(sys.prefix))
FIELD = re.compile(r"\{\w+\}|%n")


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


@pytest.mark.parametrize("name", ["fxdesk_zh_CN.ts"])
def test_that_each_sentence_of_the_program_is_translated_and_no_other(name: str, tmp_path: Path) -> None:
    kept = (FOLDER / name).read_text(encoding="utf-8")
    shutil.copy2(FOLDER / name, tmp_path / name)
    refresh(ENVIRONMENT, tmp_path)
    fresh = (tmp_path / name).read_text(encoding="utf-8")
    missing = [
        message.findtext("source")
        for message in ElementTree.fromstring(fresh).iter("message")
        for translation in message.iter("translation")
        if translation.get("type") or not "".join(translation.itertext()).strip()
    ]
    assert not missing
    assert fresh == kept, "run packaging/translations.py --refresh"


@pytest.mark.parametrize("name", ["fxdesk_zh_CN.ts"])
def test_that_a_translation_has_the_fields_of_its_sentence(name: str) -> None:
    for message in ElementTree.parse(FOLDER / name).iter("message"):
        source = message.findtext("source") or ""
        for translation in message.iter("translation"):
            words = "".join(translation.itertext())
            assert sorted(FIELD.findall(words)) == sorted(FIELD.findall(source)), source


def test_that_a_sentence_that_the_program_no_longer_says_leaves_and_a_new_one_is_unfinished(
    source: Path, tmp_path: Path
) -> None:
    program = tmp_path / "program"
    program.mkdir()
    (program / "row.py").write_text(
        "class Row:\n    def say(self):\n        return self.tr('Keep')\n", encoding="utf-8"
    )
    refresh(ENVIRONMENT, source.parent, program)
    words = source.read_text(encoding="utf-8")
    assert "Release" not in words
    assert "Keep" in words
    assert "unfinished" in words
