"""Topics completed: reporter, breakdown and flow from the text before."""
