"""K-means by hand: `from autograder import animate, check` in a notebook, `autograder --help` in a terminal."""

__version__ = "0.1.0"
__all__ = ["__version__", "animate", "check"]


def __getattr__(name: str) -> object:
    """Load what notebooks use only when it is asked for: the command line has no use for it."""
    if name == "animate":
        from autograder.animation.animate import animate

        return animate
    if name == "check":
        from autograder.in_notebook import check

        return check
    raise AttributeError(f"module 'autograder' has no attribute {name!r}")
