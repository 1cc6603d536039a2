"""Language models, one file for each way to reach one."""
