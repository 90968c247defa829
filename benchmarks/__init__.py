"""
What the suite costs beside the plain way, and whether it still gives the same.

`python -m benchmarks` measures everything, round by round, and writes the tables of `docs/performance.md`;
`python -m benchmarks suite pages --rounds 1` measures some of it and only prints. A module per measurement gives its
lines (what is to be reached) and one round of its ways; a way that gives something else than the one it is held against
is a failure, not a figure. Never part of the tests: no test looks at a clock.
"""
