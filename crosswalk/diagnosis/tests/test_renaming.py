"""Where A2 is read otherwise an import renames linked accounts, or deactivates them before."""

from __future__ import annotations

from crosswalk.diagnosis.tenant import HeldAccount, MailUser, OktaUser

from .test_diagnosing import ADA, ADA_365, BEN, WORKS, codes, rows, words

IN_PLACE = {"A2": "update in place"}
DEACTIVATE = {"A2": "deactivate, then look up"}
TWICE = ["ada@corp.example", "ada.ames@corp.example"]
NOT_STARTED = ["not started"] * 3


def user(login: str, email: str) -> OktaUser:
    return OktaUser(f"{login}@corp.example", f"{email}@corp.example")


def accounts(*names: str) -> list[str]:
    return [f"{name}@corp.example" for name in names]


class TestDeactivated:
    def test_an_account_that_is_not_found_again_stays_deactivated(self) -> None:
        left, found = rows([ADA], TWICE, [ADA_365], readings=DEACTIVATE)
        assert (words(left.after), words(found.after)) == (NOT_STARTED, WORKS)
        assert (left.accounts_if_remapped_now, found.accounts_if_remapped_now) == (2, 2)

    def test_one_that_is_found_again_is_activated(self) -> None:
        (row,) = rows([ADA], TWICE[:1], [ADA_365], readings=DEACTIVATE)
        assert (words(row.after), row.accounts_if_remapped_now) == (WORKS, 2)

    def test_one_that_is_not_linked_or_whose_owner_is_not_sent_is_left_alone(self) -> None:
        unlinked, _ = rows(
            [ADA],
            ["a.a@corp.example", TWICE[1]],
            [ADA_365._replace(aliases=("a.a@corp.example",))],
            readings=DEACTIVATE,
        )
        gone, _ = rows([ADA._replace(active=False)], TWICE, [ADA_365], readings=DEACTIVATE)
        assert NOT_STARTED not in (words(unlinked.after), words(gone.after))


class TestRenamedInPlace:
    def test_the_account_gets_the_email_and_no_second_one_is_created(self) -> None:
        (row,) = rows([ADA], TWICE[:1], [ADA_365], readings=IN_PLACE)
        assert (row.accounts_if_remapped_now, codes(row), words(row.after)) == (1, [], WORKS)

    def test_of_two_accounts_the_linked_one_is_refused_and_the_other_gets_nothing(self) -> None:
        linked, other = rows([ADA], TWICE, [ADA_365], readings=IN_PLACE)
        assert words(linked.after) == ["EUSERNOTFOUND", "EUSERNOTFOUND", "#100000011"]
        assert words(other.after) == ["EUSERNOTFOUND", "EUSERNOTFOUND", "succeeds"]
        assert {other.after[0].presented, linked.after[0].presented} == {""}

    def test_what_is_given_up_is_free_for_somebody_who_is_looked_up(self) -> None:
        bob = OktaUser("bob@corp.example", "ada@corp.example")
        there = MailUser("bob@corp.example", "ada@corp.example")
        of_ada, of_bob = rows([ADA, bob], TWICE[:1], [there], readings=IN_PLACE)
        assert (of_ada.okta_login, of_bob.okta_login) == (ADA.login, bob.login)
        assert of_bob.accounts_if_remapped_now == 1
        assert words(of_bob.after) == WORKS

    def test_it_can_be_a_duplicate_of_an_account_that_is_not_linked(self) -> None:
        bob = OktaUser("bob@corp.example", "ada@corp.example")
        there = MailUser("bob@corp.example", "bob.b@corp.example")
        for readings, ahead in ((IN_PLACE, True), ({}, False)):
            _, row = rows([ADA, bob], [TWICE[0], "bob.b@corp.example"], [there], readings=readings)
            assert row.okta_login == bob.login
            assert ("duplicate_ahead" in codes(row), row.accounts_if_remapped_now == 2) == (
                ahead,
                ahead,
            )

    def test_of_a_chain_everybody_is_renamed_and_of_a_circle_nobody(self) -> None:
        # Everybody is twice, and so gets no change of the email ID.
        chain = [user("a", "b"), user("b", "c"), user("c", "free")]
        twins = [
            MailUser(f"{each}@corp.example", aliases=(f"{each}2@corp.example",)) for each in "abc"
        ]
        held = accounts("a", "a2", "b", "b2", "c", "c2")
        renamed = rows(chain, held, twins, readings=IN_PLACE)[::2]
        presented = [row.after.exchange_restore.presented for row in renamed]
        assert presented == accounts("b", "c", "free")
        circle = [*chain[:2], user("c", "a")]
        kept = rows(circle, held, twins, readings=IN_PLACE)[::2]
        assert [row.after.exchange_restore.presented for row in kept] == accounts("a", "b", "c")
        assert {row.after.onedrive_backup.presented for row in kept} == {""}

    def test_of_two_with_one_email_the_first_one_gives_up_the_email_id(self) -> None:
        one, two = user("one", "desk"), user("two", "desk")
        for given_up, created in (("one", 1), ("two", 0)):
            late = user("late", given_up)
            there = MailUser(late.login, aliases=())
            *_, row = rows([late, one, two], accounts("one", "two"), [there], readings=IN_PLACE)
            assert (row.okta_login, row.accounts_if_remapped_now) == (late.login, created)


def test_an_account_that_is_not_found_again_rests_on_a2() -> None:
    left, _ = rows([ADA], TWICE, [ADA_365])
    preserved, _ = rows([ADA], [HeldAccount(TWICE[0], preserved=True), TWICE[1]], [ADA_365])
    (plain,) = rows([BEN], [BEN.login])
    assert ["A2" in each.assumed for each in (left, preserved, plain)] == [True, False, False]
