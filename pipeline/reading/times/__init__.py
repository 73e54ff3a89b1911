"""The period, the comparison base and the approximation of each figure."""
