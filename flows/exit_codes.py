"""How our commands end, beside 0 for well and 1 for a sentence that says what is wrong."""

# EX_TEMPFAIL of sysexits.h: nothing is wrong, come again later.
DEFERRED = 75

# As a shell tells of Ctrl-C: 128 and the number of the signal.
INTERRUPTED = 130
