"""Random histories of the lab: what anybody can do in any order, and laws that hold after it."""
