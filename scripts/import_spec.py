"""Imports LXD's swagger file: `import_spec.py [PATH or URL] [--output FILE]`. See the package spec_import."""

from __future__ import annotations

import sys

from spec_import.command import main

if __name__ == "__main__":
    sys.exit(main())
