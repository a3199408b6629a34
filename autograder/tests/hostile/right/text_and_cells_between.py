"""Notes, tries, errors and empty cells stand between the answers.

points: all
"""
# %% text after initial_means_code
#| ## My notes
#| The means are *images*. <script>alert("hello")</script>
# %% extra after initial_means_code
1 / 0
# %% extra after initial_means_code
raise NotImplementedError("later")
# %% extra after update_means_code
undefined_name
# %% extra last
# nothing
