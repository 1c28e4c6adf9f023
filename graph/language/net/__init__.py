"""The nets that read syntax and names: a recurrent encoder over word features, and what is read off it."""
