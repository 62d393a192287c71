"""The second program that verifies records, which is on no path that Python imports from."""

import importlib.util
from pathlib import Path
from types import ModuleType

VERIFIER = Path(__file__).parents[1] / "packaging" / "verifier.py"


def loaded() -> ModuleType:
    """`packaging/verifier.py` as a module."""
    spec = importlib.util.spec_from_file_location("verifier", VERIFIER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
