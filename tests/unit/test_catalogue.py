from __future__ import annotations

from tests.small_delivery import SmallDelivery


def test_x(tmp_path):
    SmallDelivery(tmp_path)
