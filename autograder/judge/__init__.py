"""Judge one submission from outside: read it, rebuild it from the course's own copy, run it, decide."""
