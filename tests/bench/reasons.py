"""Why a goal is out of reach, by the beginning of a row's name and by peer:
what docs/performance.md says beside the figure and the counts of redial-bench
--profile, without figures of its own. A row that reaches its goal needs no
reason, and the reason of one that does is not shown."""

REASONS = [
    ("shared/threads/", "board, one worker",
     "Each worker goes through all slots, so two of them take the lines of "
     "memory from each other: a transfer for about every second release. "
     "Where workers keep to shares (in_shares below) they do not."),
    ("shared/processes/", "board, one worker",
     "As for threads."),
    ("shared/processes/", "board, two threads",
     "The same pages as for shares below: where they lie decides what a large "
     "board costs."),
    ("shared/processes_in_shares/", "shares, two threads",
     "Where its pages lie decides what a large board costs, from one "
     "allocation to the next and with one worker too, as the rows of the same "
     "share beside it show. Measured alone, by its name, processes and threads "
     "cost the same."),
    ("shared/", "mutex",
     "Where others use the processors too, the workers seldom run at the same "
     "time, and a mutex that nobody else wants costs next to nothing: to be "
     "measured on an idle machine."),
    ("classify/mix", "osip_message_get_reason",
     "The array of 600 rows, the least that a lookup can be, stands below: "
     "in this loop it alone takes more than this goal allows. Ours writes a "
     "whole verdict of 28 bytes in 19 instructions."),
    ("classify/mix", "",
     "See the array of 600 rows below, the least that a lookup can be. Ours "
     "writes a whole verdict of 28 bytes."),
    ("retry_after_seconds", "",
     "The peer looks at the digits and stops; ours reads the comment and the "
     "parameters that two of the four samples have."),
    ("index/longest_idle/churn999", "",
     "An offer puts the slot at the end of the queue and the call that "
     "begins takes it out: two hooks, because an offer need not become a "
     "call. The list takes it out once."),
    ("index/longest_idle/up", "",
     "The slot moves to the end of a queue by numbers, two ways each, where "
     "the list moves pointers."),
    ("growth/longest_idle", "",
     "Turning the queue touches the slots beside the one that moves: memory "
     "that no cache holds, where eight targets share a line."),
    ("index/round_robin/one", "Judy1",
     "Four levels up to find that nobody comes after, and four down to "
     "the first; Judy1 keeps a single member in its root."),
    ("index/round_robin/churn999", "Judy1",
     "Of a thousand one or two are free at a time, and Judy1 keeps so few "
     "members in its root. See the larger sizes below."),
    ("index/round_robin/up", "Judy1",
     "With so few targets Judy1 is a single leaf."),
    ("index/random/up", "",
     "The dense array draws with one multiplication and one load, and pays "
     "for it in memory and at every change; ours draws from the set itself."),
    ("index/two_choices/up", "",
     "Two draws from the set itself rather than from an array of those who "
     "can be had, which costs half the memory and half the cache misses, "
     "and more instructions."),
    ("count/index/two_choices", "",
     "Two draws from the set itself rather than from a dense array, and the "
     "calls of two slots."),
    ("count/share_one/random", "",
     "When one of a million is left the draws miss and the set is searched. "
     "The goal in instructions is reached; the ratio is large because "
     "drawing among many costs so little."),
    ("count/index/longest_idle/up", "",
     "Pick and note of the offer are two calls by pointer, and the second "
     "asks whether the slot is free."),
    ("count/index/least_calls", "",
     "Offer, begin and end of a call are three hooks, each of which moves "
     "the slot to another queue; two would do if every offer became a call."),
    ("count/index/round_robin/one", "",
     "Four levels up twice and four down."),
    ("count/index/weighted/one", "",
     "Eight planes are looked at, then four levels of one of them."),
]


def reason(row):
    for name, peer, words in REASONS:
        if row["name"].startswith(name) and peer in (row["peer"] or ""):
            return words
    return ""
