"""A player in a page of a real browser: what tests ask of it, press in it and wait for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np

SECONDS = 30  # to wait for anything that a page does by itself

# Every key that the tests press by name and the page by its own.
KEYS = {"left": "ArrowLeft", "right": "ArrowRight", "up": "ArrowUp", "down": "ArrowDown", "space": " "}


class PlayerInPage:
    """The player that a selector finds in a page.

    Expressions are JavaScript about `player`, the object behind the element.
    """

    def __init__(self, page: Any, selector: str = ".kmeans-player") -> None:
        self.page, self.selector = page, selector
        self.root = page.locator(selector)
        self.canvas = self.root.locator("canvas.picture")
        self.slider = self.root.get_by_role("slider", name="Iteration")
        self.status = self.root.get_by_role("status")

    def get(self, expression: str) -> Any:
        """Give the value of an expression."""
        return self.page.evaluate(f"() => {{ {self._player}; return {expression}; }}")

    def wait(self, expression: str, seconds: float = SECONDS) -> None:
        """Wait until an expression is true."""
        found = f"() => {{ {self._player}; return Boolean(player && ({expression})); }}"
        self.page.wait_for_function(found, timeout=seconds * 1000)

    def settle(self) -> None:
        """Wait until nothing plays and all that changed is drawn."""
        self.wait("!player.playing && !player.frame && player.frames")

    def press(self, *keys: str) -> None:
        """Press keys while the picture has the focus, and wait until the page has drawn what they do."""
        self.canvas.focus()
        for key in keys:
            self.page.keyboard.press(KEYS.get(key, key))
        self.drawn()

    def drawn(self) -> None:
        """Wait until the page has drawn once more."""
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def click(self, name: str) -> None:
        """Click the button whose name begins so."""
        self.button(name).click()
        self.drawn()

    def button(self, name: str) -> Any:
        """Find the button whose name begins so."""
        return self.root.locator(f"button[aria-label^='{name}'], button:text-is('{name}')")

    def choose(self, label: str, value: str) -> None:
        """Choose from a menu by its label."""
        self.field(label).select_option(value)
        self.drawn()

    def fill(self, label: str, value: str) -> None:
        """Write a number into a field by its label."""
        self.field(label).fill(value)
        self.field(label).press("Tab")
        self.drawn()

    def field(self, label: str) -> Any:
        """Find a menu or a number field by its label."""
        name = re.compile(f"^{label}$")
        return self.root.get_by_role("combobox", name=name).or_(self.root.get_by_role("spinbutton", name=name))

    def pause(self) -> None:
        """Go to the start and stay there."""
        self.press("Home")
        self.settle()

    @property
    def half(self) -> float:
        """Where in the run it stands."""
        return self.get("player.half")

    def picture(self) -> str:
        """Give the pixels of the picture, as text to compare."""
        return self.canvas.evaluate("canvas => canvas.toDataURL()")

    def colours_at(self, places: Any) -> np.ndarray:
        """Give the colours (p, 3) of the picture at places (p, 2) in it, counted in the page's pixels."""
        read = """(canvas, places) => {
            const sharp = canvas.width / canvas.clientWidth;
            const copy = new OffscreenCanvas(canvas.width, canvas.height);
            const context = copy.getContext("2d", { willReadFrequently: true });
            context.drawImage(canvas, 0, 0);
            return places.map(([x, y]) =>
                [...context.getImageData(Math.floor(x * sharp), Math.floor(y * sharp), 1, 1).data.slice(0, 3)]);
        }"""
        return np.array(self.canvas.evaluate(read, np.asarray(places, dtype=float).tolist()))

    def on_screen(self, places: Any) -> np.ndarray:
        """Give where places (p, 2) of the plane lie in the picture (p, 2)."""
        listed = (np.asarray(places, dtype=float) - self.origin).tolist()
        return np.array(self.get(f"{listed}.map(at => player.picture.toScreen(...at))"))

    def states(self) -> np.ndarray:
        """Give the means of all states, (t, k, d)."""
        flat = np.array(self.get("player.run.states.map(state => Array.from(state))"), dtype=float)
        states = flat.reshape(len(flat), self.get("player.run.k"), -1)
        return states if self.get("player.run.kind") == "images" else states + self.origin

    def means_at(self, half: float) -> np.ndarray:
        """Give the means (k, 2) as they are drawn at a place of the run."""
        return np.reshape(self.get(f"Array.from(player.picture.meansAt({half}))"), (-1, 2)) + self.origin

    def held(self) -> np.ndarray:
        """Give the means (k, 2) of which a hand holds one."""
        return np.reshape(self.get("Array.from(player.picture.held)"), (-1, 2)) + self.origin

    @property
    def origin(self) -> np.ndarray:
        """Where in the plane the numbers of the page begin (2,)."""
        return np.array(self.get("player.run.scene.origin ?? [0, 0]"))

    @property
    def words(self) -> str:
        """The line beneath the picture."""
        return self.root.locator(".words").inner_text()

    @property
    def note(self) -> str:
        """The line beneath the playground."""
        return self.root.locator(".playground .note").inner_text()

    @property
    def _player(self) -> str:
        return f"const player = document.querySelector({self.selector!r})?.player"


def rgb(colour: str) -> list[int]:
    """Give the three numbers of a colour like #1f77b4."""
    return list(bytes.fromhex(colour.removeprefix("#")))


def open_file(context: Any, path: Path, troubles: list[str]) -> PlayerInPage:
    """Open a page from a file; whatever it asks for, complains of or stumbles over is added to the troubles."""
    page = context.new_page()
    page.set_default_timeout(SECONDS * 1000)
    address = path.as_uri()
    page.on("request", lambda request: request.url == address or troubles.append(f"asked for {request.url}"))
    page.on("console", lambda message: troubles.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(address)
    return PlayerInPage(page)
