"""What a sentence is about: mentions of one noun phrase together, without those that are no subject."""
