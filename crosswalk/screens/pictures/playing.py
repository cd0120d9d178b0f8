"""Plays the path in a browser: each step is the clicks of a person, with their pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from crosswalk.procedure.procedure import BOTH, SETTING, UPN_FORM, import_users
from crosswalk.remote.process import ServedLab
from crosswalk.remote.sockets import PATIENCE, Sockets
from crosswalk.screens.lab import ScreensLab
from crosswalk.screens.okta.mapping import ARROWS
from crosswalk.screens.window import NotOnScreen, Window
from fakes.company.cast import CAST
from fakes.company.setting_up import connect, enter_microsoft365, enter_okta
from fakes.insync.model import AccessSetting, Account, Workload
from fakes.lab import SEED
from fakes.okta.model import Apply, Updates
from fakes.wire import Address

from .camera import WINDOW, Camera
from .film import Film
from .model import Picture
from .path import PathStep, ThePath

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Result = TypeVar("Result")

PEOPLE = ("Sam", "Ada", "Lia")
_SOMEBODY = CAST["Sam"]
_WAIT = 10_000.0


@dataclass(frozen=True, slots=True)
class Taken:
    """The pictures of each step, by its name, and the files they are in."""

    places: Mapping[str, tuple[Picture, ...]]
    files: Mapping[str, bytes]


class NotPlayed(Exception):
    """A step cannot be done on the screens as they are; the message says which, and why."""


class Admin:
    """Who does what a step says, by clicking in a lab."""

    def __init__(self, lab: ScreensLab, film: Film) -> None:
        self._lab = lab
        self._film = film
        self._does: Mapping[str, Callable[[str], object]] = {
            "look at a person in Okta": self._look_in_okta,
            "look at a person in inSync": self._look_in_insync,
            "look at a person in Microsoft 365": self._look_in_microsoft365,
            "change an email ID": self._change_email_id,
            "click in Okta": lab.okta.console.click,
            "fill in the form": self._fill_in,
            "go back and click in Okta": self._go_back,
            "save the attribute": self._save_attribute,
            "choose the sources": self._choose_sources,
            "click in inSync": lab.insync.settings.click,
            "choose AD Attribute": self._choose_access,
            "save the setting": lambda _label: lab.insync.settings.save(),
            "back up a OneDrive": self._back_up,
            "restore a mailbox": self._restore,
        }

    def does(self, step: PathStep) -> tuple[Picture, ...]:
        """Do what a step says, and return the pictures of it; raises NotPlayed."""
        self._film.begin()
        self._lab.clicks = True
        try:
            self._does[step.does](step.label)
        except (ValueError, NotOnScreen) as error:
            raise NotPlayed(f"{step.name}, {step.title!r}: {error}") from error
        finally:
            self._lab.clicks = False
        return self._film.end()

    def _look_in_okta(self, _label: str) -> None:
        user = self._over_http(lambda: self._lab.okta.directory.find(_SOMEBODY.login))
        assert user
        self._lab.okta.directory.user(user.id)

    def _look_in_insync(self, _label: str) -> None:
        self._lab.insync.accounts.account(self._account().id)

    def _look_in_microsoft365(self, _label: str) -> None:
        window = self._lab.window
        window.go("microsoft365", "Active users")
        window.follow(_SOMEBODY.full_name, within=window.page.locator("main"))

    def _change_email_id(self, _label: str) -> None:
        account = self._account()
        self._lab.insync.accounts.edit(account.id, email_id=Address(_SOMEBODY.email))

    def _fill_in(self, _label: str) -> None:
        window = self._lab.window
        fields = window.page.locator("main form").locator("input:not([type=hidden]), select")
        with self._film.watch(fields):
            for label, value in UPN_FORM.items():
                enter = window.choose if label == "Data type" else window.fill
                enter(_as_labeled(label), value)

    def _save_attribute(self, _label: str) -> None:
        window = self._lab.window
        window.press("Save")
        window.follow(f"Edit {UPN_FORM['Display Name']}")

    def _go_back(self, label: str) -> None:
        self._lab.window.page.go_back()
        self._lab.okta.console.click(label)

    def _choose_sources(self, _label: str) -> None:
        window = self._lab.window
        names = [f"{each} {target}" for target in BOTH for each in ("Source of", "Arrow to")]
        fields = ", ".join(f'[aria-label="{name}"]' for name in names)
        with self._film.watch(window.page.locator(fields)):
            for target, source in BOTH.items():
                window.fill(f"Source of {target}", source)
                window.choose(f"Arrow to {target}", ARROWS[Apply.CREATE_AND_UPDATE])
        window.press("Save Mappings")
        window.press(Updates.APPLY_NOW.value)
        self._over_http(self._lab.okta.jobs.run)

    def _choose_access(self, _label: str) -> None:
        field = self._lab.window.page.locator("main").get_by_label(SETTING, exact=True)
        with self._film.watch(field):
            self._lab.insync.settings.choose(name=SETTING, value=AccessSetting.AD_ATTRIBUTE.value)

    def _back_up(self, _label: str) -> None:
        self._lab.insync.protection.back_up(self._account().id, Workload.ONEDRIVE)

    def _restore(self, _label: str) -> None:
        self._lab.insync.protection.restore(self._account().id, Workload.EXCHANGE_ONLINE)

    def _account(self) -> Account:
        """Return the person's account, which has the UPN first, and then the SMTP address."""
        accounts = self._over_http(self._lab.insync.accounts.all)
        return next(each for each in accounts if each.display_name == _SOMEBODY.full_name)

    def _over_http(self, ask: Callable[[], Result]) -> Result:
        clicks, self._lab.clicks = self._lab.clicks, False
        try:
            return ask()
        finally:
            self._lab.clicks = clicks


def play(browser: Browser, path: ThePath) -> Taken:
    """Play the path in a lab as the article finds it; raises NotPlayed."""
    served = ServedLab("--jobs", "manual", "--token-seed", SEED)
    try:
        with closing(Sockets(PATIENCE)) as sockets:
            page = browser.new_page(viewport=WINDOW)
            page.set_default_timeout(_WAIT)
            camera = Camera(page)
            film = Film(camera)
            window = Window(page, served.sites["okta"].control, film.watch)
            admin = Admin(_prepared(ScreensLab(served.sites, sockets, window)), film)
            places = {step.name: admin.does(step) for step in path.steps}
            return Taken(places, camera.fresh())
    finally:
        served.stop()


def _prepared(lab: ScreensLab) -> ScreensLab:
    """Bring people who were imported by UPN, and backed up."""
    lab.reset()
    lab.time.go_to_start()
    connect(lab.okta, lab.insync, lab.microsoft365)
    for name in PEOPLE:
        enter_okta(lab.okta, CAST[name])
        enter_microsoft365(lab.microsoft365, CAST[name])
    import_users(lab.okta)
    lab.insync.protection.back_up_everyone()
    return lab


def _as_labeled(field: str) -> str:
    """Return how Okta's form labels a field that the article calls *Display Name* and so on."""
    return field.capitalize()
