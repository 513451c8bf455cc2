"""Why a goal is out of reach, by the beginning of a row's name and by peer:
what docs/performance.md says beside the figure. A row that reaches its goal
needs no reason, and a reason of a row that does is not shown."""

REASONS = [
    ("classify/mix", "array of 600 verdicts",
     "The array hands out 28 stored bytes, 16.8 KB in all; ours makes them of "
     "0.9 KB: 27 instructions beside 13."),
    ("classify/mix", "",
     "The array of 600 rows below, the least that a lookup can be, takes "
     "about 0.1 of the same peer's time in this loop on this processor; the "
     "rest is the whole verdict, 28 bytes, 27 instructions."),
    ("retry_after_seconds", "",
     "Both look at the digits and stop; ours reads the comment and the "
     "parameters that two of the four samples have."),
    ("index/longest_idle/churn999", "",
     "An offer takes the slot out of the queue and puts it at the end, and "
     "the call that begins takes it out again: two hooks, because an offer "
     "need not become a call. The list does it once."),
    ("index/longest_idle/up", "",
     "The hook asks the slot's record whether it is free, a line of memory "
     "of its own; the list does not ask."),
    ("growth/longest_idle", "",
     "As for index/longest_idle/up: the record is a cache miss when there "
     "are a million."),
    ("index/round_robin/one", "Judy1",
     "Four levels up to find that nobody comes after, four down to the "
     "first: Judy1 keeps a single member in its root."),
    ("index/round_robin/churn999", "Judy1",
     "At this size both are in the first cache and Judy1's array is one "
     "leaf; from 10,000 on the ratio is below 0.3."),
    ("index/round_robin/up", "Judy1",
     "With so few targets Judy1 is one word as well."),
    ("index/random/up", "",
     "The dense array draws with one multiplication and one load, and pays "
     "8 bytes a target; ours draws from the set itself, 0.19 bytes, and asks "
     "whether who was drawn is free."),
    ("index/two_choices/up", "",
     "Two draws as above, and the loads of two slots from their records: two "
     "cache misses from 100,000 targets on, which a packed array of loads "
     "has not."),
    ("count/index/two_choices", "",
     "Two draws, each from the set itself rather than from a dense array of "
     "8 bytes a target, and two loads."),
    ("count/share_one/random", "",
     "When one of a million is left, eight draws miss and the set is "
     "searched: 370 instructions, within the 400 of the other goal; all up "
     "it is only 36."),
    ("count/index/longest_idle/up", "",
     "Pick and hook are two calls by pointer, with the ring's leave and "
     "enter between them."),
    ("count/index/least_calls", "",
     "Three hooks for a call that begins and ends, each of which moves the "
     "slot to another queue; one of them would do if an offer always became "
     "a call."),
    ("count/index/round_robin/one", "",
     "Four levels up and four down."),
    ("count/index/weighted/one", "",
     "Eight planes are looked at, then four levels of one of them."),
]


def reason(row):
    for name, peer, words in REASONS:
        if row["name"].startswith(name) and peer in (row["peer"] or ""):
            return words
    return ""
