"""Tools of models, one file each (contract: `engine.tool`); each has its `TOOL`."""
