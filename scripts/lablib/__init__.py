"""The lab: a throw-away real LXD for tests, demo and benchmarks. Standard library only.

`lab.py` beside this package is the command, and has the names meant for others: `from lab import Lab`. In here:

- `laboratory`: `Lab` itself, which puts the parts below together.
- `install`: what the machine must have, and Debian's packages.
- `namespaces`: the caller's side of the two processes that hold a lab:
  `keeper`, outside, makes the lab's directory and namespaces, and removes them when they are dead;
  `init`, inside, is the first process there and starts the daemon.
- `daemon`: the LXD process as the caller sees it: start, stop, kill, pause.
- `setup`: from a fresh LXD to a usable one; `image` and `certificates` make the files for it on the spot.
- `machines`: the programs that let virtual machines start anywhere; `qemu` is one of them.
- `reap`: removes what a dead lab left; `cgroups` and `links` know the two kinds of kernel objects that stay.
- `api`: a tiny client for LXD's socket. `programs`: how programs of the system are found and run. `errors`.

Who watches whom: `init` ends when the caller hangs up or dies, and with it the kernel ends all of the lab's processes
and mounts. The keeper then removes the rest. If the keeper is killed too, `reap` does so when the next lab starts.
"""
