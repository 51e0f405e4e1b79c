"""Benchmarks: this client beside its peers, in one run; ``make bench``, or ``python -m tests.benchmarks --help``.

They print ratios and never fail for being slow: figures of a shared machine are read, not asserted. Everything is
measured in turns (A B C A B C), so that whatever else the machine does hits all alike, and CPU time is the
process's own.
"""
