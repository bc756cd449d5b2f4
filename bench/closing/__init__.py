"""What closing costs, measured: `make bench` (docs/benchmarks.md).

Branches filled by SQL alone (`filling`), a month closed by the program and by hand-written SQL on two copies of one
database (`databases`, `floor`), the rows of both compared (`comparing`), a night of all branches, and one table.
"""
