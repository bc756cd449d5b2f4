"""The floor, in a process of its own: typst on pages whose data are written already, and nothing else."""

from collections.abc import Callable
from pathlib import Path

import typst

from kaderjkn.common.documents.pdf import FOLDER


def act(path: str, *templates: str) -> Callable[[], None]:
    """Compile the templates with the data of a file; only that is on the clock."""
    inputs = {"data": Path(path).read_text(encoding="utf-8")}

    def compile_all() -> None:
        for template in templates:
            source = str(FOLDER / f"{template}.typ")
            typst.compile(source, root=str(FOLDER), ignore_system_fonts=True, sys_inputs=inputs)

    return compile_all
