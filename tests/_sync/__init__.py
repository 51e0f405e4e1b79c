# Written by scripts/unasync.py from tests/_async/__init__.py. Change that, and run `make sync`.

