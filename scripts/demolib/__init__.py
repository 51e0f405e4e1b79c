"""The demo: a tour of the client on real containers. `demo.py` beside this package is the command.

- `places`: where the tour goes: a throw-away LXD, or a project of its own in the LXD of this machine.
- `project`: makes that project, and removes it.
- `sync_tour`, `async_tour`: the tour itself, one function a step.
- `screen`: shows each step: its code as it stands in the function, then what came of it and how long it took.
"""
