"""The APIs of inSync: read requests, call the service, write answers; decide nothing."""
