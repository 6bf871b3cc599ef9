"""The pictures in README, taken from the built site so that they never show what is not there."""

from __future__ import annotations

from pathlib import Path

PICTURES = {
    "phone.png": ("index.html", 360, 760),
    "calculator.png": ("plan/calculator.html", 1280, 900),
}
"""File name: (page of the offline bundle's kind, width, height)."""


def take_screenshots(site: Path, target: Path, browser: str) -> list[Path]:
    """Take the pictures of README from an offline build at `site`. Returns their paths below `target`."""
    from playwright.sync_api import sync_playwright

    target.mkdir(exist_ok=True)
    taken = []
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for name, (page_path, width, height) in PICTURES.items():
            page = chromium.new_page(viewport={"width": width, "height": height})
            page.goto((site / page_path).as_uri())
            page.wait_for_timeout(500)  # the header fades
            page.screenshot(path=target / name)
            taken.append(target / name)
        chromium.close()
    return taken
