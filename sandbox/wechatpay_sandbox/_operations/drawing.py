"""Real pictures for image tasks: a coupon header (拼图), and a product without its background (抠图)."""

from __future__ import annotations

import io
import json
from functools import lru_cache
from typing import Any, Final

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFont, ImageOps

from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._world.pictures import Pictures
from wechatpay_sandbox._world.records import Picture

_HEADER: Final = (1170, 1326)  # pixels of a background picture, as the platform's guide gives them
_DEFAULT_COLOUR: Final = "#07c160"
_BRIGHT: Final = 560  # sum of the colour channels, of 765, above which white text is hard to read
_SQUARE: Final = 1080  # pixels of a coupon picture
_MARGIN: Final = 120  # pixels around the product in it
_SKETCH: Final = 200  # pixels of the small copy on which the background is followed inwards from the border
_NEAR: Final = 40  # difference of a colour channel, 0 to 255, up to which a pixel still is background


def content_of(picture: Picture, pictures: Pictures) -> bytes:
    """Return the file behind a picture: as it was uploaded, or drawn now.

    Args:
        picture: What is looked at.
        pictures: Where the picture stands that another one was cut out of.
    """
    if isinstance(picture.origin, bytes):
        return picture.origin
    if "combine_image" in picture.origin:
        return _header(json.dumps(picture.origin["combine_image"]), picture.origin["brand_id"])
    return _cut_out(content_of(pictures.by_url[picture.origin["cut_out"]["image_url"]], pictures))


# A drawing takes about 50 ms, and tests of one program draw few that differ.
@lru_cache(maxsize=32)
def _header(offer: str, brand_id: str) -> bytes:
    """Draw the header picture of a coupon: its offer (the JSON of combine_image) on the brand's colour. PNG."""
    combine_image = json.loads(offer)
    colour = ImageColor.getrgb(combine_image.get("background_color", _DEFAULT_COLOUR))
    dark, light = _mixed(colour, (0, 0, 0), 0.35), _mixed(colour, (255, 255, 255), 0.25)
    image = Image.new("RGB", _HEADER, colour)
    pen = ImageDraw.Draw(image)
    pen.ellipse((620, -330, 1500, 550), fill=light)
    pen.ellipse((-380, 900, 420, 1700), fill=light)
    pen.rounded_rectangle((90, 330, 1080, 1000), radius=48, fill="white")
    for x in (90, 1080):
        pen.ellipse((x - 42, 738, x + 42, 822), fill=colour)
    for x in range(164, 1006, 36):
        pen.line((x, 780, x + 18, 780), fill=light, width=5)
    ink = dark if sum(colour) > _BRIGHT else "white"
    what, condition = _offer(combine_image)
    _write(pen, (585, 560), what, 190, dark)
    _write(pen, (585, 890), condition, 76, dark)
    _write(pen, (585, 180), f"BRAND {brand_id}", 64, ink)
    _write(pen, (585, 1140), f"{combine_image['scope']}  ·  {combine_image['usage_mode']}", 56, ink)
    return _png(image)


def _offer(combine_image: JSON) -> tuple[str, str]:
    rule = combine_image[f"{combine_image['type'].lower()}_coupon"]
    if "percent_off" in rule:
        offer = f"{rule['percent_off']}% OFF"
    elif "discount_amount" in rule:
        offer = f"{_yuan(rule['discount_amount'])} OFF"
    else:
        offer = f"FOR {_yuan(rule['exchange_price'])}"
    return offer, f"from {_yuan(rule['threshold'])}" if rule["threshold"] else "no threshold"


def _yuan(fen: int) -> str:
    return f"{fen / 100:.2f}".removesuffix(".00") + " CNY"


def _write(pen: ImageDraw.ImageDraw, centre: tuple[int, int], text: str, size: int, fill: Any) -> None:
    """Write one line around a point, smaller if it would not fit the width."""
    wide = pen.textlength(text, ImageFont.load_default(size))
    fitting = min(size, int(size * 900 / wide))
    pen.text(centre, text, fill=fill, font=ImageFont.load_default(fitting), anchor="mm")


def _mixed(colour: tuple[int, ...], other: tuple[int, int, int], share: float) -> tuple[int, ...]:
    return tuple(round(one * (1 - share) + two * share) for one, two in zip(colour, other, strict=False))


@lru_cache(maxsize=32)
def _cut_out(content: bytes) -> bytes:
    """Make the background that reaches the border transparent, and centre what is left on a square. PNG with alpha."""
    with Image.open(io.BytesIO(content)) as source:
        source.draft("RGB", (_SQUARE, _SQUARE))
        source.thumbnail((_SQUARE, _SQUARE))
        product = source.convert("RGBA")
    alpha = ImageChops.subtract(product.getchannel("A"), _background(product.convert("RGB")))
    product.putalpha(alpha)
    product = ImageOps.contain(product.crop(alpha.getbbox()), (_SQUARE - 2 * _MARGIN, _SQUARE - 2 * _MARGIN))
    square = Image.new("RGBA", (_SQUARE, _SQUARE))
    square.paste(product, ((_SQUARE - product.width) // 2, (_SQUARE - product.height) // 2))
    return _png(square)


def _background(image: Image.Image) -> Image.Image:
    """Mark in white the pixels that look like the corner and are joined to the border by others that do."""
    distance = ImageChops.difference(image, Image.new("RGB", image.size, image.getpixel((0, 0))))
    similar = Image.merge("RGB", [band.point(lambda value: 255 * (value <= _NEAR)) for band in distance.split()])
    near = ImageChops.darker(ImageChops.darker(*similar.split()[:2]), similar.split()[2])
    sketch = near.copy()
    sketch.thumbnail((_SKETCH, _SKETCH), Image.Resampling.BOX)
    framed = Image.new("L", (sketch.width + 2, sketch.height + 2), 255)
    framed.paste(sketch.point(lambda value: 255 * (value > 0)), (1, 1))
    ImageDraw.floodfill(framed, (0, 0), 128)
    joined = framed.crop((1, 1, sketch.width + 1, sketch.height + 1)).point(lambda value: 255 * (value == 128))
    return ImageChops.darker(near, joined.resize(image.size))


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()
