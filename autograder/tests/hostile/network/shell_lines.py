"""Lines that begin with `!` leave programs behind; where there are no programs, they fail in words.

points: all
needs: basic
because: without a sandbox they outlive the grading
"""
# %% extra last
#| !nohup sh -c 'sleep 120; echo @MARK@' >/dev/null 2>&1 &
#| !sleep 120 && echo @MARK@ &
# %% extra last
#| %%bash --bg
#| sleep 120; echo @MARK@
# %% extra last
#| %sx sh -c 'sleep 120; echo @MARK@' &
