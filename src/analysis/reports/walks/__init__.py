"""What is carried on a wijkschouw: the rota of the villages, and per village a pack of map sheets (agreement 40)."""
