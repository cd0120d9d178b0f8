"""`crosswalk diagnose` from exports to files, with each of its options."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crosswalk.catalogue import ASSUMPTIONS
from crosswalk.cli import diagnose
from crosswalk.diagnosis.written.people import People

from .exports_by_hand import diagnosed, files, typed

E3 = "Microsoft 365 E3"
NAMES = ["change-request.csv", "people.csv", "summary.json", "undo.csv"]


@pytest.fixture
def exports(tmp_path: Path) -> list[Path]:
    """Mia has two addresses, Ben one, and Eva is not in Okta."""
    return files(
        tmp_path / "exports",
        okta=("u1@corp.example,mia@corp.example", "ben@corp.example,ben@corp.example"),
        insync=("Mia,u1@corp.example", "Ben,ben@corp.example", "Eva,eva@corp.example"),
        microsoft365=(
            f"u1@corp.example,mia@corp.example,smtp:u1@corp.example,{E3}",
            f"ben@corp.example,ben@corp.example,,{E3}",
            f"eva@corp.example,eva@corp.example,,{E3}",
        ),
    )


@pytest.fixture
def clean(tmp_path: Path) -> list[Path]:
    return files(
        tmp_path / "clean",
        okta=("ben@corp.example,ben@corp.example",),
        insync=("Ben,ben@corp.example",),
        microsoft365=(f"ben@corp.example,ben@corp.example,,{E3}",),
    )


def bytes_of(directory: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted(directory.iterdir())}


def test_a_tenant_of_nobody_is_not_all_clear(tmp_path: Path) -> None:
    found = diagnosed(
        files(tmp_path / "exports", okta=(), insync=(), microsoft365=()), tmp_path / "out"
    )
    assert found.result.exit_code == 1
    assert "Nobody was diagnosed" in found.result.output


def test_every_file_is_written(exports: list[Path], tmp_path: Path) -> None:
    found = diagnosed(exports, tmp_path / "out")
    assert found.result.exit_code == 1
    assert {*NAMES} <= {*bytes_of(found.into)}
    assert [row["insync_email_id"] for row in found.people] == [
        "ben@corp.example",
        "eva@corp.example",
        "u1@corp.example",
    ]
    assert (found.into / "change-request.csv").read_text() == (
        "inSync email ID,New inSync email ID\nu1@corp.example,mia@corp.example\n"
    )


def test_the_summary_counts_rows_changes_problems_and_outcomes(
    exports: list[Path], tmp_path: Path
) -> None:
    summary = diagnosed(exports, tmp_path / "out").summary
    assert (summary["rows"], summary["changes"]) == (3, 1)
    assert summary["problems"] == {"duplicate_ahead": 1, "not_in_okta": 1}
    assert summary["outcomes"] == {
        "onedrive_backup_now": {"succeeds": 3},
        "exchange_backup_now": {"succeeds": 3},
        "exchange_restore_now": {"succeeds": 2, "#100000011": 1},
        "onedrive_backup_after": {"succeeds": 2, "EUSERNOTFOUND": 1},
        "exchange_backup_after": {"succeeds": 2, "EUSERNOTFOUND": 1},
        "exchange_restore_after": {"succeeds": 3},
    }
    assert summary["rests_on"]["A4"] == 1
    assert summary["choices"] == {
        "access": "inSync email ID",
        "user_name": "user.login",
        "ad_attribute": None,
        "readings": {},
    }
    assert [sentence[:24] for sentence in summary["assumed"]] == [
        "No export lists OneDrive",
        "No export lists the app ",
        "No export tells the stat",
        "No export tells the stat",
    ]
    assert summary["written_by"].startswith("crosswalk ")
    assert "since" not in summary
    assert "reading_changes" not in summary


def test_whoever_works_and_has_no_problem_leaves_nothing_to_do(
    clean: list[Path], tmp_path: Path
) -> None:
    found = diagnosed(clean, tmp_path / "out")
    assert found.result.exit_code == 0
    assert found.summary["problems"] == {}
    assert (found.into / "undo.csv").read_text() == "inSync email ID,New inSync email ID\n"


def test_a_person_without_an_account_is_something_to_do(clean: list[Path], tmp_path: Path) -> None:
    clean[0].write_text(f"{clean[0].read_text()}new@corp.example,new@corp.example,,\n")
    clean[2].write_text(f"{clean[2].read_text()}new@corp.example,new@corp.example,,{E3},,\n")
    found = diagnosed(clean, tmp_path / "out")
    assert found.result.exit_code == 1
    assert (found.summary["problems"], found.people[1]["okta_login"]) == ({}, "new@corp.example")
    assert found.people[1]["onedrive_backup_now"] == "no account"


@pytest.mark.parametrize("options", [(), ("--redact",), ("--read", "A1=the setting")])
def test_the_order_of_the_files_changes_nothing(
    exports: list[Path], tmp_path: Path, options: tuple[str, ...]
) -> None:
    one = diagnosed(exports, tmp_path / "one", *options)
    other = diagnosed(reversed(exports), tmp_path / "other", *options)
    assert bytes_of(one.into) == bytes_of(other.into)


def test_accounts_without_a_license_are_counted(clean: list[Path], tmp_path: Path) -> None:
    clean[1].write_text(
        "User Name,User Email,Microsoft 365 License\n"
        "Ben,ben@corp.example,-\nEva,eva@corp.example,-\nMia,mia@corp.example,Microsoft 365\n"
    )
    assert diagnosed(clean, tmp_path / "out").summary["licenses_to_be_taken"] == 2


class TestAccess:
    def test_under_ad_attribute_nothing_is_presented_unless_it_is_told(
        self, exports: list[Path], tmp_path: Path
    ) -> None:
        found = diagnosed(exports, tmp_path / "out", "--access", "AD Attribute")
        row = found.row("ben@corp.example")
        assert (row["onedrive_backup_now"], row["exchange_restore_now"]) == (
            "EUSERNOTFOUND",
            "succeeds",
        )
        assert found.summary["choices"]["access"] == "AD Attribute"

    def test_what_is_mapped_is_presented(self, exports: list[Path], tmp_path: Path) -> None:
        options = ("--access", "AD Attribute", "--ad-attribute", "user.email")
        found = diagnosed(exports, tmp_path / "out", *options)
        row = found.row("u1@corp.example")
        assert row["onedrive_backup_now_presents"] == "mia@corp.example"
        assert (row["onedrive_backup_now"], row["exchange_backup_now"]) == (
            "EUSERNOTFOUND",
            "succeeds",
        )

    @pytest.mark.parametrize("access", ["inSync Email ID", "insync email id"])
    def test_the_setting_is_named_as_the_console_does_or_without_case(
        self, clean: list[Path], tmp_path: Path, access: str
    ) -> None:
        found = diagnosed(clean, tmp_path / "out", "--access", access)
        assert found.summary["choices"]["access"] == "inSync email ID"


class TestUserName:
    @pytest.mark.parametrize("profile", ["user", "source"])
    def test_what_okta_maps_finds_the_accounts(
        self, exports: list[Path], tmp_path: Path, profile: str
    ) -> None:
        (tmp_path / "exports" / "okta.csv").write_text(
            "Username,Primary email,Nickname\nu1@corp.example,mia@corp.example,eva\n"
        )
        expression = f'{profile}.nickName + "@corp.example"'
        found = diagnosed(exports, tmp_path / "out", "--user-name", expression)
        assert found.row("eva@corp.example")["okta_login"] == "u1@corp.example"
        row = found.row("u1@corp.example")
        assert (row["accounts_if_remapped_now"], row["problems"]) == (
            "3",
            "duplicate_ahead;already_twice",
        )
        assert found.summary["choices"]["user_name"] == expression


class TestRead:
    def test_the_other_reading_stands_beside_the_default(
        self, exports: list[Path], tmp_path: Path
    ) -> None:
        found = diagnosed(exports, tmp_path / "out", "--read", "A4=the inSync email ID")
        row = found.row("eva@corp.example")
        assert row["onedrive_backup_after"] == "succeeds"
        assert row["onedrive_backup_after_by_default"] == "EUSERNOTFOUND"
        assert found.summary["choices"]["readings"] == {"A4": "the inSync email ID"}
        assert found.summary["reading_changes"] == {
            "onedrive_backup_now": 0,
            "exchange_backup_now": 0,
            "exchange_restore_now": 0,
            "accounts_if_remapped_now": 0,
            "change_email_id_to": 0,
            "onedrive_backup_after": 1,
            "exchange_backup_after": 1,
            "exchange_restore_after": 0,
            "problems": 0,
        }

    def test_several_assumptions_can_be_read_otherwise(
        self, exports: list[Path], tmp_path: Path
    ) -> None:
        options = ("--read", "A2=update in place", "--read", "A1=the setting")
        found = diagnosed(exports, tmp_path / "out", *options)
        row = found.row("u1@corp.example")
        assert (row["accounts_if_remapped_now"], row["accounts_if_remapped_now_by_default"]) == (
            "1",
            "2",
        )
        assert (row["exchange_restore_after"], row["exchange_restore_after_by_default"]) == (
            "#100000011",
            "succeeds",
        )
        assert (row["problems"], row["problems_by_default"]) == ("", "duplicate_ahead")
        assert found.summary["problems"] == {"not_in_okta": 1}

    def test_an_assumption_that_decides_nothing_here_is_told(
        self, clean: list[Path], tmp_path: Path
    ) -> None:
        id_, reading = next(
            (each.id, each.readings[1])
            for each in ASSUMPTIONS.values()
            if each.readings and each.id not in diagnose.DECIDING
        )
        found = diagnosed(clean, tmp_path / "out", "--read", f"{id_}={reading}")
        assert found.result.stderr == f"Warning: nothing of a diagnosis rests on {id_}.\n"


class TestUnsafeValues:
    def test_a_change_that_excel_would_run_is_told_and_left_out(
        self, exports: list[Path], tmp_path: Path
    ) -> None:
        okta = tmp_path / "exports" / "okta.csv"
        okta.write_text(okta.read_text().replace("mia@corp.example", "=mia@corp.example"))
        found = diagnosed(exports, tmp_path / "out")
        row = found.row("u1@corp.example")
        assert (row["okta_email"], row["change_email_id_to"]) == 2 * ("'=mia@corp.example",)
        assert (found.into / "change-request.csv").read_text() == (
            "inSync email ID,New inSync email ID\n"
        )
        assert found.summary["changes"] == 1
        assert found.summary["changes_by_hand"] == [
            {"email_id": "u1@corp.example", "new_email_id": "=mia@corp.example"}
        ]
        assert found.result.stderr.startswith("Warning: change-request.csv lacks 1 of 1 changes: ")


class TestPrevious:
    def test_problems_are_new_solved_or_unchanged(
        self, exports: list[Path], tmp_path: Path
    ) -> None:
        before = diagnosed(exports, tmp_path / "before")
        okta, insync, _ = exports
        okta.write_text(
            "Username,Primary email\nu1@corp.example,mia@corp.example\n"
            "ben@corp.example,\neva@corp.example,eva@corp.example\n"
        )
        insync.write_text(insync.read_text().replace("u1@corp.example", "mia@corp.example"))
        found = diagnosed(exports, tmp_path / "out", "--previous", str(before.into))
        assert found.summary["since"] == {
            "new": {"email_is_not_primary_smtp": 1, "invalid_address": 1},
            "solved": {"duplicate_ahead": 1, "not_in_okta": 1},
            "unchanged": {},
        }
        assert {row["insync_email_id"]: row["since"] for row in found.people} == {
            "ben@corp.example": "new:email_is_not_primary_smtp;new:invalid_address",
            "eva@corp.example": "solved:not_in_okta",
            "mia@corp.example": "solved:duplicate_ahead",
        }

    def test_nothing_changed_is_unchanged_also_in_a_redacted_diagnosis(
        self, exports: list[Path], tmp_path: Path
    ) -> None:
        before = diagnosed(exports, tmp_path / "before")
        options = ("--redact", "--previous", str(before.into))
        found = diagnosed(exports, tmp_path / "out", *options)
        assert found.summary["since"] == {
            "new": {},
            "solved": {},
            "unchanged": {"duplicate_ahead": 1, "not_in_okta": 1},
        }

    def test_the_problems_of_whoever_is_gone_are_solved(
        self, exports: list[Path], tmp_path: Path
    ) -> None:
        before = diagnosed(exports, tmp_path / "before")
        exports[1].write_text(exports[1].read_text().replace("Eva,eva@corp.example,\n", ""))
        found = diagnosed(exports, tmp_path / "out", "--previous", str(before.into))
        assert found.summary["since"]["solved"] == {"not_in_okta": 1}


REFUSED = {
    "a file that is not there": (("{tmp}/none.csv",), "none.csv"),
    "an option that is not there": (("--reed", "x"), "No such option '--reed'"),
    "a setting that is not there": (("--access", "Email"), "'--access': 'Email' is not one of"),
    "half an expression": (("--user-name", "user."), "--user-name 'user.', position 5: "),
    "an expression of the app": (
        ("--ad-attribute", "appuser.x"),
        "--ad-attribute 'appuser.x', position 0: the exports hold nothing of 'appuser'",
    ),
    "a directory": (
        ("--user-name", "active_directory.mail"),
        "--user-name 'active_directory.mail', position 0: the exports hold nothing of "
        "'active_directory': expected user.… or source.…",
    ),
    "a function that asks a directory": (
        ("--user-name", "hasDirectoryUser() ? 'a' : user.login"),
        "position 0: the exports do not tell what hasDirectoryUser finds: expected user.…",
    ),
    "a group": (
        ("--user-name", "isMemberOfGroupName('Staff') ? 'a' : user.login"),
        "position 0: the exports do not tell what isMemberOfGroupName finds",
    ),
    "the time": (("--ad-attribute", "'a' + Time.now()"), "position 6: the exports do not tell"),
    "an internal property": (
        ("--user-name", "user.getInternalProperty('id')"),
        "the exports do not tell what user.getInternalProperty finds",
    ),
    "no equals": (("--read", "A4"), "--read 'A4': expected ID=READING"),
    "an id that is not there": (("--read", "A999=x"), "expected one of A1, A2, A4"),
    "a fact": (("--read", "F01=x"), "F01 has no readings"),
    "an assumption without readings": (("--read", "A3=x"), "A3 has no readings"),
    "a reading that is not there": (
        ("--read", "A4=x"),
        "expected A4 to be read as 'nothing is presented' or 'the inSync email ID'",
    ),
    "two readings": (
        ("--read", "A4=nothing is presented", "--read", "A4=the inSync email ID"),
        "A4 has two readings",
    ),
    "no earlier diagnosis": (("--previous", "{tmp}"), "summary.json is missing"),
}


class TestUnusable:
    @pytest.mark.parametrize(("options", "said"), REFUSED.values(), ids=REFUSED)
    def test_it_is_said_in_one_line_and_nothing_is_written(
        self, exports: list[Path], tmp_path: Path, options: tuple[str, ...], said: str
    ) -> None:
        before = {*tmp_path.rglob("*")}
        words = [each.replace("{tmp}", str(tmp_path)) for each in options]
        result = typed(*exports, "--into", tmp_path / "out", *words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.count("\n") == 1
        assert said in result.stderr
        assert {*tmp_path.rglob("*")} == before

    @pytest.mark.parametrize("missing", range(3))
    def test_an_export_that_is_needed_is_missing(
        self, exports: list[Path], tmp_path: Path, missing: int
    ) -> None:
        del exports[missing]
        result = typed(*exports, "--into", tmp_path / "out")
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
        assert not (tmp_path / "out").exists()

    @pytest.mark.parametrize("words", [(), ("--into", "out"), ("okta.csv",)])
    def test_files_and_a_directory_are_needed(self, words: tuple[str, ...]) -> None:
        result = typed(*words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("Error: Missing ")
        assert result.stderr.count("\n") == 1

    def test_a_directory_with_files_is_refused_and_kept(
        self, exports: list[Path], tmp_path: Path
    ) -> None:
        result = typed(*exports, "--into", tmp_path / "exports")
        assert result.exit_code == 2
        assert result.stderr == (
            f"Error: {tmp_path / 'exports'} is not empty, it holds insync.csv: name another "
            "directory, or empty it\n"
        )

    def test_a_directory_that_cannot_be_made_is_told(self, exports: list[Path]) -> None:
        result = typed(*exports, "--into", exports[0] / "out")
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
        assert str(exports[0]) in result.stderr

    def test_a_redacted_diagnosis_is_nothing_to_compare_with(
        self, exports: list[Path], tmp_path: Path
    ) -> None:
        diagnosed(exports, tmp_path / "before", "--redact")
        result = typed(*exports, "--into", tmp_path / "out", "--previous", tmp_path / "before")
        assert result.exit_code == 2
        assert "before is redacted" in result.stderr
        assert not (tmp_path / "out").exists()

    def test_an_expression_that_does_not_work_for_somebody_names_the_option(
        self, exports: list[Path], tmp_path: Path
    ) -> None:
        expression = "user.login + 1 > 2 ? user.login : user.email"
        result = typed(*exports, "--into", tmp_path / "out", "--ad-attribute", expression)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
        assert result.stderr.startswith(f"Error: --ad-attribute {expression!r}, position ")
        assert not (tmp_path / "out").exists()

    def test_ctrl_c_leaves_nothing(
        self, exports: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(People, "add", interrupted)
        before = {*tmp_path.rglob("*")}
        result = typed(*exports, "--into", tmp_path / "deep" / "out")
        assert result.exit_code == 130
        assert result.stderr == "Interrupted: nothing was written.\n"
        assert {*tmp_path.rglob("*")} == before


def test_notes_of_the_exports_are_in_the_summary(clean: list[Path], tmp_path: Path) -> None:
    clean[2].write_text(f"{clean[2].read_text()}x y,,,{E3},,\n")
    notes = diagnosed(clean, tmp_path / "out").summary["notes"]
    assert [(note["file"], note["line"]) for note in notes] == [(str(clean[2]), 3)]
    assert "'x y'" in json.dumps(notes)
