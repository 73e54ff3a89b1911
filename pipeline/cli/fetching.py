"""Commands of `trade`: fetching."""
