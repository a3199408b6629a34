"""How nbgrader makes and grades this course: `autograder release` and nbgrader's own commands read it."""

from pathlib import Path

from nbgrader.converters import GenerateAssignment

from autograder.grade.which_gradebook import course_gradebook
from autograder.release import MarkRelease, WritePoints, course_points

c = get_config()  # noqa: F821 (nbgrader puts it here)

c.CourseDirectory.course_id = "kmeans_by_hand"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "notebooks"
# formgrader shows the gradebook that `autograder grade` fills: gradebook.db, or what course.toml names.
c.CourseDirectory.db_url = course_gradebook(Path(__file__).parent)

# A solution becomes an Ellipsis, so that an untouched notebook runs from top to bottom.
c.ClearSolutions.code_stub = {"python": "...  # TO DO"}
c.ClearSolutions.text_stub = "*Your answer:*"

# nbgrader's own steps between two of ours: points from course.toml first, the mark of this release last.
c.GenerateAssignment.preprocessors = [WritePoints, *GenerateAssignment().preprocessors, MarkRelease]
c.WritePoints.points = course_points(Path(__file__).parent)

# A slow answer is graded, not cut off after nbgrader's 30 seconds for a cell.
c.Execute.timeout = 600
