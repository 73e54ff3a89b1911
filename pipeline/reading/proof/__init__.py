"""Open questions decided by the release's own arithmetic."""
