"""What every test needs: Qt without a display, and examples that are the same in every run."""

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("steady", derandomize=True)
settings.register_profile("roaming", print_blob=True)
settings.load_profile(os.environ.get("BELFRY_EXAMPLES", "steady"))
