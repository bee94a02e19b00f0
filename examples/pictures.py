"""Three real pictures, drawn with Pillow: a PNG logo, a JPG background and a BMP photograph of a product."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

GREEN, CREAM, TERRACOTTA, COFFEE = "#07c160", "#fff6ec", "#d9643a", "#4a2c1d"
SCALE = 2  # drawn twice as large, then shrunk: Pillow draws hard edges


def draw_all(folder: Path) -> list[Path]:
    """Draw the pictures into a folder; return their paths in the order PNG, JPG, BMP."""
    pictures = {"logo.png": logo(), "background.jpg": background(), "photo.bmp": photo()}
    for name, picture in pictures.items():
        picture.save(folder / name)
    return [folder / name for name in pictures]


def logo() -> Image.Image:
    """Draw a ticket on a disc, transparent around it: 1080 by 1080 pixels with a margin of 120."""
    image = Image.new("RGBA", (1080 * SCALE, 1080 * SCALE))
    pen = ImageDraw.Draw(image)
    _ellipse(pen, (120, 120, 960, 960), GREEN)
    _rounded(pen, (280, 390, 800, 690), 40, "white")
    for y in (390, 690):
        _ellipse(pen, (620, y - 32, 684, y + 32), GREEN)
    for y in range(440, 650, 44):
        _rounded(pen, (646, y, 658, y + 22), 6, GREEN)
    _cup(pen, (455, 585), 0.42, GREEN, "white")
    return image.resize((1080, 1080), Image.Resampling.LANCZOS)


def background() -> Image.Image:
    """Draw soft discs over a gradient: 1170 by 1326 pixels, the size of a coupon's background."""
    top, bottom = (255, 168, 108), (214, 84, 58)
    column = Image.new("RGB", (1, 1326))
    for y in range(1326):
        column.putpixel((0, y), tuple(round(a + (b - a) * y / 1325) for a, b in zip(top, bottom, strict=True)))
    image = column.resize((1170, 1326))
    light = Image.new("L", image.size)
    pen = ImageDraw.Draw(light)
    for x, y, radius in ((180, 240, 300), (980, 420, 220), (620, 1080, 420)):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=46)
    image.paste("white", mask=light.filter(ImageFilter.GaussianBlur(6)))
    return image


def photo() -> Image.Image:
    """Photograph a cup of coffee before a plain wall: 800 by 800 pixels, so that a BMP stays under 2 MiB."""
    image = Image.new("RGB", (800 * SCALE, 800 * SCALE), CREAM)
    pen = ImageDraw.Draw(image)
    _ellipse(pen, (120, 560, 680, 690), "#c9835f")
    _ellipse(pen, (150, 556, 650, 666), "#e8a27c")
    _cup(pen, (380, 470), 1.0, TERRACOTTA, CREAM)
    _ellipse(pen, (212, 296, 548, 376), "#f0b08c")
    _ellipse(pen, (232, 308, 528, 368), COFFEE)
    _ellipse(pen, (300, 318, 410, 344), "#7a4f36")
    return image.resize((800, 800), Image.Resampling.LANCZOS)


def _cup(pen: ImageDraw.ImageDraw, centre: tuple[int, int], size: float, fill: str, hole: str) -> None:
    """Draw a cup with a handle around a point; `size` 1.0 is 336 pixels wide at the rim."""
    x, y = centre

    def box(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        return (x + left * size, y + top * size, x + right * size, y + bottom * size)

    _ellipse(pen, box(90, -100, 270, 80), fill)
    _ellipse(pen, box(126, -64, 234, 44), hole)
    _rounded(pen, box(-168, -134, 168, 156), 110 * size, fill)
    pen.rectangle([SCALE * edge for edge in box(-168, -134, 168, 0)], fill=fill)


def _ellipse(pen: ImageDraw.ImageDraw, box: tuple[float, float, float, float], fill: str) -> None:
    pen.ellipse([SCALE * edge for edge in box], fill=fill)


def _rounded(pen: ImageDraw.ImageDraw, box: tuple[float, float, float, float], radius: float, fill: str) -> None:
    pen.rounded_rectangle([SCALE * edge for edge in box], radius=SCALE * radius, fill=fill)
