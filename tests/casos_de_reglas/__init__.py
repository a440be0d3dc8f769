"""Para cada regla, un caso sano y uno enfermo con todo lo que dice de él."""
