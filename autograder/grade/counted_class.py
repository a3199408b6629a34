"""A class's records as they count, read from the journal one by one: a class of any size takes little memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from autograder.grade.feedback import Manual
from autograder.grade.journal import Journal, Line, Record
from autograder.grade.terms import Terms


class CountedClass(Sequence[Record]):
    """Gives a record for each student who has a mark, as it counts by the terms; each time it is read anew.

    Whoever is excused has none, and is left out: so nobody excused is in a mean, or has a 0.
    """

    def __init__(
        self, journal: Journal, lines: Mapping[str, Line], by_hand: Mapping[str, Mapping[str, Manual]],
        terms: Terms | None = None,
    ) -> None:  # fmt: skip
        self.terms = terms or Terms()
        self._journal, self._by_hand = journal, by_hand
        self._lines = [line for student, line in lines.items() if not self.terms.is_excused(student)]

    def __len__(self) -> int:
        """The number of students who have a mark."""
        return len(self._lines)

    def __iter__(self) -> Iterator[Record]:
        """Read one record after the other."""
        return map(self.counted, self._journal.read(self._lines)) if self._lines else iter(())

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        """Read the record at a place, or those of a slice."""
        chosen = self._lines[index] if isinstance(index, slice) else [self._lines[index]]
        found = [self.counted(record) for record in self._journal.read(chosen)]
        return found if isinstance(index, slice) else found[0]

    def counted(self, record: Record) -> Record:
        """Give one of the class's records as it counts."""
        return self.terms.count(record, self._by_hand.get(record["student"], {}))
