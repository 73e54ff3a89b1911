"""What is none of the release's figures, with the reason."""
