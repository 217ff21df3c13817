"""python -m statefiles COMMAND"""

from statefiles.cli import main

main()
