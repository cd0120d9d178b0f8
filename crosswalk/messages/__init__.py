"""Cucumber Messages of any pytest-bdd run: what was written, what it meant and how it went.

`recorder` watches the scenarios in every process and hangs what it saw on the reports of pytest;
`collector` gathers them where the session is led; `assembly` tells the run in messages.
Nothing here knows the rest of the project: `pytest -p crosswalk.messages.plugin --messages FILE`
records the run of any other, and so does a copy of this package under any name.
"""
