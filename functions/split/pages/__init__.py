"""Pages of papers and pictures: counted, drawn, made light."""
