"""A second, independent calculation of the rules of the month.

Plain Python over lists of rows, written from `RULES.md` alone: no Django, no SQL, no float, and nothing
imported from the program. `Ledger` takes the same files as the management commands and gives the same
reports; `scenarios` invents small, nasty branches; `program` drives the real commands; the tests compare
row by row. Obviousness goes before speed everywhere: loops over days, everything worked out anew.
`readings.py` lists what was decided where the rules leave room.
"""
