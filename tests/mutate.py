"""Break the core in one place at a time and see whether a test notices.

    python tests/mutate.py --seed 1 --count 50
    python tests/mutate.py --seed 1 --count 20 --room core/plan --room core/text/faults
    python tests/mutate.py --at core/plan/ids.py:12

The places are drawn from src/jimoplan/core by seed: comparisons, operands of and/or, `not`,
numbers, True and False, slices, default values, returns. Each is changed by itself in a copy of
the tree, never in the tree; then the tests that concern the room run, the cheapest first, until one
fails (killed) or none is left (survived). --at tries every change of one line instead. The same
seed over the same source draws the same places; chance within the tests is fixed as well.

What survives wants a test that names the behaviour, or is code that makes no difference and can go.
Some make none because they cannot: the size of a cache, `<` where values are never equal.

Prints a line for each change and a summary; ends with 1 where something survived. A run ends after
--count changes; tests that take five times as long as usual count as failing.
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import cache_from_source
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import Phase, settings

ROOT = Path(__file__).parents[1]
SOURCE = Path("src/jimoplan")

TESTS: dict[str, tuple[str, ...]] = {
    "core/plan": ("core/plan", "core/assessment core/views core/reports", "core/text", "cli/plan"),
    "core/display": ("core/display", "render", "cli/plan"),
    "core/text/reading": ("core/text/reading", "core/text", "cli/plan"),
    "core/text/faults": ("core/text/faults", "core/text/reading", "cli/plan"),
    "core/text": ("core/text", "core/changes", "cli/changing"),
    "core/rules": ("core/rules", "core/text/faults", "core/merge", "cli/plan"),
    "core/changes": ("core/changes", "core/text/writing core/merge core/audit", "cli/changing"),
    "core/workflow": ("cli/changing",),
    "core/assessment": ("core/assessment", "core/views core/reports", "cli/plan", "render"),
    "core/history": ("core/history", "actions/history", "cli/history"),
    "core/merge": ("core/merge", "core/audit", "actions/merging", "cli/merging"),
    "core/audit": ("core/audit", "cli/history"),
    "core/views": ("core/views", "core/reports", "cli/plan", "render", "cli/history"),
    "core/reports": ("core/reports", "render", "cli/reports"),
}
"""Which folders of tests concern each room, the cheapest first; each runs if those before pass."""

QUICK = ("-x", "-q", "--tb=no", "-n", "0", "--examples", "30", "--hypothesis-seed", "0")
_OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_SPEECH = (ast.JoinedStr, ast.FormattedValue)
"""What Python 3.11 gives wrong positions for."""


class Mutation(NamedTuple):
    """A place in a file, by characters from its beginning, and what stands there instead."""

    file: Path
    line: int
    start: int
    end: int
    old: str
    new: str

    def __str__(self) -> str:
        """Where it is, and what became of what."""
        old, new = (" ".join(part.split()) for part in (self.old, self.new))
        return f"{self.file.as_posix()}:{self.line}  {old} -> {new}"


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    """Loaded by the tests as a plugin: a failing example is enough, a small one costs time."""
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("quick", settings(), phases=phases)
    settings.load_profile("quick")


def find_mutations(file: Path, source: str) -> Iterator[Mutation]:
    """Every change that may be made in a file, from its beginning to its end."""
    lines = [line.encode() for line in source.split("\n")]

    def offset(line: int, column: int) -> int:
        before = b"\n".join([*lines[: line - 1], lines[line - 1][:column]])
        return len(before.decode())

    for node, new in _each_change(ast.parse(source)):
        start = offset(node.lineno, node.col_offset)
        end = offset(node.end_lineno or 0, node.end_col_offset or 0)
        yield Mutation(file, node.lineno, start, end, source[start:end], new)


def _each_change(node: ast.AST) -> Iterator[tuple[ast.expr | ast.Return, str]]:
    if isinstance(node, ast.expr | ast.Return):
        yield from ((node, new) for new in _change(node))
    for name, part in ast.iter_fields(node):
        if name in {"annotation", "returns"} or isinstance(node, _SPEECH):
            continue
        for child in part if isinstance(part, list) else [part]:
            if isinstance(child, ast.AST):
                yield from _each_change(child)
    match node:
        case ast.arguments():
            yield from _change_defaults([*node.defaults, *node.kw_defaults])
        case ast.AnnAssign(value=value):
            yield from _change_defaults([value])


def _change(node: ast.expr | ast.Return) -> Iterator[str]:
    """What may stand in place of an expression or a return."""
    match node:
        case ast.Constant(bool() as value):
            yield str(not value)
        case ast.Constant(int() as value):
            yield from (f"({value + 1})", f"({value - 1})")
        case ast.Slice(lower, upper, step):
            if lower:
                yield ast.unparse(ast.Slice(None, upper, step))
            if upper:
                yield ast.unparse(ast.Slice(lower, None, step))
        case ast.Return(value) if value and not isinstance(value, ast.Constant):
            yield "return None"
        case _:
            yield from _change_condition(node)


def _change_condition(node: ast.expr | ast.Return) -> Iterator[str]:
    match node:
        case ast.Compare(left, ops, comparators):
            for n, op in enumerate(ops):
                other = [*ops[:n], _OPPOSITES[type(op)](), *ops[n + 1 :]]
                yield f"({ast.unparse(ast.Compare(left, other, comparators))})"
        case ast.BoolOp(op, values):
            other_op = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield f"({ast.unparse(ast.BoolOp(other_op, values))})"
            for n in range(len(values)):
                yield f"({ast.unparse(ast.BoolOp(op, [*values[:n], *values[n + 1 :]]))})"
        case ast.UnaryOp(ast.Not(), operand):
            yield f"({ast.unparse(operand)})"


def _change_defaults(values: list[ast.expr | None]) -> Iterator[tuple[ast.expr, str]]:
    for value in values:
        match value:
            case ast.Constant(None):
                yield value, '""'
            case ast.Constant(""):
                yield value, '"?"'


class Copy:
    """A copy of the tree in which one place at a time is changed."""

    def __init__(self, folder: Path, stages: int | None, left_out: list[str]) -> None:
        self._folder = folder
        self._stages = stages
        self._left_out = tuple(word for name in left_out for word in ("--deselect", name))
        self._usual = lru_cache(self._measure)
        listed = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
        names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout
        for name in filter(None, names.decode().split("\0")):
            if (ROOT / name).exists():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, folder / name)

    def try_out(self, mutation: Mutation) -> str:
        """The tests that notice a change, '' where none does."""
        for stage in TESTS[room_of(mutation.file)][: self._stages]:
            limit = 30 + 5 * self._usual(stage)
            with self._changed(mutation):
                if not self._passes(stage, limit):
                    return stage
        return ""

    @contextmanager
    def _changed(self, mutation: Mutation) -> Iterator[None]:
        path = self._folder / SOURCE / mutation.file
        source = path.read_bytes().decode("utf-8")
        try:
            self._write(path, source[: mutation.start] + mutation.new + source[mutation.end :])
            yield
        finally:
            self._write(path, source)

    def _write(self, path: Path, source: str) -> None:
        """Write a module and forget what it was compiled to, which goes by size and time."""
        path.write_bytes(source.encode("utf-8"))
        Path(cache_from_source(path)).unlink(missing_ok=True)

    def _measure(self, stage: str) -> float:
        """How many seconds tests take that nothing is wrong with."""
        begun = time.monotonic()
        if not self._passes(stage, 1800):
            raise SystemExit(f"{stage} fails with nothing changed: --leave-out what fails")
        return time.monotonic() - begun

    def _passes(self, stage: str, seconds: float) -> bool:
        words = ("-p", "mutate", "-p", "no:cacheprovider", *QUICK, *self._left_out)
        folders = [f"tests/{folder}" for folder in stage.split()]
        where = f"{self._folder / 'src'}{os.pathsep}{self._folder / 'tests'}"
        try:
            ended = subprocess.run(
                [sys.executable, "-m", "pytest", *words, *folders],
                cwd=self._folder,
                env=os.environ | {"PYTHONPATH": where},
                capture_output=True,
                check=False,
                timeout=seconds,
            )
        except subprocess.TimeoutExpired:
            return False
        finally:
            shutil.rmtree(self._folder / ".hypothesis", ignore_errors=True)
        return ended.returncode in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}


def room_of(file: Path) -> str:
    """The room whose tests concern a module, '' where there is none."""
    return next((room for room in TESTS if file.is_relative_to(room)), "")


def draw(seed: int, count: int, rooms: list[str]) -> list[Mutation]:
    """So many changes of the rooms, in the order of their files."""
    found = [
        mutation
        for path in sorted((ROOT / SOURCE).rglob("*.py"))
        if room_of(file := path.relative_to(ROOT / SOURCE))
        and any(file.is_relative_to(room) for room in rooms)
        for mutation in find_mutations(file, path.read_text("utf-8"))
    ]
    return sorted(random.Random(seed).sample(found, min(count, len(found))))


def find_at(place: str) -> list[Mutation]:
    """Every change of one line, written FILE:LINE."""
    name, _, line = place.rpartition(":")
    source = (ROOT / SOURCE / name).read_text("utf-8")
    return [m for m in find_mutations(Path(name), source) if m.line == int(line)]


def main() -> int:
    """Draw, try and report; 1 where something survived."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--room", action="append", help="such as core/plan; all of core otherwise")
    parser.add_argument("--at", action="append", help="FILE:LINE, below src/jimoplan")
    parser.add_argument("--stages", type=int, help="how many folders a room at most; all otherwise")
    parser.add_argument("--leave-out", action="append", default=[], help="a test that fails anyway")
    parser.add_argument("--list", action="store_true", help="say what would be changed, no more")
    asked = parser.parse_args()
    if asked.at:
        drawn = [mutation for place in asked.at for mutation in find_at(place)]
    else:
        drawn = draw(asked.seed, asked.count, asked.room or ["core"])
    if asked.list:
        print(*drawn, sep="\n")
        return 0
    survived = 0
    with TemporaryDirectory() as folder:
        tree = Copy(Path(folder), asked.stages, asked.leave_out)
        for mutation in drawn:
            noticed = tree.try_out(mutation)
            survived += not noticed
            print("killed  " if noticed else "SURVIVED", mutation, noticed, sep="  ", flush=True)
    print(f"{len(drawn)} changed, {len(drawn) - survived} killed, {survived} survived")
    return int(survived > 0)


if __name__ == "__main__":
    sys.exit(main())
