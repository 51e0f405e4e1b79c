"""The version of this package; the one place where it is said."""

__version__ = "0.1.0"
