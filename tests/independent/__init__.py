"""A second calculation of the ledger, written from the definitions, without code of the product."""
