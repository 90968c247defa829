"""What is measured: one module per theme, pure functions of tables and norms."""
