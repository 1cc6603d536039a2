"""Drawing: a code to be scanned, as a picture and as text for who sees no pictures."""

import io

QUIET_ZONE = 2
SCALE = 8


def pictured(code: str | None) -> bytes | None:
    """Return the QR code of a text (ISO/IEC 18004) as PNG; None where there is no text."""
    if not code:
        return None
    import segno  # noqa: PLC0415 - only where a phone is to be linked

    out = io.BytesIO()
    segno.make_qr(code).save(out, kind="png", scale=SCALE, border=4)
    return out.getvalue()


def drawn(code: str | None) -> str | None:
    """Return the QR code of a text in half blocks, two rows of it in a line."""
    if not code:
        return None
    import segno  # noqa: PLC0415 - only where a phone is to be linked

    rows = [list(row) for row in segno.make_qr(code).matrix_iter(border=QUIET_ZONE)]
    if len(rows) % 2:
        rows.append([0] * len(rows[0]))
    # Light is what is printed: terminals are mostly dark.
    marks = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
    lines = [
        "".join(marks[bool(up), bool(down)] for up, down in zip(above, below, strict=True))
        for above, below in zip(rows[::2], rows[1::2], strict=True)
    ]
    return "\n".join(lines)
