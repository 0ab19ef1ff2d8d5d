"""The service and its pictures: what people see who do not sit at a terminal of ours."""
