"""Does the product let somebody see exactly what the table of the region says? The oracle reads only that table."""
