"""The finite verbs with which a sentence tells how much something is, or how it moved: what stands before one is its subject.

Wherever a rule asks whether a verb follows, it asks for all of these: no writer keeps to "was" and "rose".
"""

from __future__ import annotations

AMOUNTED = frozenset(
    (
        "was were is are came comes reached reaches totaled totalled totals hit hits stood stands amounted amounts registered settled "
        "touched clocked arrived ran worked ended closed weighed equalled equaled measured numbered tallied "
        "exceeded topped passed surpassed"
    ).split()
)
MOVED = frozenset(
    (
        "rose fell grew dropped increased decreased declined climbed jumped surged soared slid slipped sank shrank contracted expanded "
        "gained lost advanced edged inched crept tumbled plunged plummeted slumped leapt leaped swelled rebounded recovered retreated "
        "eased dipped weakened strengthened improved accelerated slowed rocketed skyrocketed ballooned doubled trebled tripled "
        "quadrupled halved narrowed widened picked went moved shot ticked nudged added shed"
    ).split()
)
TOLD = AMOUNTED | MOVED
