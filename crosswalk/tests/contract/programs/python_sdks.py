"""What a customer's script does by Okta's and Microsoft's SDKs: nothing in it knows of a lab.

Only the address of Graph is said, since its SDK reads it nowhere. It prints what it found, as JSON.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import os
from typing import Any


async def okta() -> list[str]:
    """Create a user, and return every login, page by page."""
    models = importlib.import_module("okta.models")
    client = importlib.import_module("okta.client").Client()
    new = models.UserProfile(login="new@corp.example", email="new@corp.example")
    new.first_name, new.last_name = "New", "Nord"
    _, _, error = await client.create_user(models.CreateUserRequest(profile=new))
    assert error is None, error
    logins: list[str] = []
    after = None
    while True:
        users, _, error = await client.list_users(limit=3, after=after)
        assert error is None, error
        logins += [user.profile.login for user in users]
        if len(users) < 3:
            return logins
        after = users[-1].id


async def graph() -> list[str]:
    """Return the SMTP address of everybody, signed in by the variables of the environment."""
    identity = importlib.import_module("azure.identity.aio")
    client_of: Any = importlib.import_module("msgraph").GraphServiceClient
    async with identity.EnvironmentCredential(disable_instance_discovery=True) as credential:
        client = client_of(credential, ["https://graph.microsoft.com/.default"])
        client.request_adapter.base_url = os.environ["CROSSWALK_GRAPH_URL"]
        listed = await client.users.get()
        return [user.mail for user in listed.value if user.mail]


print(json.dumps({"okta": asyncio.run(okta()), "graph": asyncio.run(graph())}))
