"""What a polars program makes of three exports, for the plain case: to compare with.

It reads the files, joins them by the addresses, tells the outcomes of whoever has one account and
is known to all three systems, and writes the columns of `people.csv`. It knows no problem, no
collision, no encoding but UTF-8, and no other header.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl


def main(okta: str, insync: str, microsoft365: str, into: str) -> None:
    """Read three exports, and write people.csv into a directory."""
    people = _joined(okta, insync, microsoft365)
    has_upn = pl.col("email_id") == pl.col("upn_key")
    has_smtp = pl.col("email_id") == pl.col("smtp_key")
    has_alias = pl.col("addresses").str.contains(pl.col("email_id"), literal=True)
    known = has_upn | has_smtp | has_alias
    renamed = pl.col("email_id") != pl.col("email_key")
    login_is_upn = pl.col("login_key") == pl.col("upn_key")
    email_is_smtp = pl.col("email_key") == pl.col("smtp_key")
    # Whoever holds the Okta email as email ID today: no further account, and no change.
    taken = people.select(pl.col("email_id").alias("email_key")).with_columns(held=pl.lit(True))
    table = people.join(taken, on="email_key", how="left").select(
        pl.col("Username").alias("okta_login"),
        pl.col("Primary email").alias("okta_email"),
        pl.col("User Email").alias("insync_email_id"),
        pl.col("UserPrincipalName").alias("upn"),
        pl.col("PrimarySmtpAddress").alias("primary_smtp"),
        _told(has_upn, "EUSERNOTFOUND").alias("onedrive_backup_now"),
        _told(known, "EUSERNOTFOUND").alias("exchange_backup_now"),
        _told(has_smtp, "#100000011").alias("exchange_restore_now"),
        (1 + pl.col("held").is_null().cast(pl.Int8)).alias("accounts_if_remapped_now"),
        pl.when(renamed).then(pl.col("Primary email")).otherwise(pl.lit("")).alias("change"),
        _told(login_is_upn, "EUSERNOTFOUND").alias("onedrive_backup_after"),
        _told(login_is_upn, "EUSERNOTFOUND").alias("exchange_backup_after"),
        _told(email_is_smtp, "#100000011").alias("exchange_restore_after"),
        pl.when(renamed).then(pl.lit("duplicate_ahead")).otherwise(pl.lit("")).alias("problems"),
    )
    table.sort("insync_email_id").write_csv(Path(into) / "people.csv")


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


def _told(succeeds: pl.Expr, otherwise: str) -> pl.Expr:
    return pl.when(succeeds).then(pl.lit("succeeds")).otherwise(pl.lit(otherwise))


if __name__ == "__main__":
    main(*sys.argv[1:])
