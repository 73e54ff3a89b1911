"""Commands of `trade`: reading."""
