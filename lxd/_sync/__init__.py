# Written by scripts/unasync.py from lxd/_async/__init__.py. Change that, and run `make sync`.

