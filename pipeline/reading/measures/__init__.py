"""What a figure measures: a level, a growth, a share, a change of share or a balance, by the words around it."""
