"""The page's program, and a page that plays a run with nothing else: no server, no network."""

from __future__ import annotations

import html
import json
import re
from functools import cache
from importlib.resources import files

from autograder.animation.scene import Scene, as_text

# In the order in which they need each other.
MODULES = (
    "timeline", "kmeans", "voronoi", "theme", "run", "plane", "tiles", "charts", "controls", "parts", "hands",
    "playground", "player",
)  # fmt: skip
IMPORT = re.compile(r'^import [^;]*? from "\./\w+\.js";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; background: light-dark(#f3f4f6, #0c0d11) }}
body {{ margin: 0 auto; padding: 12px; max-width: 1084px }}
{style}
</style>
</head>
<body>
<script type="application/json" id="scene">{scene}</script>
<script type="module">
{module}
new Player(document.body, JSON.parse(document.getElementById("scene").textContent));
</script>
</body>
</html>
"""


@cache
def module() -> str:
    """Give the page's program as one ES module: the files of web/ in their order, as if they were one."""
    texts = [_read(f"{name}.js") for name in MODULES]
    return "\n".join(EXPORT.sub("", IMPORT.sub("", text)) for text in texts)


@cache
def style() -> str:
    """Give the player's style sheet."""
    return _read("style.css")


def page_of(scene: Scene) -> str:
    """Give a page that plays a scene."""
    title = html.escape(scene["title"] or "K-means, iteration by iteration")
    text = json.dumps(as_text(scene)).replace("<", "\\u003c")
    return PAGE.format(title=title, style=style(), scene=text, module=module())


def _read(name: str) -> str:
    return (files("autograder.animation") / "web" / name).read_text(encoding="utf-8")
