"""Every object of this process is searched for the secret, for seeds and for references.

points: all
prints: searched
"""
# %% extra last
import gc

texts = [found for found in gc.get_objects() if type(found) in (str, bytes)]
for container in gc.get_objects():
    if type(container) in (list, tuple):
        texts += [item for item in container[:1000] if type(item) in (str, bytes)]
    elif type(container) is dict:
        texts += [item for item in list(container.values())[:1000] if type(item) in (str, bytes)]
text = "the secret that " + "hidden inputs are drawn from"
print("got through" if text in texts or text.encode() in texts else "searched", len(texts) > 1000)
