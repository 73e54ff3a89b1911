"""Words that stand for what was named before: "the zone", "the bloc", "the machines", "the total"."""
