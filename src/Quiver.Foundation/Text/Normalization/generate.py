"""Writes unicode.txt, the table of this folder, from Python's copy of the Unicode Character Database.

Lines: "00C0=0041 0300" a canonical decomposition that composes again, "0340!0300" one that does not, "00A0~0020" a
compatibility decomposition, "0300-0314:230" the combining class of a range. Hangul syllables follow from arithmetic.
"""

import unicodedata

lines = [f"# Unicode {unicodedata.unidata_version}"]
start = previous = combining = None
for code in range(0x110000):
    character = chr(code)
    mapping = unicodedata.decomposition(character)
    if mapping:
        parts = mapping.split()
        if parts[0].startswith("<"):
            sign, parts = "~", parts[1:]
        else:
            full = unicodedata.normalize("NFD", character)
            sign = "=" if unicodedata.normalize("NFC", full) == character else "!"
        lines.append(f"{code:04X}{sign}{' '.join(parts)}")
    current = unicodedata.combining(character)
    if current != combining or code != previous + 1:
        if combining:
            lines.append(f"{start:04X}-{previous:04X}:{combining}")
        start, combining = code, current
    previous = code
with open("unicode.txt", "w", encoding="ascii", newline="\n") as file:
    file.write("\n".join(lines) + "\n")
