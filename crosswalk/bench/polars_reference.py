"""What a diagnosis is compared with: a program of polars that does the same for the plain case.

It reads the three exports of `exports.py`, joins them by the addresses, foretells the jobs of
whoever has one account and is known to all three systems, and writes the same columns and the same
changes. It knows of no other problem, no collision, no other encoding and no other header. It is
run as a file, so that nothing but polars is imported.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

_NOT_FOUND, _UNREACHABLE = "EUSERNOTFOUND", "#100000011"
_UNKNOWN = "Microsoft 365 does not know the address"
_NO_MAILBOX = "no mailbox has the address"
_NOT_PRIMARY = "the address is not the primary SMTP address"


def main(okta: str, insync: str, microsoft365: str, into: str) -> None:
    """Read three exports, and write people.csv and the change request into a directory."""
    people = _joined(okta, insync, microsoft365)
    by_upn = pl.col("email_id") == pl.col("upn_key")
    by_name = by_upn | pl.col("addresses").str.contains(pl.col("email_id"), literal=True)
    by_smtp = pl.col("email_id") == pl.col("smtp_key")
    login_is_upn = pl.col("login_key") == pl.col("upn_key")
    email_is_smtp = pl.col("email_key") == pl.col("smtp_key")
    renamed = pl.col("email_id") != pl.col("email_key")
    # Whoever holds the Okta email as email ID today: no further account, and no change.
    taken = people.select(pl.col("email_id").alias("email_key")).with_columns(held=pl.lit(True))
    email_id, login = pl.col("User Email"), pl.col("Username")
    new_email_id = pl.when(renamed).then(pl.col("Primary email"))
    jobs = {
        "onedrive_backup_now": (by_upn, email_id, _NOT_FOUND, _UNKNOWN, "R04;R01", ";R07"),
        "exchange_backup_now": (by_name, email_id, _NOT_FOUND, _NO_MAILBOX, "R04;R02", ""),
        "exchange_restore_now": (by_smtp, email_id, _UNREACHABLE, _NOT_PRIMARY, "A1;R03", ";R08"),
        "onedrive_backup_after": (login_is_upn, login, _NOT_FOUND, _UNKNOWN, "R05;R01", ""),
        "exchange_backup_after": (login_is_upn, login, _NOT_FOUND, _NO_MAILBOX, "R05;R02", ""),
        "exchange_restore_after": (
            *(email_is_smtp, new_email_id.otherwise(email_id)),
            *(_UNREACHABLE, _NOT_PRIMARY, "A1;R03", ""),
        ),
    }
    words = [
        pl.when(well).then(pl.lit("succeeds")).otherwise(pl.lit(word)).alias(job)
        for job, (well, _, word, _, _, _) in jobs.items()
    ]
    table = people.join(taken, on="email_key", how="left").select(
        login.alias("okta_login"),
        pl.col("Primary email").alias("okta_email"),
        email_id.alias("insync_email_id"),
        pl.col("UserPrincipalName").alias("upn"),
        pl.col("PrimarySmtpAddress").alias("primary_smtp"),
        *words[:3],
        (1 + pl.col("held").is_null().cast(pl.Int8)).alias("accounts_if_remapped_now"),
        new_email_id.alias("change_email_id_to"),
        *words[3:],
        pl.when(renamed).then(pl.lit("duplicate_ahead")).alias("problems"),
        pl.col("EmailAddresses")
        .str.replace("SMTP:[^;]*;?", "")
        .str.replace_all("smtp:", "", literal=True)
        .alias("aliases"),
        *(value.alias(f"{job}_presents") for job, (_, value, *_) in jobs.items()),
        *(
            pl.when(~well).then(pl.lit(cause)).alias(f"{job}_cause")
            for job, (well, _, _, cause, _, _) in jobs.items()
        ),
        *(
            pl.when(well).then(pl.lit(ids)).otherwise(pl.lit(ids + more)).alias(f"{job}_rules")
            for job, (well, _, _, _, ids, more) in jobs.items()
        ),
        pl.when(renamed).then(pl.lit("A1;A2;A53")).alias("assumptions"),
    )
    table = table.sort("insync_email_id")
    table.write_csv(Path(into) / "people.csv")
    _write_changes(table, Path(into))


def _joined(okta: str, insync: str, microsoft365: str) -> pl.DataFrame:
    users = pl.read_csv(okta).with_columns(
        login_key=pl.col("Username").str.to_lowercase(),
        email_key=pl.col("Primary email").str.to_lowercase(),
    )
    accounts = pl.read_csv(insync).with_columns(email_id=pl.col("User Email").str.to_lowercase())
    mail_users = pl.read_csv(microsoft365).with_columns(
        upn_key=pl.col("UserPrincipalName").str.to_lowercase(),
        smtp_key=pl.col("PrimarySmtpAddress").str.to_lowercase(),
        addresses=pl.col("EmailAddresses").str.to_lowercase(),
    )
    return accounts.join(
        users, left_on="email_id", right_on="login_key", how="left", coalesce=False
    ).join(mail_users, left_on="login_key", right_on="upn_key", how="left", coalesce=False)


def _write_changes(table: pl.DataFrame, into: Path) -> None:
    changes = table.filter(pl.col("change_email_id_to").is_not_null())
    before, after = pl.col("insync_email_id"), pl.col("change_email_id_to")
    for name, old, new in (
        ("change-request.csv", before, after),
        ("undo.csv", after, before),
    ):
        columns = old.alias("inSync email ID"), new.alias("New inSync email ID")
        changes.select(*columns).write_csv(into / name)


if __name__ == "__main__":
    main(*sys.argv[1:])
