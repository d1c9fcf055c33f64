"""Typst: a modern typesetter in Rust, from PyPI, its compiler kept warm."""

import json
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).resolve().parent
FONTS = HERE.parents[2] / "static" / "vendor" / "fonts"


def prepare(_folder: Path) -> tuple[Any, Any]:
    """Load the template and the fonts once."""
    compiler = typst.Compiler(
        str(HERE / "letter.typ"), font_paths=[str(FONTS)], ignore_system_fonts=True
    )

    def prints(taken: list[dict[str, Any]]) -> list[bytes]:
        inputs = [{"rows": json.dumps(rows)} for rows in taken]
        return [compiler.compile(format="pdf", sys_inputs=given) for given in inputs]

    return lambda rows: rows, prints
