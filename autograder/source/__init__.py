"""Read students' code without running it: count its loops, find its libraries, compare it."""

from .as_shown import as_shown, lines_left_out
from .cells import TooComplexError, plain_python, same_code
from .libraries import Use, forbidden_calls
from .loops import Loop, loops, random_in_loop
from .names import (
    assigns,
    binds,
    binds_in_loop,
    defines,
    defines_again,
    first_aliased_old,
    last_definition,
    mentions,
    perhaps,
    rebinds_loop_variable,
    without_definition,
)
from .shows import without_shows

__all__ = [
    "Loop",
    "TooComplexError",
    "Use",
    "as_shown",
    "assigns",
    "binds",
    "binds_in_loop",
    "defines",
    "defines_again",
    "first_aliased_old",
    "forbidden_calls",
    "last_definition",
    "lines_left_out",
    "loops",
    "mentions",
    "perhaps",
    "plain_python",
    "random_in_loop",
    "rebinds_loop_variable",
    "same_code",
    "without_definition",
    "without_shows",
]
