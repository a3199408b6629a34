"""The player as a widget: the page draws, the kernel only sends numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anywidget
import numpy as np
import traitlets

from autograder.animation.page import module, style
from autograder.animation.scene import Scene, plane_bytes

Answer = tuple[list[np.ndarray], str]  # the states of a run, and what went wrong in one line or ""
Engine = Callable[[str, np.ndarray], Answer]  # from the name of the points and the (k, 2) start


class PlayerWidget(anywidget.AnyWidget):
    """Shows a scene; while a loop runs, `frame` carries its first state and `grow` those that follow.

    The page may ask for a run from means that people dropped there; `engine` then makes it, with the student's step.
    """

    _esm = module()
    _css = style()
    scene = traitlets.Dict().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)

    def __init__(self, scene: Scene, engine: Engine | None = None) -> None:
        super().__init__(scene=scene)
        self.engine = engine
        if engine is not None:
            self.on_msg(self._answer)

    def grow(self, frame: Scene) -> None:
        """Send the newest state of a loop, quicker than through a trait; nobody keeps it for pages that open late."""
        names = [name for name, value in frame.items() if isinstance(value, bytes)]
        plain = {name: value for name, value in frame.items() if name not in names}
        self.send({"frame": plain, "names": names}, [frame[name] for name in names])

    def _answer(self, _: Any, request: Any, buffers: list[Any]) -> None:
        """Answer one question of the page; whatever it asks, something comes back."""
        assert self.engine is not None
        try:
            name = str(request["set"])
            origin = self.scene["origin"] if name == self.scene["playground"]["sets"][0]["name"] else (0.0, 0.0)
            start = np.frombuffer(buffers[0], "<f4").reshape(-1, 2).astype(float) + origin
            states, problem = self.engine(name, start)
            content = {"answer": request["number"], "problem": problem}
        except (KeyError, IndexError, TypeError, ValueError) as wrong:
            number = request.get("number") if isinstance(request, dict) else None
            states, origin, content = [], (0.0, 0.0), {"answer": number, "problem": f"That can't be run: {wrong}"}
        self.send(content, [plane_bytes(np.array(states), origin) if states else b""])
