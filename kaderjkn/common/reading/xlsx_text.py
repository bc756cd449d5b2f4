"""The escapes of text in XLSX: `_x000D_` stands for a character that XML cannot hold."""

import re

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """Resolve `_xHHHH_`; `_x005F_` is the underscore that protects a literal one."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    is_surrogate = 0xD800 <= code <= 0xDFFF
    return found[0] if is_surrogate else chr(code)
