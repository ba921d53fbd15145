"""From a register's files to its definition: read, put in layers, turned into the model, checked."""
