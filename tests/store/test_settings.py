# SPDX-License-Identifier: MIT
"""Hold the settings file to every preference's type, and to losing nothing that a person set."""

from __future__ import annotations

import errno
import json
import stat
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as st

from fxdesk.core.errors import FileFailed
from fxdesk.core.preferences import Choice, Options, Preferences, RememberedOptions
from fxdesk.store.settings import NAME, Settings

ALL_SET = Preferences(
    language="zh_CN",
    text_percent=150,
    compact_rows=True,
    http_allowed=("example.org",),
    favourites=(Choice("1096", "usa"), Choice("您好", "")),
    last_choice=Choice("2", "tur"),
    column_widths=(("code", 120), ("state", 90)),
    report_results=True,
    options=(
        RememberedOptions(Choice("2", "tur"), Options(did="tur-2-1", dock=True, max_price=Decimal("1.2500"))),
    ),
)


def written(folder: Path, content: object) -> Settings:
    (folder / NAME).write_text(json.dumps(content), "utf-8")
    return Settings(folder)


def test_that_a_new_profile_has_the_defaults_and_no_file(tmp_path: Path) -> None:
    assert Settings(tmp_path / "new").load() == Preferences()
    assert not (tmp_path / "new").exists()


def test_that_what_was_set_is_there_at_the_next_start(tmp_path: Path) -> None:
    Settings(tmp_path / "new").save(ALL_SET)
    settings = Settings(tmp_path / "new")
    assert settings.load() == ALL_SET
    assert settings.faults == ()
    assert stat.S_IMODE((tmp_path / "new" / NAME).stat().st_mode) == 0o600


def test_that_a_person_can_read_the_file(tmp_path: Path) -> None:
    Settings(tmp_path).save(ALL_SET)
    kept = json.loads((tmp_path / NAME).read_text("utf-8"))
    assert kept["options"][0]["options"]["max_price"] == "1.2500"
    assert kept["last_choice"] == {"service_id": "2", "country_id": "tur"}
    assert "您好" in (tmp_path / NAME).read_text("utf-8")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("text_percent", "150"),
        ("text_percent", True),
        ("text_percent", 1.5),
        ("compact_rows", 1),
        ("language", None),
        ("options", [{"options": {"max_price": 1.5}}]),
        ("options", [{"options": {"max_price": "NaN"}}]),
        ("options", [{"options": {"max_price": "Infinity"}}]),
        ("options", [{"options": {"max_price": "much"}}]),
        ("favourites", {"service_id": "1"}),
        ("favourites", [["1", "usa"]]),
        ("last_choice", {"service_id": 1096}),
        ("column_widths", [["code"]]),
        ("column_widths", [["code", "wide"]]),
        ("http_allowed", "example.org"),
        ("http_allowed", [None]),
    ],
)
def test_that_a_value_of_the_wrong_type_has_its_default_and_is_told_and_costs_no_other(
    tmp_path: Path, key: str, value: object
) -> None:
    settings = written(tmp_path, {"undo_seconds": 5, key: value})
    loaded = settings.load()
    assert loaded == Preferences()._replace(undo_seconds=5)
    assert settings.faults == (key,)


def test_that_settings_of_another_version_stay_in_the_file(tmp_path: Path) -> None:
    settings = written(tmp_path, {"undo_seconds": 5, "sound": {"on": True}})
    settings.save(settings.load()._replace(undo_seconds=1))
    kept = json.loads((tmp_path / NAME).read_text("utf-8"))
    assert (kept["undo_seconds"], kept["sound"]) == (1, {"on": True})


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_that_an_unreadable_file_is_kept_aside(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    settings = Settings(tmp_path)
    assert settings.load() == Preferences()
    assert settings.kept_aside is not None
    assert settings.kept_aside.read_bytes() == content
    settings.save(ALL_SET)
    assert settings.load() == ALL_SET
    assert settings.kept_aside is None


def test_that_a_folder_in_place_of_the_file_is_put_aside_and_told(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    settings = Settings(tmp_path)
    assert settings.load() == Preferences()
    assert settings.failure is not None
    assert settings.failure.cause == "i/o error"
    assert settings.kept_aside is not None
    settings.save(ALL_SET)
    assert settings.load() == ALL_SET
    assert settings.failure is None


def test_that_settings_that_can_be_neither_read_nor_moved_stay_and_the_program_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / NAME).write_text('{"undo_seconds": 5}')

    def refuse(*_args: object) -> None:
        raise OSError(errno.EIO, "input/output error")

    with monkeypatch.context() as later:
        later.setattr(Path, "read_bytes", refuse)
        later.setattr(Path, "replace", refuse)
        settings = Settings(tmp_path)
        assert settings.load() == Preferences()
        assert (settings.kept_aside, settings.failure is not None) == (None, True)
        with pytest.raises(FileFailed):
            settings.save(ALL_SET)
    assert Settings(tmp_path).load().undo_seconds == 5


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


# It writes two files: on a busy disk that takes longer than a pure function may.
@rules(deadline=None)
@given(st.dictionaries(st.sampled_from(Preferences._fields), values, max_size=6))
def test_that_whatever_stands_in_the_file_the_program_starts(
    tmp_path_factory: pytest.TempPathFactory, content: dict[str, object]
) -> None:
    folder = tmp_path_factory.mktemp("settings")
    settings = written(folder, content)
    settings.save(settings.load())
    again = Settings(folder)
    assert again.load() == settings.load()
    assert again.faults == ()


@pytest.mark.parametrize("amount", ["1E+30", "-0.5", "1000000000.01", "NaN"])
def test_that_a_max_price_that_no_price_can_have_is_no_max_price(tmp_path: Path, amount: str) -> None:
    kept = {"choice": {"service_id": "1096"}, "options": {"max_price": amount}}
    settings = written(tmp_path, {"options": [kept]})
    assert settings.load().options == ()
    assert settings.faults == ("options",)
