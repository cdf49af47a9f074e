# ruff: noqa: E501  a cell stays on its line
"""What a kernel must do: cells to run in one notebook, after one another, and notebooks that end badly."""

CELLS = {
    "expression": "1 + 1",
    "streams": "import sys\nprint('out')\nprint('err', file=sys.stderr)\nprint('out again')",
    "line magics": "%precision 3\nmessage = 'set'\n%who_ls str",
    "time magic": "%%capture timed\n%timeit -n1 -r1 pass",
    "shell escape": "listing = !printf 'a\\nb'\nlisting",
    "shell cell": "%%bash\necho from bash; echo to stderr >&2",
    "script magic": "%%python\nimport sys; print(sys.flags.interactive)",
    "subprocess output": "import subprocess\nsubprocess.run(['sh', '-c', 'echo a child; sleep .3'])\nsubprocess.run(['sh', '-c', 'echo its error >&2; sleep .3']).returncode",
    "file descriptor output": "import os, time\nos.write(1, b'straight to 1\\n'); time.sleep(0.3)",
    "system output": "status = os.system('echo by system'); time.sleep(0.3); status",
    "rich display": "from IPython.display import HTML, JSON, Latex, Markdown, SVG, display\n"
    "display(HTML('<b>b</b>'), Markdown('*m*'), Latex('$x$'), JSON({'a': 1}), SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>'))",
    "update display": "handle = display('first', display_id='here')\nhandle.update('second')",
    "clear output": "from IPython.display import clear_output\nprint('gone'); clear_output(); print('stays')",
    "own representation": "class Page:\n    def _repr_html_(self): return '<p>page</p>'\nPage()",
    "tqdm": "from tqdm import tqdm\nfor _ in tqdm(range(3), bar_format='{n_fmt} of {total_fmt}', mininterval=0): pass",
    "tqdm auto": "import warnings; warnings.simplefilter('ignore')\nfrom tqdm.auto import tqdm as auto\nauto.__module__",
    "warning": "warnings.simplefilter('default')\nwarnings.warn('mind this')",
    "logging": "import logging\nlogging.warning('logged'); logging.getLogger('tornado').handlers[0].stream.name",
    "input refused": "input('your name? ')",
    "getpass refused": "import getpass\ngetpass.getpass()",
    "exception": "def inner(): return 1 / 0\ninner()",
    "syntax error": "for x in: pass",
    "system exit": "raise SystemExit(3)",
    "recursion": "def deeper(): return deeper()\ntry: deeper()\nexcept RecursionError as error: print(error)",
    "await": "import asyncio\nawait asyncio.sleep(0.01)\nasyncio.get_running_loop().is_running()",
    "threads": "import threading\n"
    "worker = threading.Thread(target=print, args=('from a thread',)); worker.start(); worker.join()\n"
    "sorted(thread.name for thread in threading.enumerate() if not thread.name.startswith('asyncio'))",
    "fork": "sys.stdout.flush()\nif (child := os.fork()) == 0: os._exit(7)\nos.waitstatus_to_exitcode(os.waitpid(child, 0)[1])",
    "pool": "from multiprocessing import get_context\nwith get_context('fork').Pool(2) as pool: total = sum(pool.map(abs, range(-3, 3)))\ntotal",
    "table": "import pandas as pd\npd.DataFrame({'term': ['a', 'b'], 'n': [1, 2.5]})",
    "matrix product": "import numpy as np\nfloat((np.ones((700, 700)) @ np.ones((700, 700))).sum())",
    "plot": "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3]);",
    "two plots": "plt.figure(); plt.plot([1, 0]); plt.figure(); plt.plot([0, 1]); plt.show(); print('after')",
    "seaborn": "import seaborn as sns\nsns.barplot(x=[1, 2], y=['a', 'b']);",
    "plots are closed": "plt.get_fignums()",
    "inline settings": "%config InlineBackend.figure_formats = ['svg']\n"
    "%config InlineBackend.print_figure_kwargs = {'metadata': {'Date': None}}\nplt.rcParams['svg.hashsalt'] = 'x'\n"
    "plt.plot([2, 1]); plt.title('é', fontsize=8);",
    "plot settings": "import matplotlib\nmatplotlib.get_backend(), matplotlib.rcParams['backend'], dict(matplotlib.rcParams) == "
    "dict(matplotlib.rcParamsDefault) | {'svg.hashsalt': 'x', 'backend': matplotlib.rcParams['backend']}",
    "history": "Out[1], In[1]",
    "names": "__name__, '__file__' in globals(), sys.modules['__main__'].__dict__ is globals(), sys.argv[0], len(sys.argv)",
    "import path": "sys.path",
    "interpreter": "sys.executable, sys.prefix, sys.flags, sys.getrecursionlimit(), __import__('gc').isenabled()",
    "place": "import locale, time\nos.getcwd(), time.tzname, locale.getlocale(), sys.stdout.encoding, sys.stdin.encoding",
    "environment": "sorted(os.environ.items() - {('JPY_PARENT_PID', os.environ['JPY_PARENT_PID'])})",
    "limits": "import resource\n[resource.getrlimit(getattr(resource, n)) for n in dir(resource) if n.startswith('RLIMIT')]",
    "signals": "import signal\n[(s.name, str(signal.getsignal(s)).split(' at ')[0]) for s in signal.valid_signals() "
    "if isinstance(s, signal.Signals)], signal.pthread_sigmask(signal.SIG_BLOCK, [])",
    "session": "os.getsid(0) == os.getpgrp() == os.getpid(), os.isatty(0), os.read(0, 10)",
    "priority": "os.nice(0), sorted(os.sched_getaffinity(0)), os.umask(0o22)",
    "shell": "shell = get_ipython()\ntype(shell), type(shell.kernel).__name__, shell.kernel.implementation, "
    "sorted(shell.extension_manager.loaded), shell.history_manager.hist_file",
    "application": "from traitlets.config import Application\nApplication.instance().name, type(Application.instance()).__name__",
    "module state": "logging.root.level, len(logging.root.handlers), len(warnings.filters), pd.options.display.max_rows",
    "much output": "for i in range(3000): print('line', i)",
    "unicode": "print('“Ça va?” 🐘 \\u2028 end')",
    "widget channel": "from comm import create_comm\ncreate_comm(target_name='nobody').target_name",
    "memory limit": "soft, hard = resource.getrlimit(resource.RLIMIT_AS)\nresource.setrlimit(resource.RLIMIT_AS, (3 << 30, hard))\n"
    "try: bytearray(6 << 30)\nexcept MemoryError: print('too much')\nfinally: resource.setrlimit(resource.RLIMIT_AS, (soft, hard))",
    "processor limit": "subprocess.run(['sh', '-c', 'ulimit -t 1; while :; do :; done']).returncode",
    "child left behind": "child = subprocess.Popen(['sleep', '600'])\nchild.poll()",
}

# cells; options of nbclient.
ENDINGS = {
    "segmentation fault": (["print('before')", "import ctypes; ctypes.string_at(0)"], {}),
    "exit without goodbye": (["import os; os._exit(3)"], {}),
    "timeout": (["import time; time.sleep(30)"], {"timeout": 1}),
    "interrupt on timeout": (
        ["import time\ntry: time.sleep(30)\nfinally: print('tidied')", "print('goes on')"],
        {"timeout": 1, "interrupt_on_timeout": True, "allow_errors": True},
    ),
    "interrupt of a child": (
        ["import subprocess; subprocess.run(['sleep', '30'])"],
        {"timeout": 1, "interrupt_on_timeout": True, "allow_errors": True},
    ),
    "out of memory": (
        [
            # with room to say what is wrong: a kernel that has imported much has much address space
            "import resource; resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))",
            "x = [bytes(1 << 28) for _ in range(99)]",
        ],
        {},
    ),
    "error stops": (["1 / 0", "print('never')"], {}),
    "quit": (["quit()", "print('goes on')"], {}),
}
