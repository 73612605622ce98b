"""What messengers and social networks show of a page whose address is passed on: Open Graph, https://ogp.me."""
import html
from urllib.parse import urlsplit

from .report import Problem

PICTURE = "assets/picture.png"
WIDTH, HEIGHT = 1200, 630  # pixels


def tags(brand, title, about, picture, site, name=""):
    """The meta elements of the page `name`, in words that both languages share; `picture` says what the picture shows.

    `site` is the address that the site will have, or "": then the picture's is relative, as all others are, and most who
    show pictures will not find it.
    """
    properties = {
        "type": "website", "site_name": brand, "title": title, "description": about,
        "image": site + PICTURE, "image:width": WIDTH, "image:height": HEIGHT, "image:alt": picture,
        "locale": "zh_CN", "locale:alternate": "en_GB",
    }  # fmt: skip
    if site:
        properties["url"] = site + name
    rows = [("name", "description", about), *(("property", f"og:{key}", value) for key, value in properties.items())]
    rows.append(("name", "twitter:card", "summary_large_image"))
    return "\n  ".join(f'<meta {kind}="{key}" content="{html.escape(str(value))}">' for kind, key, value in rows)


def whole(address):
    """The address of a site, ready to have a file's name put behind it; a Problem if it is none."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise Problem(f"{address} is no address of a site; one looks like https://example.org/gradients/")
    return address.rstrip("/") + "/"
