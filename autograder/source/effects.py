"""What a statement does to variables: what it reads, binds, changes in place and calls."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

# A variable is a scope's number and a name; EVERYTHING stands for whatever unseen code may change.
Var = tuple[int, str]
EVERYTHING: Var = (-1, "everything")
ANY_FUNCTION: Var = (-1, "any function")

@dataclass
class Call:
    """A call, with the variables that the function, its object and its arguments may be or may be part of."""

    callees: set[Var]
    method: str
    receiver: set[Var]
    args: list[set[Var]]
    named: dict[str | None, set[Var]]


@dataclass
class Effects:
    """All that one statement does, without the bodies of the functions it calls."""

    valued: set[Var] = field(default_factory=set)
    called: set[Var] = field(default_factory=set)
    rebinds: set[Var] = field(default_factory=set)
    mutates: set[Var] = field(default_factory=set)
    aliases: list[tuple[Var, set[Var]]] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    methods: set[str] = field(default_factory=set)
    lambdas: list[ast.Lambda] = field(default_factory=list)
    programs: list[ast.Module] = field(default_factory=list)
    yields: bool = False

    @property
    def reads(self) -> set[Var]:
        """Every variable that is read."""
        return self.valued | self.called

    def add(self, other: Effects) -> None:
        """Take in what another part of the same statement does."""
        for name, value in vars(other).items():
            if isinstance(value, set):
                getattr(self, name).update(value)
            elif isinstance(value, list):
                getattr(self, name).extend(value)


def lambda_variable(node: ast.Lambda) -> Var:
    """Give the variable that stands for a lambda where it is written."""
    return -2, f"lambda {id(node)}"
