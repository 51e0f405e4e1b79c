# Written by scripts/unasync.py from tests/integration/_async/__init__.py. Change that, and run `make sync`.

