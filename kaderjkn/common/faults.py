"""Named points at which a test has a worker die; without the variable nothing happens.

`KADERJKN_FAULT=staging:3` kills the process with SIGKILL when it comes by the point `staging` for the third time.
"""

import os
import signal
from collections import Counter

_passed: Counter[str] = Counter()


def fault_point(name: str) -> None:
    """Die here when the environment asks for it."""
    wanted = os.environ.get("KADERJKN_FAULT")
    if wanted is None:
        return
    _passed[name] += 1
    if wanted == f"{name}:{_passed[name]}":
        os.kill(os.getpid(), signal.SIGKILL)
