"""The APIs of Microsoft 365: read requests, call the service, write answers; decide nothing."""
