"""What runs inside Pyodide while the quick archive is made, and what stands there in place of larger modules."""
