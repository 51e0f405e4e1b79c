"""Tests of spec/ and of what is made from it."""
