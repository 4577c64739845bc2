"""The roll of households: how it is kept, brought in, frozen and counted. Tables: `models`."""
