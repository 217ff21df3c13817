"""Tables on the screen: every row on one line and nothing cut, however narrow the terminal."""

from rich.console import Console
from rich.table import Table

MOST_WIDTH = 1000  # of a table of this program; a longer value folds


def print_whole(table: Table) -> None:
    """Print a table as wide as its values are; a pipe gets every row on one line."""
    console = Console()
    wide = console.options.update(max_width=MOST_WIDTH)
    console.width = max(console.width, console.measure(table, options=wide).maximum)
    console.print(table)
