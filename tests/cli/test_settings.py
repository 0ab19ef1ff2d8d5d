"""Every setting has one winner, knows where it came from, and a bad one is named with its place."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.answers.failing import Failure, Kind
from parley.answers.printing import printable
from parley.cli.config import KEYS, check_setting, is_text, read_config, write_setting, write_used
from parley.cli.paths import Paths, find_paths, write_file
from parley.cli.settings import Setting, Settings, resolve_settings
from tests.cli.terminal import Place

LINES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda text: printable(text) == text and not {"\t", "\n"} & set(text) and text.strip()
)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    here = tmp_path / "here"
    here.mkdir()
    return Paths(here, tmp_path / "config" / "config.toml", tmp_path / "data", tmp_path / "state")


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def resolve(paths: Paths, environment: dict[str, str] | None = None, **given: str) -> Settings:
    return resolve_settings(given, {"TZ": "UTC", **(environment or {})}, paths)


def test_without_anything_said_there_are_defaults(paths: Paths) -> None:
    settings = resolve(paths)
    assert settings.db == Setting(str(paths.data / "parley.db"), "default")
    assert settings.color == Setting("auto", "default")
    assert settings.negotiation is None


def test_each_place_goes_before_the_next(paths: Paths) -> None:
    put(paths.user_config, 'recorder = "user"\n')
    assert resolve(paths).recorder == Setting("user", str(paths.user_config))
    put(paths.folder_config, 'recorder = "folder"\n')
    assert resolve(paths).recorder == Setting("folder", "./parley.toml")
    environment = {"PARLEY_RECORDER": "variable"}
    assert resolve(paths, environment).recorder == Setting("variable", "PARLEY_RECORDER")
    assert resolve(paths, environment, recorder="flag").recorder == Setting("flag", "--recorder")


def test_an_empty_variable_counts_as_not_set(paths: Paths) -> None:
    assert resolve(paths, {"PARLEY_COLOR": ""}).color.origin == "default"


def test_a_ledger_in_this_folder_goes_before_the_users_own_one(paths: Paths) -> None:
    put(paths.user_config, 'db = "elsewhere.db"\n')
    elsewhere = str(paths.user_config.parent / "elsewhere.db")
    assert resolve(paths).db == Setting(elsewhere, str(paths.user_config))
    put(paths.here / "parley.db", "")
    assert resolve(paths).db == Setting(str(paths.here / "parley.db"), "./parley.db")
    put(paths.folder_config, 'db = "other.db"\n')
    assert resolve(paths).db == Setting(str(paths.here / "other.db"), "./parley.toml")


def test_what_use_chose_goes_before_the_files_and_only_for_its_own_ledger(paths: Paths) -> None:
    put(paths.folder_config, 'negotiation = "folder"\n')
    write_used(paths, resolve(paths).db.value, "used")
    assert resolve(paths).negotiation == Setting("used", "parley use")
    assert resolve(paths, db="other.db").negotiation == Setting("folder", "./parley.toml")
    variable = {"PARLEY_NEGOTIATION": "variable"}
    assert resolve(paths, variable).negotiation == Setting("variable", "PARLEY_NEGOTIATION")


def test_what_use_chose_can_be_forgotten(paths: Paths) -> None:
    write_used(paths, "a.db", "one")
    write_used(paths, "b.db", "two")
    write_used(paths, "a.db", None)
    assert paths.use_file.read_text() == '{\n  "b.db": "two"\n}\n'


def test_a_password_is_not_written_by_use(paths: Paths) -> None:
    write_used(paths, "postgresql://asha:hush@db.example.org/x", "one")
    assert "hush" not in paths.use_file.read_text()
    db = "postgresql://asha:hush@db.example.org/x"
    assert resolve(paths, db=db).negotiation == Setting("one", "parley use")


def test_a_damaged_use_file_is_named(paths: Paths) -> None:
    put(paths.use_file, "[")
    with pytest.raises(Failure, match=re.escape(str(paths.use_file))):
        resolve(paths)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("postgresql://h/x", "postgresql://h/x"),
        ("https://parley.example.org", "https://parley.example.org"),
        ("/x/../y.db", "/y.db"),
    ],
)
def test_an_address_stays_and_a_path_becomes_absolute(
    value: str, expected: str, paths: Paths
) -> None:
    assert resolve(paths, db=value).db.value == expected


def test_a_home_folder_that_is_not_there_is_refused(paths: Paths) -> None:
    with pytest.raises(Failure, match="home folder"):
        resolve(paths, db="~nobody-of-that-name/x.db")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('colour = "auto"\n', "did you mean “color”"),
        ("zone = 5\n", "text in quotes"),
        ('zone = "Mars/Olympus"\n', "Mars/Olympus"),
        ('color = "green"\n', "green"),
        ('recorder = "  "\n', "empty"),
        ('recorder = "a\\u0007b"\n', "one line"),
        ("[db]\n", "text in quotes"),
        ("zone = \n", "not TOML"),
    ],
)
def test_a_bad_config_file_is_named_with_the_reason(text: str, reason: str, paths: Paths) -> None:
    put(paths.folder_config, text)
    with pytest.raises(Failure, match=re.escape(reason)) as caught:
        resolve(paths)
    assert str(paths.folder_config) in caught.value.detail
    assert caught.value.kind is Kind.USAGE


def test_a_config_file_in_another_encoding_is_named(paths: Paths) -> None:
    paths.folder_config.write_bytes(b'recorder = "Jos\xe9"\n')
    with pytest.raises(Failure, match="byte 15 is not UTF-8"):
        resolve(paths)


def test_a_config_that_is_a_folder_is_named(paths: Paths) -> None:
    paths.folder_config.mkdir()
    with pytest.raises(Failure, match="cannot be read"):
        resolve(paths)


def test_a_bad_variable_is_named(paths: Paths) -> None:
    with pytest.raises(Failure, match="PARLEY_ZONE"):
        resolve(paths, {"PARLEY_ZONE": "Nowhere"})


def test_a_name_is_kept_in_one_normal_form() -> None:
    assert check_setting("recorder", " Jose\u0301 ", "x") == "Jos\u00e9"


def test_bytes_that_are_no_text_are_refused() -> None:
    assert not is_text("\udcff")
    with pytest.raises(Failure):
        check_setting("negotiation", "a\udcff", "x")


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Asia/Kolkata", "Asia/Kolkata"), (":Asia/Kolkata", "Asia/Kolkata"), ("IST-5:30", "UTC")],
)
def test_the_machines_zone_has_a_name_or_is_utc(zone: str, expected: str, paths: Paths) -> None:
    assert resolve(paths, {"TZ": zone}).zone.value == expected


@given(key=st.sampled_from(sorted(KEYS)), value=LINES)
def test_a_written_value_is_read_back_and_the_rest_stays(
    key: str, value: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("config") / "config.toml"
    path.write_text('# mine\u2028\n"db" = "/x.db" # here\n', encoding="utf-8")
    write_setting(path, key, value)
    assert tomllib.loads(path.read_text(encoding="utf-8"))[key] == value
    assert path.read_text(encoding="utf-8").startswith("# mine\u2028\n")
    write_setting_again(path, key, value)


def write_setting_again(path: Path, key: str, value: str) -> None:
    """Values that the reader would refuse (a zone nobody knows) cannot be written over."""
    try:
        read_config(path)
    except Failure:
        return
    write_setting(path, key, None)
    assert key not in tomllib.loads(path.read_text(encoding="utf-8"))
    assert len(path.read_text(encoding="utf-8").split("\n")) == (2 if key == "db" else 3)


def test_a_text_over_several_lines_is_left_alone(paths: Paths) -> None:
    put(paths.user_config, 'recorder = """\nAsha"""\n')
    before = paths.user_config.read_text()
    with pytest.raises(Failure, match="line by line"):
        write_setting(paths.user_config, "recorder", "Bilal")
    assert paths.user_config.read_text() == before


def test_a_file_without_a_last_line_break_is_no_trap(paths: Paths) -> None:
    put(paths.user_config, 'zone = "UTC"')
    write_setting(paths.user_config, "recorder", "Asha")
    assert read_config(paths.user_config) == {"zone": "UTC", "recorder": "Asha"}
    put(paths.user_config, 'recorder = "Asha"')
    write_setting(paths.user_config, "recorder", "Bilal")
    assert paths.user_config.read_text() == 'recorder = "Bilal"\n'


def test_a_linked_file_is_written_where_it_lies(paths: Paths) -> None:
    kept = paths.here / "dotfiles.toml"
    put(kept, "")
    paths.user_config.parent.mkdir(parents=True)
    paths.user_config.symlink_to(kept)
    write_setting(paths.user_config, "recorder", "Asha")
    assert paths.user_config.is_symlink()
    assert kept.read_text() == 'recorder = "Asha"\n'


def test_a_file_of_ours_is_for_its_owner_alone(paths: Paths) -> None:
    write_file(paths.use_file, "{}")
    assert paths.use_file.stat().st_mode & 0o077 == 0
    assert [path.name for path in paths.state.iterdir()] == ["use.json"]


def test_the_places_follow_the_platform(place: Place) -> None:
    with place.entered({"XDG_STATE_HOME": str(place.home / "elsewhere")}):
        paths = find_paths()
    assert paths.state == place.home / "elsewhere" / "parley"
    assert paths.user_config == place.user_config
    assert paths.here == place.here
