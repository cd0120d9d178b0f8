"""A run: clients in threads, each with connections of its own, and marks at every quarter."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle, islice

from crosswalk.remote.sockets import Sockets, Unreachable
from crosswalk.remote.url_file import Interfaces
from fakes.wire import Request

from .disturbing import Disturber
from .errands import ATTRIBUTES, Errands, Grounds, answered, prepare
from .memory import Memory
from .tally import Tally, together

QUARTERS = 4

# What a client does in turn; each begins at another place.
ROUTES = (
    *("okta read", "scim look-up", "graph user", "okta update", "graph files"),
    *("okta read", "graph user", "okta update", "scim look-up", "okta read"),
    *("graph messages", "okta read", "scim create", "okta update", "graph user"),
    *("okta read", "scim look-up", "graph files", "token", "okta update"),
)
_CREATING = ("scim create", "token")


class Client:
    """One of the clients: what it does, what it counted, and what it is owed.

    ``counter`` is the last value of its attribute that Okta said it took.
    """

    def __init__(self, errands: Errands, grounds: Grounds, number: int) -> None:
        self.tallies = {route: Tally() for route in ROUTES}
        self.user = grounds.shared[number // len(ATTRIBUTES)]
        self.attribute = ATTRIBUTES[number % len(ATTRIBUTES)]
        self.counter = 0
        self._owner = grounds.owner
        self._name = f"load.{grounds.accounts}.{number}"
        self._number = number
        self._requests: dict[str, Callable[[], Request]] = {
            "okta read": lambda: errands.okta_read(self.user),
            "okta update": lambda: errands.okta_update(
                self.user, self.attribute, str(self.counter + 1)
            ),
            "scim look-up": lambda: errands.scim_look_up(self._user_name(self.created)),
            "scim create": lambda: errands.scim_create(self._user_name(self.created + 1)),
            "graph user": lambda: errands.graph_user(self._owner),
            "graph messages": lambda: errands.graph_messages(self._owner),
            "graph files": lambda: errands.graph_files(self._owner),
            "token": errands.token,
        }

    @property
    def created(self) -> int:
        """How many accounts it created."""
        return self.tallies["scim create"].created

    def work(self, until: float) -> None:
        """Run errands until a time."""
        with closing(Sockets()) as sockets:
            for route in islice(cycle(ROUTES), self._number, None):
                if time.monotonic() >= until:
                    return
                self._do(route, sockets)

    def _user_name(self, number: int) -> str:
        return f"{self._name}.{number}@load.example"

    def _do(self, route: str, sockets: Sockets) -> None:
        tally, request = self.tallies[route], self._requests[route]()
        begun = time.perf_counter()
        try:
            answer = sockets(request)
        except Unreachable as error:
            tally.errors[str(error)] += 1
            return
        if not tally.note(answer, time.perf_counter() - begun):
            return
        tally.created += route in _CREATING
        if route == "okta update":
            self.counter += 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to; ``lost`` says which updates are not there, each in a sentence.

    ``disturbed`` counts what was malformed, slow or given up.
    """

    seconds: float
    clients: int
    tallies: dict[str, Tally]
    disturbed: dict[str, Tally]
    updates: int
    lost: tuple[str, ...]
    accounts_created: int
    accounts_found: int
    memory: Memory


class Load:
    """Clients at a lab, given its url-file."""

    def __init__(
        self, interfaces: Interfaces, clients: int, memory: Memory, *, disturbers: int = 0
    ) -> None:
        self._interfaces = interfaces
        self._errands = Errands(interfaces)
        self._count = clients
        self._disturbers = disturbers
        self._memory = memory

    def run(self, seconds: float) -> Outcome:
        """Let the clients work, then check that every acknowledged write is there."""
        with closing(Sockets()) as sockets:
            grounds = prepare(self._errands, sockets, self._count)
            clients = [Client(self._errands, grounds, number) for number in range(self._count)]
            slowly = self._errands.okta_read(grounds.shared[0])
            disturbers = [
                Disturber(self._interfaces, slowly, number) for number in range(self._disturbers)
            ]
            spent = self._work(clients, disturbers, seconds, sockets)
            accounts = answered(sockets, self._errands.scim_count()).json()["totalResults"]
            return Outcome(
                seconds=spent,
                clients=self._count,
                tallies=together(each.tallies for each in clients),
                disturbed=together(each.tallies for each in disturbers),
                updates=sum(each.counter for each in clients),
                lost=tuple(self._lost(clients, sockets)),
                accounts_created=sum(each.created for each in clients),
                accounts_found=accounts - grounds.accounts,
                memory=self._memory,
            )

    def _work(
        self, clients: list[Client], disturbers: list[Disturber], seconds: float, sockets: Sockets
    ) -> float:
        self._mark(0, clients, sockets)
        begun = time.monotonic()
        everybody: tuple[Client | Disturber, ...] = (*clients, *disturbers)
        with ThreadPoolExecutor(len(everybody)) as pool:
            working = [pool.submit(each.work, begun + seconds) for each in everybody]
            for quarter in range(1, QUARTERS):
                time.sleep(max(begun + seconds * quarter / QUARTERS - time.monotonic(), 0))
                self._mark(quarter / QUARTERS, clients, sockets)
            for each in working:
                each.result()
        spent = time.monotonic() - begun
        self._mark(1, clients, sockets)
        return spent

    def _mark(self, share: float, clients: list[Client], sockets: Sockets) -> None:
        answered(sockets, self._errands.forget_journal())
        created = sum(each.tallies[route].created for each in clients for route in _CREATING)
        self._memory.mark(share, created, created + sum(each.counter for each in clients))

    def _lost(self, clients: list[Client], sockets: Sockets) -> Iterator[str]:
        for client in clients:
            profile = answered(sockets, self._errands.okta_read(client.user)).json()["profile"]
            found = profile.get(client.attribute) or "0"
            if found != str(client.counter):
                yield f"{client.attribute} of {client.user} is {found}, not {client.counter}"
