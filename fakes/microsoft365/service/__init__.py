"""The fake: the only thing that changes state, part by part."""
