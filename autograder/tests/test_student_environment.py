"""The environment of students' kernels: little is inherited, nothing is secret."""

from autograder.sandbox.plan import Plan
from autograder.sandbox.student_environment import student_environment

OUTSIDE, INSIDE = Plan("full", "/f/1"), Plan("full", "/f/1", outside=False)
OURS = {"LANG": "de_DE.UTF-8", "TZ": "Europe/Berlin", "HOME": "/me", "DISPLAY": ":0", "NBGRADER_EXECUTION": "autograde"}


def test_language_and_time_zone_are_inherited_and_little_else():
    """Of the grader's environment only language and time zone get in."""
    environment = student_environment(OUTSIDE, OURS, OURS)
    assert (environment["LANG"], environment["TZ"]) == ("de_DE.UTF-8", "Europe/Berlin")
    assert "DISPLAY" not in environment


def test_what_is_added_passes():
    """A variable that was set or changed for this kernel gets in."""
    environment = student_environment(OUTSIDE, {**OURS, "COURSE_YEAR": "2026", "DISPLAY": ":1"}, OURS)
    assert (environment["COURSE_YEAR"], environment["DISPLAY"]) == ("2026", ":1")


def test_secrets_stay_outside():
    """What sounds secret stays outside even when it was set for this kernel."""
    asked = {"GITHUB_TOKEN": "x", "my_password": "x", "AWS_SECRET_ACCESS_KEY": "x", "OPENAI_API_KEY": "x"}
    assert not asked.keys() & student_environment(OUTSIDE, asked, OURS).keys()


def test_nbgraders_variables_pass_only_where_checks_run_inside():
    """Checks that run inside must know that nbgrader runs them; others see no trace of it."""
    assert student_environment(INSIDE, OURS, OURS)["NBGRADER_EXECUTION"] == "autograde"
    assert "NBGRADER_EXECUTION" not in student_environment(OUTSIDE, {**OURS, "NBGRADER_X": "1"}, OURS)


def test_folders_are_the_kernels_own():
    """Home, temporary files and settings lie in the folder that the kernel works in, whoever asks for another."""
    environment = student_environment(OUTSIDE, {"HOME": "/root", "TMPDIR": "/tmp"}, OURS)
    names = ("HOME", "TMPDIR", "IPYTHONDIR", "MPLCONFIGDIR")
    assert all(environment[name].startswith("/f/1/work") for name in names)


def test_linear_algebra_has_one_thread():
    """Numbers of threads are set, and cannot be asked for otherwise."""
    assert student_environment(OUTSIDE, {"OPENBLAS_NUM_THREADS": "8"}, OURS)["OPENBLAS_NUM_THREADS"] == "1"
