"""How feature files are collected, played and reported."""
