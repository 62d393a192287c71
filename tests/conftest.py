"""What every test needs: Qt without a display, and no example judged by how long a busy machine took."""

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("belfry", deadline=None)
settings.load_profile("belfry")
