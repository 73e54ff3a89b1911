"""What stands in a sentence: tokens, times, quantities and known words, each with its characters."""
