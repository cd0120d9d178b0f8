"""What is to go wrong on the wire: what waits, one more, none."""

from __future__ import annotations

from http import HTTPStatus

from fakes.screens import Form, Next, Screen, Values, Visit, Wrong
from fakes.serving.faults import FaultsResource
from fakes.wire import Fault, Response, Strikes, Wire

METHODS = ("", "GET", "POST", "PUT", "PATCH", "DELETE")
_FIELDS = {"host": "host", "times": "times", "seconds": "seconds"}
_LOWEST, _HIGHEST = 100, 599


def fault_screens(wire: Wire) -> tuple[Screen, ...]:
    """Return the screen of the faults that wait."""
    faults = Faults(wire)
    does = {"add": faults.add, "clear": faults.clear}
    return (Screen("/faults", "faults.html", faults.show, does, _FIELDS),)


class Faults:
    """The faults that wait, and the form that adds one."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._faults = FaultsResource(wire)

    def show(self, _visit: Visit) -> Values:
        """Show what waits, oldest first."""
        return {
            "faults": self._faults.get().faults,
            "hosts": self._wire.all_hosts(),
            "methods": METHODS,
            "strikes": tuple(each.value for each in Strikes),
        }

    def add(self, visit: Visit) -> Next:
        """Let the next requests that fit meet a fault; raises ValueError."""
        form = visit.form
        fault = Fault(
            host=form.text("host"),
            answer=_answer(form),
            times=form.number("times"),
            method=form.text("method"),
            path=form.text("path"),
            holds=form.text("holds"),
            when=form.choice("when", Strikes),
            seconds=form.number("seconds"),
        )
        self._faults.post(fault)
        return Next(said="The fault waits for the next request that fits.")

    def clear(self, _visit: Visit) -> Next:
        """Forget what was to go wrong."""
        self._faults.delete()
        return Next(said="No fault waits any more.")


def _answer(form: Form) -> Response | None:
    """Return what is answered in place of the API, None where nobody answers; raises Wrong."""
    if not form.text("status").strip():
        return None
    status = form.number("status")
    if not _LOWEST <= status <= _HIGHEST:
        raise Wrong("status", f"{status} is no status: expected {_LOWEST} to {_HIGHEST}")
    reason = HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
    return Response(status, reason, body=form.text("body").encode())
