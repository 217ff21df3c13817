"""Tables on the screen: nothing is cut, however narrow the terminal, and brackets are text."""

from rich.console import Console
from rich.table import Table

MOST_WIDTH = 1000  # of a table of this program; a longer value folds


def print_whole(table: Table) -> None:
    """Print a table as wide as its values are; a pipe gets every row on one line, but for columns
    with a width of their own.
    """
    console = Console()
    wide = console.options.update(max_width=MOST_WIDTH, markup=False)
    console.width = max(console.width, console.measure(table, options=wide).maximum)
    console.print(table, markup=False)
