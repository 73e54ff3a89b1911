"""Commands of `trade`: warehouse."""
