"""The lab over HTTP: what any client, in any language, can reach of it."""
