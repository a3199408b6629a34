"""Messages that belong to nothing are sent on the kernel's broadcast: verdicts, comms, errors, bytes that are none.

points: 3 0-9 0-5 0-3
"""
# %% extra after initial_means_code
kernel = get_ipython().kernel
send = lambda kind, content: kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent("shell"))
send("verdict", {"score": 20})
send("comm_msg", {"comm_id": "none", "data": {"values": {"means": ["plain", True]}}})
send("comm_open", {"comm_id": 17, "target_name": None, "data": [[[]]]})
send("display_data", {"data": {"text/plain": ["a", 3], "image/png": 17}, "metadata": None, "transient": "x"})
send("stream", {"name": "stdgrade", "text": 20})
send("error", {"ename": 1, "evalue": None, "traceback": "x"})
send("execute_result", {"data": None})
send("update_display_data", {})
print("sent")
