"""The way to Microsoft 365 that the admin authorized."""

from __future__ import annotations

from fakes.insync import rules
from fakes.insync.assumed import MailApi
from fakes.insync.model import GraphApp
from fakes.store import in_force
from fakes.wire import Wire

from .connection import Connection
from .ews_mailbox import EwsMailbox
from .graph_client import GraphClient
from .graph_mailbox import GraphMailbox
from .mailbox import Mailbox
from .state import State


class Access:
    """Clients for what is presented to Microsoft 365, found at three origins."""

    def __init__(self, state: State, wire: Wire, *, login: str, graph: str, outlook: str) -> None:
        self._state = state
        self._wire = wire
        self._login = login
        self._graph = graph
        self._outlook = outlook

    def grant(self, app: GraphApp) -> None:
        """Go by an app from now on, and forget the tokens from before."""
        self._state.graph_app = app
        self._state.access_tokens.clear()

    def revoke(self) -> None:
        """Go by no app from now on, and forget the tokens from before."""
        self._state.graph_app = None
        self._state.access_tokens.clear()

    @property
    def granted(self) -> bool:
        """Tell whether an admin authorized inSync."""
        return self._state.graph_app is not None

    def graph(self, presented: str) -> GraphClient:
        """Return Graph for the user that is presented."""
        return GraphClient(self._connection(self._graph), self._graph, presented)

    def mailbox(self, presented: str, *, restoring: bool) -> Mailbox:
        """Return the mailbox that is presented, over the API that inSync uses for a job."""
        api = in_force(self._state, "A53", MailApi)
        if not rules.uses_ews(api, restoring=restoring):
            return GraphMailbox(self.graph(presented))
        url = f"{self._outlook}/EWS/Exchange.asmx"
        return EwsMailbox(self._connection(self._outlook), url, presented, writing=restoring)

    def _connection(self, audience: str) -> Connection:
        app = self._state.graph_app
        if app is None:
            raise ValueError("no app is connected: expected connect() before")
        tokens = self._state.access_tokens
        return Connection(self._wire, app, tokens, login=self._login, audience=audience)
