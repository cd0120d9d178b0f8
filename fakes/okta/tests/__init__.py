"""Tests of Okta, and what all of them need before any of them is read."""

import freezegun

# The models of Okta's SDK import themselves when freezegun looks into them, which fails once time
# stands still. A decorator that freezes time looks up what to leave alone when it is read.
freezegun.configure(extend_ignore_list=["okta"])
