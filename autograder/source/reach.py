"""Lists the libraries that do what they say, and the parts of Python through which code can do more than it shows."""

from __future__ import annotations

from .cells import words

# Libraries whose functions do what they say, but for the parts below; of all others anything is thought possible.
KNOWN = words(
    "numpy scipy pandas math cmath time datetime random itertools functools operator collections typing enum abc copy "
    "typing_extensions dataclasses contextlib warnings statistics string re json decimal fractions numbers heapq "
    "bisect array pprint textwrap matplotlib mpl_toolkits seaborn PIL IPython tqdm ipywidgets autograder load numba "
    "jax torch tensorflow cupy numexpr bottleneck einops opt_einsum sklearn skimage cv2 __future__ builtins sys gc os "
    "inspect threading queue concurrent multiprocessing asyncio pathlib glob tempfile io csv logging hashlib secrets "
    "uuid struct platform locale traceback tracemalloc weakref types timeit base64 zlib html calendar resource psutil "
    "rich fastprogress alive_progress progressbar threadpoolctl"
)
PARTS_OF = {
    "IPython": words("display"),
    "types": words("SimpleNamespace"),
    "traceback": words("print_exc format_exc"),
    "timeit": words("default_timer"),
    "io": words("StringIO BytesIO"),
    "inspect": words("signature getsource getdoc isfunction ismodule isclass"),
}
# Parts, of whatever they are, that run text, load objects, write files, keep functions for later, or lead elsewhere.
APART = words(
    "modules meta_path path_hooks path_importer_cache settrace setprofile settrace_all_threads addaudithook "
    "setprofile_all_threads monitoring displayhook excepthook unraisablehook breakpointhook call_tracing "
    "get_objects get_referrers get_referents attrgetter methodcaller get_type_hints ForwardRef "
    "get_field f_globals f_locals f_builtins f_back f_code f_trace gi_frame gi_code cr_frame cr_code ag_frame "
    "ag_code tb_frame tb_next user_ns user_global_ns user_module ctypes ctypeslib data_as f2py memmap DataSource "
    "seterrcall seterrobj set_string_function as_strided getmembers getmembers_static getattr_static eval "
    "builtins ast_transformers input_transformers_cleanup input_transformers_post tofile savetxt dump read_pickle "
    "to_pickle to_csv write_text write_bytes symlink_to hardlink_to query finalize importlib pickle marshal "
    "comm_manager get_comm_manager register_target get_ipython InteractiveShell open_memmap FileHandler "
    "to_string to_json to_html to_markdown to_latex to_xml singledispatch singledispatchmethod evaluate Formatter "
    "save_text save_html save_svg"
)
_APART_IN_OS = words(
    "open execl execle execlp execlpe execv execve execvp execvpe spawnl spawnle spawnlp spawnlpe spawnv spawnve "
    "spawnvp spawnvpe popen system posix_spawn posix_spawnp rename renames replace link symlink register_at_fork "
    "truncate memfd_create mkfifo sys fwalk startfile add_dll_directory abc st"
)
_APART_IN_BUILTINS = words(
    "compile vars __import__ breakpoint open globals locals eval exec getattr setattr delattr"  # but as they are called
)
APART_IN_LIBRARIES = words("sys os gc inspect shutil io config testing")  # modules that libraries use themselves
INSIDE = words(
    "__globals__ __subclasses__ __bases__ __base__ __mro__ __dict__ __code__ __closure__ __builtins__ "
    "__loader__ __spec__ __import__ __self__ __func__ __wrapped__ __traceback__ __getattribute__ __getattr__ "
    "__setattr__ __delattr__ __reduce__ __reduce_ex__ __defaults__ __kwdefaults__ __context__ __cause__ __get__ "
    "__array_interface__ __array_struct__ __main__ __objclass__ __match_args__ __init_subclass__ __subclasshook__"
)
APART_IN = {"builtins": _APART_IN_BUILTINS, "os": _APART_IN_OS, "gc": words("callbacks")}
PRINTED_TO = frozenset({"sys.stdout", "sys.stderr"})  # which are an object of the judge's, while it runs code
APART_KEYWORDS = words("allow_pickle eval_str filename")
APART_NAMES = INSIDE | {"get_ipython"}
OWN_NAMES = words("__name__ __file__ __doc__")  # of whatever code it is
