"""The page on one user types every case there is, and says what the lab does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from unicodedata import category

import pytest

from crosswalk import links
from crosswalk.living_doc.model import Book
from crosswalk.living_doc.user_answers import ending
from crosswalk.procedure.cases import Case, Role, address_of, cases, somebody
from crosswalk.procedure.ends import End, License, Source, Status
from crosswalk.procedure.imports import Sent
from crosswalk.procedure.tests.played_users import After, Tenant, User, users
from fakes.company.cast import Person
from fakes.insync.messages import SHOWN
from fakes.insync.model import AccessSetting, Account, Profile
from fakes.microsoft365.model import DriveState, MailboxState
from fakes.outcomes.foretelling import foretell
from fakes.outcomes.model import Conditions, DirectoryUser, Job, Outcome, index
from fakes.wire import Address
from fixtures.browser import DESKTOP, PHONE, Visit

from .user_form import Fields, UserForm

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

pytestmark = pytest.mark.browser

HAS = (
    (MailboxState.ACTIVE, DriveState.ACTIVE),
    (MailboxState.NONE, DriveState.NOT_PROVISIONED),
    (MailboxState.SOFT_DELETED, DriveState.READ_ONLY),
    (MailboxState.ACTIVE, DriveState.ARCHIVED),
)
AS_IT_IS, MAP_BOTH = (
    "Import now, with the mapping as it is",
    "Map both UPN and email, and import now",
)
SETTING = "Set Access user accounts using to AD Attribute"
WHOLE = "The whole procedure, in its order"
EMAIL_IDS = "Change the inSync email ID to the Okta email"


@pytest.fixture(scope="module")
def visit(chromium: Browser, built: Path) -> Visit:
    visit = Visit(chromium.new_page(), built.as_uri())
    visit.page.goto((built / links.USER).as_uri())
    return visit


@pytest.fixture(scope="module")
def form(visit: Visit) -> UserForm:
    return UserForm(visit.page)


# --- Jobs ---------------------------------------------------------------------------------------


def outcomes_of(
    person: Person,
    account: Account,
    setting: AccessSetting,
    license_: License,
    has: tuple[MailboxState, DriveState],
) -> Iterator[Outcome]:
    """Foretell every job for what is typed."""
    upn, smtp = Address(person.upn), Address(person.smtp)
    known = DirectoryUser("", upn, smtp, (upn, *map(Address, person.aliases)), *has)
    found = index([known])
    conditions = Conditions(access=setting, license_free=license_ is License.FREE)
    for job in Job:
        yield foretell(job, account, Profile(""), conditions, lambda name: found.get(name, ()))


def as_told(outcome: Outcome) -> dict[str, Any]:
    end = End(Source.NOWHERE, outcome.started, outcome.code, outcome.cause, outcome.ids)
    says = SHOWN[outcome.code] if outcome.code else ""
    ends = ending(end)
    return {
        "presents": outcome.presented or "nothing",
        "ends": ends,
        "says": "" if ends.endswith(says) else f"“{says}”",
        "cause": f"The cause: {outcome.cause.value}." if outcome.cause else "",
        "ids": list(outcome.ids),
        "missing": [],
    }


def typed(
    person: Person,
    case: Case,
    status: Status,
    license_: License,
    has: tuple[MailboxState, DriveState],
) -> Fields:
    stored = "" if case.attribute is Role.NOTHING else address_of(person, case.attribute)
    return {
        "upn": person.upn,
        "smtp": person.smtp,
        "aliases": "\n".join(person.aliases),
        "setting": case.setting.name,
        "email-id-1": address_of(person, case.email_id),
        "attribute-1": "KNOWN" if stored else "EMPTY",
        "stored-1": stored,
        "status-1": status.name,
        "license-1": license_.name,
        "mailbox": has[0].name,
        "onedrive": has[1].name,
    }


def test_of_every_case_the_page_says_how_each_job_ends(form: UserForm) -> None:
    """Every combination of addresses, setting, status and licenses; each state of each app."""
    chosen = list(product(cases(), Status, License, HAS))
    assert len(chosen) == 64 * 3 * 2 * 4
    people = {case: somebody("someone", case.kind) for case in cases()}

    found = form.type([typed(people[each[0]], *each) for each in chosen])

    wrong = []
    for (case, status, license_, has), told in zip(chosen, found, strict=True):
        person = people[case]
        stored = None if case.attribute is Role.NOTHING else address_of(person, case.attribute)
        account = status.of(Account(0, "", Address(address_of(person, case.email_id)), "S", stored))
        expected = [
            as_told(each) for each in outcomes_of(person, account, case.setting, license_, has)
        ]
        if told["now"][0]["jobs"] != expected:
            wrong.append((case, status, license_, has, told["now"], expected))
    assert wrong == []


# --- Steps --------------------------------------------------------------------------------------


def filled_in(user: User) -> Fields:
    fields = {
        "login": user.login,
        "email": user.email,
        "sent": user.sent.name if user.sent else "NEVER",
        "upn": user.login,
        "smtp": user.email,
        "no-aliases": "yes",
        "setting": AccessSetting.EMAIL_ID.name,
        "accounts": str(len(user.accounts)),
    }
    for n, held in enumerate(user.accounts, start=1):
        fields |= {f"email-id-{n}": held.email_id, f"status-{n}": held.status.name}
        if n == 2:
            fields["whose-2"] = "SOMEBODY" if held.somebody else "OWN"
    return fields


def card_of(user: User, accounts: Sequence[After], setting: AccessSetting) -> dict[str, Any]:
    """Return what a card says of the accounts that a step left in a lab."""
    person = Person("Some", "One", user.login, user.email)
    titles = [f"Account {n}" for n, _ in enumerate(accounts, start=1)]
    titles = titles if len(titles) > 1 else ["The account"] * len(titles)
    return {
        "then": [
            f"{title} then: email ID {each.email_id}, AD attribute {each.attribute or 'empty'}, "
            f"{each.status.value}"
            for title, each in zip(titles, accounts, strict=True)
        ],
        "ends": [list(ends_of(person, each, setting)) for each in accounts],
    }


def ends_of(person: Person, after: After, setting: AccessSetting) -> Iterator[str]:
    stored = after.attribute or None
    account = after.status.of(Account(0, "", Address(after.email_id), "S", stored))
    for each in outcomes_of(person, account, setting, License.FREE, HAS[0]):
        yield as_told(each)["ends"]


class PlayedSteps:
    """What each step makes of each user to whom the same was sent last, by its card's title."""

    def __init__(self, chosen: Sequence[User]) -> None:
        tenant = Tenant(chosen)
        begin = tenant.lab.snapshot()
        (sent,) = {user.sent for user in chosen}
        self.before = tenant.state()
        self.after: dict[str, Mapping[User, tuple[After, ...]]] = {}
        if sent not in (None, Sent.BOTH):
            tenant.import_everyone()
            self.after[AS_IT_IS] = tenant.state()
            tenant.lab.load(begin)
        tenant.map_both()
        tenant.import_everyone()
        self.after["Import now" if sent is Sent.BOTH else MAP_BOTH] = tenant.state()
        tenant.lab.load(begin)
        self.refused = tenant.change_email_ids()
        self.after[EMAIL_IDS] = tenant.state()
        tenant.map_both()
        tenant.import_everyone()
        self.after[WHOLE] = tenant.state()

    def expected(self, user: User) -> dict[str, dict[str, Any]]:
        """Return the cards that tell of accounts: not of a change of email ID that changes none."""
        cards = {}
        for title, states in self.after.items():
            setting = AccessSetting.AD_ATTRIBUTE if title == WHOLE else AccessSetting.EMAIL_ID
            nothing = title == EMAIL_IDS and states[user] == self.before[user]
            if not (nothing or (title == WHOLE and user in self.refused)):
                cards[title] = card_of(user, states[user], setting)
        if self.before[user]:
            cards[SETTING] = card_of(user, self.before[user], AccessSetting.AD_ATTRIBUTE)
        return cards


def told_of(found: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        title: {"then": card["then"], "ends": card["ends"]}
        for title, card in found["steps"].items()
        if card["then"] or title != EMAIL_IDS
    }


@pytest.mark.parametrize("sent", [*Sent, None])
def test_of_every_state_the_page_says_what_each_step_does(
    sent: Sent | None, form: UserForm
) -> None:
    """Each step was done in a lab, to a user in that state, and the accounts were read off."""
    chosen = [user for user in users() if user.sent is sent]
    played = PlayedSteps(chosen)

    found = form.type([filled_in(user) for user in chosen])

    assert len(chosen) > 60
    assert {len(user.accounts) for user in chosen} == {0, 1, 2}
    wrong = [
        (user, told_of(each), played.expected(user))
        for user, each in zip(chosen, found, strict=True)
        if told_of(each) != played.expected(user)
    ]
    assert wrong == []


# --- What people type ---------------------------------------------------------------------------

SAM = {
    "login": "sam@corp.example",
    "email": "sam.soto@corp.example",
    "sent": "BOTH",
    "upn": "sam@corp.example",
    "smtp": "sam.soto@corp.example",
    "no-aliases": "yes",
    "setting": "AD_ATTRIBUTE",
    "email-id-1": "sam.soto@corp.example",
}
"""Somebody for whom everything is done."""


@pytest.mark.parametrize(
    "written",
    [
        "  sam.soto@corp.example  ",
        "mailto:sam.soto@corp.example",
        "smtp:sam.soto@corp.example",
        "<sam.soto@corp.example>",
        "Sam Soto <sam.soto@corp.example>;",
        '"sam.soto@corp.example"',
        "\u200bsam.soto@corp.example\ufeff",
    ],
)
@pytest.mark.parametrize("field", ["smtp", "email", "email-id-1"])
def test_an_address_is_read_as_it_is_pasted(form: UserForm, field: str, written: str) -> None:
    plain, pasted = form.type([SAM, {**SAM, field: written}])

    assert plain["advice"].startswith("Nothing: every step is done")
    assert pasted == plain


def test_an_address_in_capitals_is_the_same_and_the_page_says_by_what(form: UserForm) -> None:
    (found,) = form.type([{**SAM, "email-id-1": "SAM.SOTO@CORP.EXAMPLE"}])

    assert [each["ends"] for each in found["now"][0]["jobs"]] == ["succeeds"] * 4
    (restore,) = (each for each in found["now"][0]["jobs"] if each["ids"][:1] == ["A1"])
    assert restore["missing"] == ["Addresses compare without case"]


@pytest.mark.parametrize("between", [", ", ";", "\n", "\n\n", " ; \n"])
def test_aliases_are_read_one_by_one(form: UserForm, between: str) -> None:
    listed = between.join(
        ["smtp:one@corp.example", "Two <two@corp.example>", "o'neil@çorp.example"]
    )
    fields = {**SAM, "no-aliases": "", "aliases": listed, "setting": "EMAIL_ID"}

    found = form.type(
        [
            {**fields, "email-id-1": each}
            for each in (
                "one@corp.example",
                "TWO@corp.example",
                "O'Neil@ÇORP.example",
                "no@corp.example",
            )
        ]
    )

    backups = [each["now"][0]["jobs"][0]["ends"] for each in found]
    assert backups == ["succeeds"] * 3 + ["fails with EUSERNOTFOUND"]
    assert all(each["told"] == {} for each in found)


def test_what_is_no_address_is_told_beside_its_field(form: UserForm) -> None:
    found = form.typed(
        upn="sam",
        smtp="sam@corp",
        aliases="SIP:sam@corp.example, x@y.example, zed",
        email_id_1="a@b c.example",
    )

    expected = "is not an address: expected name@domain.example"
    assert found["told"] == {
        "upn": f"“sam” {expected}",
        "smtp": f"“sam@corp” {expected}",
        "email-id-1": f"“a@b c.example” {expected}",
        "aliases": f"“SIP:sam@corp.example” is not an email address: left out “zed” {expected}",
    }


def test_an_address_is_one_where_the_lab_takes_it_for_one(form: UserForm) -> None:
    written = [
        "a@b.c",
        "a@b",
        "a@@b.c",
        "@b.c",
        "a@.c",
        "a@b.",
        "é'@ü.example",
        "a.b+c@d-e.f.g",
        "a@b..c",
    ]

    def is_one(text: str) -> bool:
        try:
            return bool(Address(text))
        except ValueError:
            return False

    found = form.page.evaluate(
        "(all) => all.map((each) => Addresses.read(each).problem === '')", written
    )
    assert found == [is_one(each) for each in written]


def test_the_primary_address_is_taken_from_the_aliases_where_it_is_marked(form: UserForm) -> None:
    listed = "SMTP:sam.soto@corp.example\nsmtp:sam@corp.example"
    taken, other = form.type(
        [
            {**SAM, "smtp": "", "aliases": listed},
            {**SAM, "smtp": "else@corp.example", "aliases": listed},
        ]
    )

    assert [each["ends"] for each in taken["now"][0]["jobs"]] == ["succeeds"] * 4
    assert "is taken as the primary SMTP address" in taken["told"]["aliases"]
    assert "you gave another" in other["told"]["aliases"]


def test_addresses_are_equal_where_pythons_are(form: UserForm) -> None:
    signs = [sign for sign in map(chr, range(0x20, 0x1F000)) if category(sign) not in ("Cn", "Cs")]
    found = form.page.evaluate("(all) => all.map((each) => Addresses.fold(each))", signs)

    def grouped(folded: Sequence[str]) -> set[frozenset[str]]:
        groups: dict[str, set[str]] = {}
        for sign, as_folded in zip(signs, folded, strict=True):
            groups.setdefault(as_folded, set()).add(sign)
        return {frozenset(each) for each in groups.values() if len(each) > 1}

    assert grouped(found) == grouped([each.casefold() for each in signs])


# --- What is not known --------------------------------------------------------------------------


def test_what_is_not_given_is_told_with_what_needs_it(form: UserForm) -> None:
    (found,) = form.type([{**SAM, "upn": ""}])

    exchange, onedrive, restore, _ = found["now"][0]["jobs"]
    assert onedrive["ends"] == "succeeds or fails with EUSERNOTFOUND"
    assert onedrive["missing"] == ["You have not given the UPN: R01 needs it."]
    assert exchange["missing"] == ["You have not given the UPN: R02 needs it."]
    assert restore["ends"] == "succeeds"


@pytest.mark.parametrize(
    ("left_out", "job", "missing"),
    [
        ("smtp", 2, "You have not given the primary SMTP address: R03 needs it."),
        ("setting", 1, "You have not given the setting Access user accounts using."),
        ("login", 1, "You have not given the Okta login."),
        ("sent", 1, "You have not given what Okta sent last for this user."),
        ("email-id-1", 2, "You have not given the inSync email ID."),
    ],
)
def test_each_field_is_asked_for_where_it_decides(
    form: UserForm, left_out: str, job: int, missing: str
) -> None:
    (found,) = form.type([{**SAM, left_out: ""}])

    assert found["now"][0]["jobs"][job]["missing"] == [missing]


def test_what_does_not_matter_is_not_asked_for(form: UserForm) -> None:
    """Under inSync email ID a UPN that is the email ID opens everything; aliases add nothing."""
    found = form.typed(
        setting="EMAIL_ID", upn="a@b.example", smtp="a@b.example", email_id_1="a@b.example"
    )

    assert [each["ends"] for each in found["now"][0]["jobs"]] == ["succeeds"] * 4
    assert all(each["missing"] == [] for each in found["now"][0]["jobs"])


def test_aliases_that_are_not_given_are_asked_for_until_there_are_none(form: UserForm) -> None:
    fields = {**SAM, "setting": "EMAIL_ID", "email-id-1": "other@corp.example", "no-aliases": ""}

    unknown, none = form.type([fields, {**fields, "no-aliases": "yes"}])

    assert unknown["now"][0]["jobs"][0]["missing"] == [
        "You have not given the aliases, or that there are none: R02 needs it."
    ]
    assert none["now"][0]["jobs"][0]["ends"] == "fails with EUSERNOTFOUND"


def test_whatever_is_left_out_the_answer_is_among_what_is_said(form: UserForm) -> None:
    """Leaving out any two fields of any case never rules out how a job ends with them."""
    fields = ("upn", "smtp", "setting", "email-id-1", "aliases")
    chosen = [
        (typed(somebody("someone", case.kind), case, Status.ACTIVE, License.FREE, HAS[0]), pair)
        for case in cases()
        for pair in combinations(fields, 2)
    ]
    whole = form.type([each for each, _ in chosen])
    partly = form.type([{**each, **dict.fromkeys(pair, "")} for each, pair in chosen])

    assert len(chosen) == 64 * 10
    for (_, pair), known, guessed in zip(chosen, whole, partly, strict=True):
        for told, said in zip(known["now"][0]["jobs"], guessed["now"][0]["jobs"], strict=True):
            assert told["ends"] in said["ends"].split(" or "), (pair, told, said)


def test_nothing_is_said_before_anything_is_typed(form: UserForm) -> None:
    assert form.typed()["hidden"]
    assert not form.typed(upn="a")["hidden"]


# --- What to do ---------------------------------------------------------------------------------


def test_whoever_was_imported_by_upn_is_led_through_the_procedure(form: UserForm) -> None:
    (found,) = form.type(
        [{**SAM, "sent": "AS_IT_COMES", "setting": "EMAIL_ID", "email-id-1": SAM["login"]}]
    )

    assert found["left"] == [2, 3, 4, 5, 6]
    assert "After that every job succeeds." in found["advice"]
    assert "Do not import before the email ID is changed" in found["advice"]


def test_only_what_is_not_done_yet_is_left(form: UserForm) -> None:
    (found,) = form.type([{**SAM, "setting": "EMAIL_ID"}])

    assert found["left"] == [6]


def test_two_accounts_are_led_to_the_ways_out(form: UserForm) -> None:
    (found,) = form.type(
        [{**SAM, "accounts": "2", "email-id-1": SAM["login"], "email-id-2": SAM["email"]}]
    )

    assert found["left"] == []
    assert "The user has two accounts, and no step of the procedure joins them." in found["advice"]
    assert found["advice"].endswith("Duplicate inSync accounts after a mapping change")
    way_out = form.page.locator("#advice a").last.get_attribute("href")
    assert way_out == links.symptom("duplicates")
    assert len(found["now"]) == 2


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("mailbox", "NONE", "The user has no mailbox."),
        ("onedrive", "NOT_PROVISIONED", "The user has no OneDrive"),
        ("onedrive", "ARCHIVED", "The OneDrive lost its license"),
        ("mailbox", "SOFT_DELETED", "The mailbox lost its license"),
        ("license-1", "NONE_FREE", "The account holds no inSync license"),
        ("status-1", "BY_ADMINISTRATOR", "The account is preserved: no backup is started."),
        ("smtp", "other@corp.example", "The inSync email ID is not the primary SMTP address."),
        ("upn", "other@corp.example", "What is presented is not the UPN in Microsoft 365."),
    ],
)
def test_what_no_step_cures_is_said_with_what_does(
    form: UserForm, field: str, value: str, told: str
) -> None:
    (found,) = form.type([{**SAM, field: value}])

    assert "No step of the procedure changes this:" in found["advice"]
    assert told in found["advice"]


# --- The page -----------------------------------------------------------------------------------


def test_what_is_typed_stays_on_the_page(form: UserForm, visit: Visit) -> None:
    address = form.page.url
    form.type([SAM])
    form.page.locator("#login").press("Enter")
    visit.page.locator("#copy").click()

    assert form.page.url == address
    assert visit.complaints == []
    assert form.page.evaluate("[localStorage.length, sessionStorage.length, history.state]") == [
        0,
        0,
        None,
    ]
    assert form.page.locator("#user [name]").count() == 0


@pytest.mark.parametrize("allowed", [True, False])
def test_the_answer_is_copied_for_the_ticket(form: UserForm, allowed: bool) -> None:
    page = form.page
    form.type([SAM])
    written = """(allowed) => Object.defineProperty(navigator, 'clipboard', { configurable: true,
        value: allowed ? { writeText: async (text) => { window.copied = text; } } : undefined })"""
    page.evaluate(written, allowed)
    page.evaluate(
        """
        window.copied = null;
        document.addEventListener('copy', () => {
          const { value, selectionStart, selectionEnd } = document.activeElement;
          window.copied = String(value).slice(selectionStart, selectionEnd);
        }, { once: true });
        """
    )
    page.locator("#copy").click()

    text = page.locator("#text").input_value()
    page.wait_for_function("window.copied !== null")
    assert page.evaluate("window.copied") == text
    assert page.locator("#copied").inner_text() == "Copied."
    for said in (
        "WHAT WAS GIVEN",
        "OneDrive backup succeeds. It presents sam@corp.example.",
        "WHAT TO DO",
        "R01: OneDrive backup needs the UPN",
    ):
        assert said in text


def test_where_nothing_can_be_copied_the_text_is_selected(form: UserForm) -> None:
    page = form.page
    form.type([SAM])
    page.evaluate("document.execCommand = () => false")
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined })"
    )
    page.locator("#copy").click()

    assert page.locator("#copied").inner_text() == "The text below is selected: press Ctrl+C."
    selected = "() => [document.activeElement.id, document.activeElement.selectionEnd]"
    assert page.evaluate(selected) == ["text", len(page.locator("#text").input_value())]


def test_the_example_fills_the_form_in_and_clear_empties_it(form: UserForm) -> None:
    page = form.page
    page.locator("#fill").click()
    assert page.locator("#login").input_value() == SAM["login"]
    assert page.locator("#advice .left li").count() == 5

    page.locator("button[type=reset]").click()
    page.wait_for_function("document.getElementById('answer').hidden")
    assert page.locator("#login").input_value() == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_whole_answer_fits_the_window_and_keeps_nobody_out(
    chromium: Browser, form: UserForm, size: ViewportSize, scheme: Literal["light", "dark"]
) -> None:
    looking = Visit(
        chromium.new_context(viewport=size, color_scheme=scheme).new_page(),
        form.page.url.rpartition("/")[0],
    )
    looking.page.goto(form.page.url)
    two = {"accounts": "2", "email-id-2": "sam", "onedrive": "NOT_PROVISIONED", "upn": ""}
    for each in ({}, two, {"sent": "", "mailbox": "NONE"}):
        (found,) = UserForm(looking.page).type([{**SAM, **each}])

        assert not found["hidden"]
        assert not looking.overflows()
        # Its structure is the same in either scheme.
        assert looking.barriers(structure=scheme == "light") == []
    assert looking.complaints == []


def test_without_script_the_page_says_what_it_needs(chromium: Browser, form: UserForm) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(form.page.url)

    assert "This page needs JavaScript" in page.inner_text("main")
    assert not page.locator("form#user").is_visible()
    assert page.locator(f"noscript a[href='{links.OUTCOMES}']").count() == 1


def test_the_examples_of_a_case_are_linked(form: UserForm, document: Book) -> None:
    (found,) = form.type([{**SAM, "email-id-1": SAM["email"]}])
    assert found["played"].startswith("Played in the document: D-02: ") or "D-03" in found["played"]

    addresses = form.page.locator("#answer a:not(.id)").evaluate_all(
        "all => all.map((each) => each.getAttribute('href'))"
    )
    assert addresses
    examples = [each for each in addresses if not each.startswith(links.RUNBOOK)]
    assert examples
    assert all(document.holds(each) for each in examples)
