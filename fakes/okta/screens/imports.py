"""Applications > Druva 2.0 > Import: what is found downstream, and confirming it."""

from __future__ import annotations

from fakes.okta.admin import Directory, Imports
from fakes.okta.model import ImportResult, MatchOn
from fakes.screens import Form, Next, Screen, Values, Visit, Wrong, page_of

from .app import APP
from .people import login_of


def import_screens(imports: Imports, directory: Directory) -> tuple[Screen, ...]:
    """Return the tab Import."""
    tab = ImportTab(imports, directory)
    return (
        Screen(
            f"{APP}/import",
            "import.html",
            tab.show,
            {"import": tab.import_now, "confirm": tab.confirm, "ignore": tab.ignore},
        ),
    )


class ImportTab:
    """*Import Now*, and the rows of the last import."""

    def __init__(self, imports: Imports, directory: Directory) -> None:
        self._imports = imports
        self._directory = directory

    def show(self, visit: Visit) -> Values:
        """Show the rows of the last import by pages."""
        page = page_of(self._imports.rows(), visit.query)
        matched = {row.user_id for row in page.rows if row.user_id}
        return {
            "found": page,
            "logins": {each: self._login(each) for each in matched},
            "matches": [each.value for each in MatchOn],
        }

    def import_now(self, visit: Visit) -> Next:
        """Read every account and compare it with the directory."""
        result = self._imports.import_now(
            match_on=visit.form.choice("match_on", MatchOn),
            allow_partial=visit.form.is_ticked("allow_partial"),
        )
        return Next(said=_said(result))

    def confirm(self, visit: Visit) -> Next:
        """Link an account to its match, to the person who is specified, or to a new one."""
        external_id = visit.form.text("external_id")
        linked = self._imports.confirm(external_id, user_id=self._specified(visit.form))
        return Next(said=f"The account was linked to {self._login(linked.user_id)}.")

    def ignore(self, visit: Visit) -> Next:
        """Leave an account alone."""
        self._imports.ignore(visit.form.text("external_id"))
        return Next(said="The account is ignored.")

    def _specified(self, form: Form) -> str | None:
        field = f"existing-{form.text('external_id')}"
        login = form.text(field).strip()
        if not login:
            return None
        found = self._directory.find(login)
        if found is None:
            raise Wrong(field, f"Nobody has the username {login!r}: expected one of an Okta user")
        return found.id

    def _login(self, user_id: str) -> str:
        return login_of(self._directory, user_id)


def _said(result: ImportResult) -> str:
    if result.error:
        return f"The import failed: {result.error}"
    return (
        f"The import is complete: {result.scanned} scanned, {result.new} new, "
        f"{result.updated} updated, {result.unchanged} unchanged"
    )
