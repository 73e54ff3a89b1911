"""Which topic each figure belongs to."""
