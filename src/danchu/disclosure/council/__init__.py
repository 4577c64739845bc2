"""The report to the council's next regular session (Điều 14 khoản 3), and words beside numbers."""
