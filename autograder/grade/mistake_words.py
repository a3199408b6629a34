"""Say in words what the short name of a mistake means: `empty_cluster_nan` becomes "Empty cluster is NaN"."""

from __future__ import annotations

import re

from autograder.grade.outcome import title_of

NO_NAME = "No named cause"

# Names whose own words are too few, or are words of this program. All others say it themselves.
WORDS = {
    # What can happen in any exercise.
    "broadcast": "Memory as for an array of shape (n, k, d)",
    "changes_its_input": "Changes its own input",
    "check_called_otherwise": "Check called with something else",
    "check_failed": "The check itself failed: please report it",
    "does_not_end": "Code does not end",
    "kernel_died": "Kernel ended",
    "library": "A library does the work",
    "library_kmeans": "K-means from a library",
    "name_not_defined": "Name is not defined",
    "another_name": "Function has another name",
    "not_a_function": "Name is no function",
    "not_an_array": "No array",
    "not_finite": "NaN or infinity",
    "not_integers": "No whole numbers",
    "not_shown": "Right, but not by the code that is shown",
    "python_loops": "Right, with Python loops",
    "raises": "Code raises an error",
    "returns_nothing": "Nothing is returned",
    "step_not_right": "A single step is not right yet",
    "unknown": "Wrong from the second iteration on",
    "unreadable_code": "Code cannot be read",
    "unreadable_value": "Value cannot be read",
    # Labels and distances.
    "argmax": "argmax for argmin",
    "argmin_without_axis": "argmin without an axis",
    "argmin_wrong_axis": "argmin along the wrong axis",
    "distances_transposed": "Distances with their axes swapped",
    "kept_axis": "One axis too many is kept",
    "l1_distance": "L1 distances for squared ones",
    "min_for_argmin": "Smallest distances for labels",
    "missing_factor_two": "Factor 2 is missing",
    "factor_two_missing": "Factor 2 is missing",
    "missing_mean_norm": "‖m‖² is missing",
    "missing_point_norm": "‖x‖² is missing",
    "no_new_axis": "No new axis to broadcast along",
    "norms_over_wrong_axis": "Norms over the wrong axis",
    "only_the_product": "The product x·m alone",
    "sum_over_wrong_axis": "Sum over the wrong axis",
    "uint8_wrap_around": "uint8 wraps around",
    "uint8_wraparound": "uint8 wraps around",
    "uint8_wraps": "uint8 wraps around",
    "int16_wrap_around": "int16 wraps around",
    # Means and steps.
    "counts_over_wrong_axis": "Counts over the wrong axis",
    "divided_by_number_of_points": "Divided by the number of all points",
    "empty_cluster_at_zero": "Empty cluster moves to 0",
    "empty_cluster_nan": "Empty cluster is NaN",
    "empty_cluster_zero": "Empty cluster moves to 0",
    "images_not_flat": "Images not as rows of pixels",
    "images_overwritten": "Images are overwritten",
    "last_cluster_robbed": "Label −1 takes from the last cluster",
    "loop_variable_shadowed": "Loop variable gets another value",
    "no_loop": "No loop leads to the means",
    "not_random": "Not drawn at random",
    "part_of_the_points": "Part of the points only",
    "slow_python_loops": "Slow: Python loops",
    "state_outside_the_cell": "Part of the loop's state is outside its cell",
    "sums_never_reset": "Sums never start from zero again",
    "too_slow": "Slow: large arrays",
    "two_steps_per_turn": "Two steps in each turn of the loop",
    "view_of_images": "A view of the images, which change along",
    # Single exercises.
    "a_byte_a_pixel": "A byte for each pixel",
    "alone_counts_one": "Points alone in their cluster count 1",
    "alone_is_nan": "Points alone in their cluster give NaN",
    "always_28": "Right for 28 x 28 pixels only",
    "always_eight": "Right for eight images only",
    "constant_is_nan": "Constant features become NaN",
    "each_point": "Each point standardised, not each feature",
    "fowlkes_mallows": "Index of Fowlkes and Mallows",
    "grey": "One number for each pixel",
    "hundred_for_equal": "100 for equal pictures",
    "needs_a_list": "Needs a list of chunks",
    "never_seen_nan": "Means that saw no point become NaN",
    "nothing_to_learn": "0 / 0 where both groupings are trivial",
    "rand_index": "Rand index, not adjusted",
    "rounding": "Constant features with a rounded mean",
    "scrambled": "Scrambled, with no transpose",
    "swapped": "Both values, in the other order",
    "tower": "Images one below the other",
    "variance": "Divided by the variance",
    "walks_twice": "Walks through the chunks twice",
    "without_axis": "Mean and deviation without an axis",
    "zero_for_equal": "0 for equal pictures",
}
# Words that are written otherwise inside a name.
SPELT = {"nan": "NaN", "kmeans": "K-means", "l1": "L1"}
CODE = ("argmax", "argmin", "uint8", "int16")
_ANOTHER = re.compile(r"(?P<function>\w+)_not_right")


def mistake_words(name: str) -> str:
    """Give the words for a mistake's name, such as a report's headings; "" has no named cause."""
    if not name:
        return NO_NAME
    if name in WORDS:
        return WORDS[name]
    if builds_on := _ANOTHER.fullmatch(name):
        return f"{builds_on['function']}, which it builds on, is not right"
    words = [SPELT.get(word, word) for word in name.split("_")]
    return " ".join(words) if words[0] in CODE else title_of(" ".join(words))
