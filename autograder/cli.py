"""The command line: which commands there are."""

from __future__ import annotations

import click

import autograder as package
from autograder.commands.check import check
from autograder.commands.demo import demo
from autograder.commands.doctor import doctor
from autograder.commands.export import export
from autograder.commands.grade import grade
from autograder.commands.import_archive import import_archive
from autograder.commands.new import new
from autograder.commands.release import release
from autograder.commands.report import report
from autograder.commands.similar import similar


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package.__version__, package_name="kmeans-by-hand")
def autograder() -> None:
    """Check and grade notebooks of "K-means by hand".

    Verdicts are made outside the student's kernel, on plain data: what a notebook prints, patches or deletes
    changes none of them.

    \b
    A student's notebook:   autograder check kmeans.ipynb
    From the LMS:           autograder import submissions.zip --assignment 02_kmeans
    A class:                autograder grade 02_kmeans
    Its marks to the LMS:   autograder export 02_kmeans gradebook.csv
    See it at work:         autograder demo
    Something is wrong:     autograder doctor
    """


for command in (check, import_archive, grade, export, report, similar, release, new, demo, doctor):
    autograder.add_command(command)
