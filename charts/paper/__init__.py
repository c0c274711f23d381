"""Paper: rulers, soles, handouts and plates as PDF, SVG and PNG, in real millimetres.

    pages = strip_pages(rulers, left_out, sheet_named("A4"), theme_palette("print"), word)
    pdf(pages, About("My ruler strip"))                    # bytes

Takes places and plain values, and gives back bytes; it opens no file but its own letters.
"""
