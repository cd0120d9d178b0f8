"""What a scenario leaves behind is what was the case: people before and after, and the rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosswalk.catalogue import ASSUMPTIONS, FACTS, REQUIREMENTS
from crosswalk.evidence.everyone import SHOWN_AT_MOST, read_everyone
from crosswalk.evidence.model import (
    EXCHANGES_FILE,
    PEOPLE_FILE,
    RULE_FILE,
    Exchanges,
    Fit,
    People,
    Person,
    read_exchanges,
    read_people,
)
from crosswalk.evidence.rule import rule_that_decided
from crosswalk.evidence.witness import Witness
from crosswalk.procedure.frozen_lab import frozen_lab
from crosswalk.procedure.procedure import set_access
from fakes.company.cast import CAST
from fakes.company.setting_up import connect, connect_insync, enter_microsoft365, enter_okta
from fakes.insync.model import AccessSetting, Profile, Workload
from fakes.lab import Lab
from fakes.outcomes.model import Job
from fakes.wire import Address, Fault, Response

SAM = CAST["Sam"]


@pytest.fixture
def lab() -> Lab:
    lab = frozen_lab()
    connect(lab.okta, lab.insync, lab.microsoft365)
    return lab


@pytest.fixture
def witness(lab: Lab) -> Witness:
    witness = Witness(lab)
    witness.gather()
    return witness


def left_by(witness: Witness) -> dict[str, str]:
    return {name: text for name, _, text in witness.evidence()}


def people_of(witness: Witness) -> People:
    return read_people(left_by(witness)[PEOPLE_FILE])


def exchanges_of(witness: Witness) -> Exchanges:
    return read_exchanges(left_by(witness)[EXCHANGES_FILE])


def enter(lab: Lab, name: str) -> None:
    user = enter_okta(lab.okta, CAST[name])
    lab.okta.assignments.assign(user.id)
    enter_microsoft365(lab.microsoft365, CAST[name])


def held(person: Person, system: str) -> dict[str, tuple[str, tuple[str, ...], Fit]]:
    (record,) = [each for each in person.records if each.system == system]
    return {each.label: (each.text, each.same_as, each.fit) for each in record.values}


def stated(*ids: str) -> list[str]:
    said = {each.id: each.statement for each in (*REQUIREMENTS.values(), *FACTS.values())}
    said |= {each.id: each.statement for each in ASSUMPTIONS.values()}
    return [f"{each}: {said[each]}" for each in ids]


def decided(lab: Lab, job: Job) -> list[str]:
    """Run a job of the one account and return what is told of it."""
    (account,) = lab.insync.accounts.all()
    if job.restores:
        lab.insync.protection.restore(account.id, job.workload)
    else:
        lab.insync.protection.back_up(account.id, job.workload)
    return told_of(lab)


def told_of(lab: Lab) -> list[str]:
    return rule_that_decided(lab, read_everyone(lab), ["Sam Soto"], ()).splitlines()


def test_before_is_the_moment_before_the_first_step_that_acts(lab: Lab, witness: Witness) -> None:
    witness.during("Sam is in Okta", acts=False)
    enter(lab, "Sam")
    witness.during("the users are imported", acts=True)
    lab.okta.jobs.run()
    witness.during("the inSync admin adds an account", acts=True)
    lab.insync.accounts.add(email_id=Address("sam@x.example"), display_name="Sam Soto")

    told = people_of(witness)

    assert [each.system for each in told.before.people[0].records] == ["okta", "microsoft365"]
    assert [each.system for each in told.after.people[0].records] == [
        "okta",
        "insync",
        "insync",
        "microsoft365",
    ]


def test_where_nobody_acts_before_is_after(lab: Lab, witness: Witness) -> None:
    witness.during("Sam is in Okta", acts=False)
    enter(lab, "Sam")
    witness.during("Sam is there", acts=False)

    told = people_of(witness)

    assert told.before == told.after
    assert [each.name for each in told.after.people] == ["Sam Soto"]


def test_every_address_says_what_else_it_is(lab: Lab, witness: Witness) -> None:
    enter(lab, "Sam")
    lab.okta.jobs.run()

    (sam,) = people_of(witness).after.people

    okta, insync = held(sam, "okta"), held(sam, "insync")
    assert okta["login"] == (SAM.upn, ("UPN", "inSync email ID"), Fit.OPEN)
    assert okta["email"] == (SAM.smtp, ("SMTP",), Fit.OPEN)
    assert okta["userName"] == (SAM.upn, ("UPN", "inSync email ID"), Fit.FITS)
    assert insync["email ID"] == (SAM.upn, ("UPN",), Fit.PARTLY)
    assert insync["AD attribute"] == ("", (), Fit.OPEN)
    assert sam.misfits == (
        f"{SAM.upn} is not the primary SMTP address: Exchange Online restores end in #100000011",
    )
    assert list(insync) == ["email ID", "AD attribute", "status", "license", "backs up", "came by"]
    assert [insync[name][0] for name in ("license", "backs up")] == [
        "with the first backup",
        "Exchange Online, OneDrive",
    ]
    decide = {name: held(sam, "microsoft365")[name][0] for name in ("license", "mailbox")}
    assert decide == {"license": "Office 365 E3", "mailbox": "open"}
    assert held(sam, "microsoft365")["OneDrive"][0] == "open"


def test_an_address_that_nobody_has_does_not_fit(lab: Lab, witness: Witness) -> None:
    enter(lab, "Sam")
    lab.insync.accounts.add(email_id=Address("other@corp.example"), display_name="Sam Soto")

    (sam,) = people_of(witness).after.people

    assert held(sam, "okta")["userName"][2] is Fit.NOT
    assert held(sam, "insync")["email ID"] == ("other@corp.example", (), Fit.NOT)


def test_an_attribute_that_the_setting_asks_for_is_missed(lab: Lab) -> None:
    enter_microsoft365(lab.microsoft365, SAM)
    lab.insync.accounts.add(email_id=Address(SAM.upn), display_name="Sam Soto")
    everyone = read_everyone(lab)
    conditions = replace(everyone.situation.conditions, access=AccessSetting.AD_ATTRIBUTE)
    everyone = replace(everyone, situation=replace(everyone.situation, conditions=conditions))

    assert held(everyone.described("Sam Soto"), "insync")["AD attribute"] == ("", (), Fit.NOT)


def test_two_accounts_of_one_person_are_told(lab: Lab, witness: Witness) -> None:
    for address in (SAM.upn, SAM.smtp):
        lab.insync.accounts.add(email_id=Address(address), display_name="Sam Soto")

    after = people_of(witness).after

    assert after.people[0].misfits == ("Duplicated: 2 inSync accounts",)
    assert after.missing == ("Microsoft 365 has no users",)


def test_what_is_not_there_is_told_in_words(lab: Lab) -> None:
    enter_microsoft365(lab.microsoft365, SAM, mailbox=False, onedrive=False)
    lab.insync.profiles.save(Profile("Default", workloads=frozenset()))
    lab.insync.profiles.buy_licenses(0)
    lab.insync.accounts.add(email_id=Address(SAM.upn), display_name="Sam Soto")

    sam = read_everyone(lab).described("Sam Soto")
    insync, microsoft365 = held(sam, "insync"), held(sam, "microsoft365")

    assert (insync["license"][0], insync["backs up"][0]) == ("none free", "nothing")
    assert [microsoft365[name][0] for name in ("license", "mailbox", "OneDrive")] == [
        "OneDrive for Business (Plan 1)",
        "none",
        "never opened",
    ]


def test_whom_microsoft_365_deleted_is_warned_of(lab: Lab, witness: Witness) -> None:
    for name in ("Sam", "Ada"):
        enter(lab, name)
    lab.okta.jobs.run()
    (sam,) = [
        each for each in lab.microsoft365.directory.list_users() if each.display_name == "Sam Soto"
    ]
    lab.microsoft365.directory.delete_user(sam.id)

    told = {each.name: each for each in people_of(witness).after.people}

    assert told["Ada Ames"].misfits == ()
    assert told["Sam Soto"].misfits == (
        f"Microsoft 365 does not know {SAM.upn}: "
        "backups and OneDrive restores end in EUSERNOTFOUND, Exchange Online restores fail",
    )
    assert held(told["Sam Soto"], "insync")["email ID"][2] is Fit.NOT


def test_namesakes_are_told_apart_by_their_addresses(lab: Lab, witness: Witness) -> None:
    for number in (1, 2):
        lab.okta.directory.add(
            login=f"sam{number}@corp.example",
            email=f"sam{number}@corp.example",
            first_name="Sam",
            last_name="Soto",
        )
        lab.insync.accounts.add(
            email_id=Address(f"sam{number}@corp.example"), display_name="Sam Soto"
        )

    told = people_of(witness).after.people

    assert [(each.name, each.misfits) for each in told] == [("Sam Soto", ()), ("Sam Soto (2)", ())]
    assert held(told[1], "insync")["email ID"][0] == "sam2@corp.example"


def test_of_many_those_come_first_who_are_named_or_do_not_fit(lab: Lab, witness: Witness) -> None:
    for number in range(SHOWN_AT_MOST + 3):
        lab.insync.accounts.add(
            email_id=Address(f"p{number}@corp.example"), display_name=f"P{number} Person"
        )
    lab.insync.accounts.add(email_id=Address("twice@corp.example"), display_name="P9 Person")
    witness.during("inSync backs up P10, and nobody else", acts=True)

    told = people_of(witness)

    names = [each.name for each in told.after.people]
    assert names[:3] == ["P10 Person", "P9 Person", "P0 Person"]
    assert (len(names), told.more) == (SHOWN_AT_MOST, 3)
    assert [each.name for each in told.before.people] == names


def test_the_rule_of_a_job_that_failed_is_told(lab: Lab, witness: Witness) -> None:
    enter(lab, "Sam")
    lab.okta.jobs.run()
    (account,) = lab.insync.accounts.all()
    lab.insync.protection.back_up(account.id, Workload.EXCHANGE_ONLINE)
    lab.insync.protection.restore(account.id, Workload.EXCHANGE_ONLINE)

    assert left_by(witness)[RULE_FILE].splitlines()[3:] == [
        "restore of Exchange Online, accessing user accounts using inSync email ID:",
        f"inSync presented {SAM.upn}, the UPN of Sam Soto",
        "it ended with #100000011: the address is not the primary SMTP address",
        *stated("A1", "R03", "R08"),
    ]


def test_where_exchange_web_services_are_off_that_decided(lab: Lab) -> None:
    enter_microsoft365(lab.microsoft365, SAM)
    lab.insync.accounts.add(email_id=Address(SAM.smtp), display_name="Sam Soto")
    decided(lab, Job.EXCHANGE_BACKUP)
    lab.microsoft365.exchange.switch_ews(False)

    assert decided(lab, Job.EXCHANGE_BACKUP)[2:] == [
        "it ended: Microsoft 365 does not let inSync use Exchange Web Services",
        *stated("F41", "A53"),
    ]
    assert decided(lab, Job.EXCHANGE_RESTORE)[2:] == [
        "it ended: Microsoft 365 does not let inSync use Exchange Web Services",
        *stated("F41", "A53"),
    ]


def test_a_onedrive_that_was_never_opened_decided(lab: Lab) -> None:
    enter_microsoft365(lab.microsoft365, SAM, onedrive=False)
    lab.insync.accounts.add(email_id=Address(SAM.upn), display_name="Sam Soto")

    assert decided(lab, Job.ONEDRIVE_BACKUP)[1:] == [
        f"inSync presented {SAM.upn}, the UPN of Sam Soto",
        "it ended with EUSERNOTFOUND: the user has no OneDrive",
        *stated("R04", "F09"),
    ]


def test_a_backup_that_is_not_started_is_told_with_what_kept_it(lab: Lab) -> None:
    enter_microsoft365(lab.microsoft365, SAM)
    lab.insync.accounts.add(email_id=Address(SAM.upn), display_name="Sam Soto")
    lab.insync.protection.revoke()

    assert decided(lab, Job.ONEDRIVE_BACKUP) == [
        "backup of OneDrive, accessing user accounts using inSync email ID:",
        "it was not started: inSync has no access to Microsoft 365",
        *stated("F68", "A76"),
    ]

    connect_insync(lab.insync, lab.microsoft365)

    assert told_of(lab)[2:] == [
        "By what the systems hold now it would end otherwise:",
        f"inSync would present {SAM.upn}",
    ]
    assert decided(lab, Job.ONEDRIVE_BACKUP)[1:] == [
        f"inSync presented {SAM.upn}, the UPN of Sam Soto",
        "it succeeded",
        *stated("R04", "R01"),
    ]


def test_a_restore_that_is_not_started_is_told_with_what_kept_it(lab: Lab) -> None:
    enter_microsoft365(lab.microsoft365, SAM)
    account = lab.insync.accounts.add(email_id=Address(SAM.upn), display_name="Sam Soto")
    decided(lab, Job.ONEDRIVE_BACKUP)
    lab.insync.accounts.preserve(account.id)

    assert decided(lab, Job.ONEDRIVE_RESTORE)[1:] == [
        "it was not started: the account is preserved",
        *stated("F57", "A44"),
    ]


def test_an_assumption_is_told_as_it_is_read(lab: Lab) -> None:
    enter_microsoft365(lab.microsoft365, SAM)
    lab.insync.accounts.add(email_id=Address(SAM.upn), display_name="Sam Soto")
    set_access(lab.insync, AccessSetting.AD_ATTRIBUTE)
    lab.insync.readings.choose("A4", "the inSync email ID")

    assert decided(lab, Job.ONEDRIVE_BACKUP)[2:] == [
        "it succeeded",
        "A4, read otherwise: inSync falls back to the email ID",
        *stated("R01"),
    ]


def test_what_decided_is_not_guessed_once_it_is_gone(lab: Lab) -> None:
    enter_microsoft365(lab.microsoft365, SAM)
    lab.insync.accounts.add(email_id=Address(SAM.upn), display_name="Sam Soto")
    lab.inject_fault(Fault("graph.microsoft.example", Response(503)))

    assert decided(lab, Job.ONEDRIVE_BACKUP)[2:] == [
        "it ended: another error",
        "Microsoft 365 said: HTTP 503",
        "By what the systems hold now it would end otherwise:",
        f"inSync would present {SAM.upn}",
    ]


def test_a_restore_to_somebody_else_is_decided_by_their_account(lab: Lab) -> None:
    enter_microsoft365(lab.microsoft365, SAM)
    enter_microsoft365(lab.microsoft365, CAST["Lia"])
    mine = lab.insync.accounts.add(email_id=Address(SAM.smtp), display_name="Sam Soto")
    hers = lab.insync.accounts.add(email_id=Address(CAST["Lia"].smtp), display_name="Lia Lund")
    lab.insync.protection.back_up(mine.id, Workload.EXCHANGE_ONLINE)
    lab.insync.accounts.preserve(hers.id)
    lab.insync.protection.restore(mine.id, Workload.EXCHANGE_ONLINE, to_account_id=hers.id)

    assert told_of(lab)[2:] == ["it succeeded", *stated("A1", "A44", "R03")]


def run(witness: Witness, lab: Lab, job: Job) -> None:
    """Run a job of the one account in a step of a scenario, and look at how it ended."""
    witness.during("inSync does it", acts=True)
    decided(lab, job)
    witness.during("it ends", acts=False)


def blocks(witness: Witness) -> list[list[str]]:
    return [each.splitlines() for each in left_by(witness)[RULE_FILE].split("\n\n")]


def test_what_made_a_job_fail_is_told_although_it_was_mended_later(
    lab: Lab, witness: Witness
) -> None:
    enter_microsoft365(lab.microsoft365, SAM, onedrive=False)
    lab.insync.accounts.add(email_id=Address(SAM.upn), display_name="Sam Soto")
    run(witness, lab, Job.ONEDRIVE_BACKUP)
    (user,) = lab.microsoft365.directory.list_users()
    lab.microsoft365.onedrive.provision(user.id)
    run(witness, lab, Job.ONEDRIVE_BACKUP)

    failed, succeeded = blocks(witness)

    assert failed[2:] == [
        "it ended with EUSERNOTFOUND: the user has no OneDrive",
        *stated("R04", "F09"),
    ]
    assert succeeded[2:] == ["it succeeded", *stated("R04", "R01")]


def test_a_job_that_was_kept_from_starting_is_told_although_it_is_run_later(
    lab: Lab, witness: Witness
) -> None:
    enter_microsoft365(lab.microsoft365, SAM)
    account = lab.insync.accounts.add(email_id=Address(SAM.upn), display_name="Sam Soto")
    run(witness, lab, Job.ONEDRIVE_BACKUP)
    lab.insync.accounts.preserve(account.id)
    run(witness, lab, Job.ONEDRIVE_RESTORE)
    lab.insync.accounts.activate(account.id)
    run(witness, lab, Job.ONEDRIVE_RESTORE)

    failed, succeeded = blocks(witness)

    assert failed[1:] == ["it was not started: the account is preserved", *stated("F57", "A44")]
    assert succeeded[2:] == ["it succeeded", *stated("A5", "R04", "R01")]


def test_every_failure_of_a_scenario_is_told_once_and_no_job_beside_them(
    lab: Lab, witness: Witness
) -> None:
    enter_microsoft365(lab.microsoft365, SAM)
    lab.insync.accounts.add(email_id=Address(SAM.upn), display_name="Sam Soto")
    run(witness, lab, Job.EXCHANGE_BACKUP)
    run(witness, lab, Job.ONEDRIVE_BACKUP)
    run(witness, lab, Job.EXCHANGE_RESTORE)
    lab.microsoft365.exchange.switch_ews(False)
    for _ in range(2):
        run(witness, lab, Job.EXCHANGE_BACKUP)
    run(witness, lab, Job.EXCHANGE_RESTORE)

    assert [each[2:] for each in blocks(witness)] == [
        [
            "it ended with #100000011: the address is not the primary SMTP address",
            *stated("A1", "R03", "R08"),
        ],
        *(
            2
            * [
                [
                    "it ended: Microsoft 365 does not let inSync use Exchange Web Services",
                    *stated("F41", "A53"),
                ]
            ]
        ),
    ]


def test_the_rule_of_an_import_names_whom_it_looked_up(lab: Lab, witness: Witness) -> None:
    for name in ("Sam", "Ada"):
        enter(lab, name)
    lab.insync.accounts.add(email_id=Address(CAST["Ada"].upn), display_name="Ada Ames")
    witness.during("the users are imported", acts=True)
    lab.okta.jobs.run()

    assert left_by(witness)[RULE_FILE].splitlines() == [
        "import: Okta looks a userName up in inSync; whom it finds it updates, whom it does not "
        "find it creates:",
        f"  {SAM.upn}: no account has it, one was created",
        f"  {CAST['Ada'].upn}: found",
    ]


def test_names_arrive_as_they_are(lab: Lab, witness: Witness) -> None:
    name = '<script>alert("1")</script> \u202eevil 🙂'
    lab.insync.accounts.add(email_id=Address("x@corp.example"), display_name=name)

    assert people_of(witness).after.people[0].name == lab.insync.accounts.all()[0].display_name


def test_nothing_of_what_opens_a_system_is_left(lab: Lab, witness: Witness) -> None:
    witness.during("the users are imported", acts=True)
    enter(lab, "Sam")
    lab.okta.jobs.run()
    (account,) = lab.insync.accounts.all()
    lab.insync.protection.back_up(account.id, Workload.ONEDRIVE)

    told = exchanges_of(witness)
    bodies = " ".join(
        each.request + each.response for scene in told.scenes for each in scene.exchanges
    )

    assert '"password": "***"' in bodies
    assert "client_secret=***" in bodies
    assert '"access_token": "***"' in bodies
    assert lab.okta.app.provisioning().token not in "".join(left_by(witness).values())


def test_a_scenario_in_an_empty_lab_leaves_nothing() -> None:
    witness = Witness(Lab())
    witness.gather()
    witness.during("nothing happens", acts=True)

    assert left_by(witness) == {}
