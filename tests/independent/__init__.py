"""A second calculation of the ledger, written from the design's text, without code of the product."""
