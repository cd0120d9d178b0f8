"""What clients and people are given to open something is in no journal, whoever asked how."""

from __future__ import annotations

import json
from base64 import b64encode

from fakes.company.seeds import admit, seed_demo
from fakes.lab import Lab
from fakes.serving.origins import SYSTEMS
from fakes.wire import Request


def test_what_the_vendors_answer_shows_no_secret() -> None:
    lab = Lab()
    seed_demo(lab)
    given_ = admit(lab, SYSTEMS)
    okta, graph = given_["okta"]["token"], given_["graph"]
    user = lab.okta.directory.users()[0].id
    life = f"https://corp.okta.example/api/v1/users/{user}/lifecycle"
    auth = (("authorization", f"SSWS {okta}"),)
    said: list[str] = []
    for deed in ("reset_password?sendEmail=false", "deactivate", "activate?sendEmail=false"):
        answer = lab.send("client", Request("POST", f"{life}/{deed}", auth)).json()
        said += [each.rpartition("/")[2] for each in answer.values()]
    bearer = f"Bearer {graph['token']}"
    batch = {"requests": [{"id": "1", "method": "GET", "url": "/users"}]}
    batch["requests"][0]["headers"] = {"authorization": bearer}  # type: ignore[assignment]
    url = "https://graph.microsoft.example/v1.0/$batch"
    headers = (("Authorization", bearer), ("Content-Type", "application/json"))
    lab.send("client", Request("POST", url, headers, json.dumps(batch).encode()))
    login = f"https://login.microsoftonline.example{graph['token_path']}"
    for name in ("Client_Secret", "client%5Fsecret", "CLIENT_SECRET"):
        form = f"grant_type=client_credentials&{name}={graph['client_secret']}"
        lab.send("client", Request("POST", login, (), form.encode()))
    lab.send("client", Request("GET", f"https://corp.okta.example/welcome/{said[1]}"))

    bodies = [each.request + each.response for each in lab.journal]
    paths = [each.path for each in lab.journal]
    crossed = " ".join((*paths, *(each.decode(errors="replace") for each in bodies)))
    secrets = {okta, graph["token"], graph["client_secret"], given_["ews"]["token"], *said}
    assert len(secrets) == 6
    assert [each for each in secrets if each in crossed] == []
    assert b64encode(graph["client_secret"].encode()).decode() not in crossed
