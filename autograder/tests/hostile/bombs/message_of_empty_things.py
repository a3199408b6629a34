"""A message of 60 MB is a list of twenty million empty objects, each of which takes room in whoever reads it.

points: all
prints: cut
"""
# %% extra first
kernel = get_ipython().kernel
session, outputs = kernel.session, kernel.iopub_thread
content = b'{"data":{"text/plain":[' + b"{}," * 20_000_000 + b"{}]}}"
parts = [session.pack(session.msg_header("display_data")), session.pack(kernel.get_parent("shell")["header"]), b"{}"]
packed = [b"display", b"<IDS|MSG>", session.sign([*parts, content]), *parts, content]
outputs.schedule(lambda: outputs.socket.send_multipart(packed))
