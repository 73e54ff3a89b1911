"""What stands in a sentence and is not what its figures are about."""
