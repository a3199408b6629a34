"""The one error of a sandbox that cannot be built: a line that names what is missing, and what mends it."""


class SandboxError(Exception):
    """A sandbox cannot be built here. Its text is one line for the instructor, with the command that helps."""
