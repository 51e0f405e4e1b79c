"""``python -m tests.benchmarks``: runs the benchmarks and prints their tables."""

from __future__ import annotations

import argparse
from contextlib import ExitStack

from . import carrying, decoding, executing, listing, parallel, sequence, startup
from .canned import CannedServer
from .report import Report
from .targets import Target, canned_target, lab_targets

CARRIED = {
    "stdout": ["stdout"],
    "stdin": ["stdin"],
    "files": ["push", "pull"],
    "backup": ["download", "export"],
}
SUBJECTS = ("startup", "sequence", "parallel", "decoding", "listing", "exec", *CARRIED)
NEEDS_LAB = {"sequence", "parallel", "exec", *CARRIED}


def main() -> None:
    """Runs what was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description="This client beside its peers, in one run."
    )
    parser.add_argument("--quick", action="store_true", help="a few rounds only: to see that it works")
    parser.add_argument("--only", choices=SUBJECTS, action="append", help="this subject; may be given again")
    parser.add_argument("--no-lab", action="store_true", help="not against a real LXD")
    arguments = parser.parse_args()
    wanted = arguments.only or SUBJECTS
    report = Report()
    with ExitStack() as stack:
        server = stack.enter_context(CannedServer())
        targets = [canned_target(server.socket)]
        if not arguments.no_lab and NEEDS_LAB & set(wanted):
            targets += _lab(stack, report)
        if "startup" in wanted:
            startup.measure(report, server.socket, arguments.quick)
        if "sequence" in wanted:
            sequence.measure(report, targets, arguments.quick)
        if "parallel" in wanted:
            parallel.measure(report, targets, arguments.quick)
        if "decoding" in wanted:
            decoding.measure(report, arguments.quick)
        if "listing" in wanted:
            listing.measure(report, server)
        if "exec" in wanted:
            executing.measure(report, targets, arguments.quick)
        for subject, parts in CARRIED.items():
            if subject in wanted:
                carrying.measure(report, targets, arguments.quick, parts)
    report.summary()


def _lab(stack: ExitStack, report: Report) -> list[Target]:
    from lab import LabUnavailable

    try:
        return stack.enter_context(lab_targets())
    except LabUnavailable as error:
        report.line(f"Not against a real LXD: {error}")
        return []


if __name__ == "__main__":
    main()
