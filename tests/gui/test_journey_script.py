"""The script that walks the clerk's whole way by keys, from the start page to the PDF, ends well and shows every step."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from scripts.looks import names
from scripts.screenshots import SIZE, demand_xcb

ROOT = Path(__file__).resolve().parent.parent.parent
STEPS = (
    *("start", "new", "empty", "typing", "import", "imported", "problem", "stating", "corrected", "find"),
    *("answer", "answered", "details", "annex1", "annex2", "explanations"),
    *("charts", "versions", "progress", "preview", "finalise", "final", "exported"),
)
MOST_BYTES = 150_000


def demand_display() -> None:
    """The script runs on a display of its own; where that cannot be, the reason is told."""
    if shutil.which("Xvfb") is None:
        pytest.skip("no Xvfb on this computer (scripts/setup.sh installs it where it may)")
    try:
        demand_xcb()
    except SystemExit as reason:
        pytest.skip(str(reason))


def test_the_whole_way_is_walked_by_keys_and_every_step_has_its_picture(tmp_path: Path) -> None:
    demand_display()
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    done = subprocess.run(
        [sys.executable, "scripts/journey.py", "--to", str(tmp_path), "--settle", "50"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == "", "Qt has nothing to warn of"
    steps = [f"journey/{number:02}-{name}.png" for number, name in enumerate(STEPS, 1)]
    looks = [f"{name}.png" for name in names()]
    pictures = {str(path.relative_to(tmp_path)): path for path in tmp_path.rglob("*.png")}
    assert sorted(pictures) == sorted((*steps, *looks))
    seen = set()
    for name, path in pictures.items():
        assert path.stat().st_size < MOST_BYTES, name
        with Image.open(path) as picture:
            assert picture.size == SIZE, name
            assert len(picture.getcolors()) > 16, f"{name} shows something"
            seen.add(picture.tobytes())
    assert len(seen) == len(pictures), "no step looks like another"
