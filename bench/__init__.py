"""What imports and closing (`closing`) cost, measured: `make bench` (docs/benchmarks.md).

Invented lists (`lists`, `faults`, `bank_files`), hand-written SQL as the floor (`floor`), the page's own way in a
process of its own (`pipeline`, `worker`), django-import-export (`import_export`), and one table (`table`).
Everything happens in a database of its own (`database`). Nothing of the program imports this.
"""
