"""A branch with plausible data: files in the formats of INTERFACE, and the commands to take them in.

Nothing here writes to the database; the command `demo` calls the same commands that a branch uses.
"""

from .steps import Step, write_files

__all__ = ["Step", "write_files"]
