"""The images of an issue: what is known of them, and how they are made ready for a mail.

Only JPEG and PNG: Outlook shows no WebP or AVIF, Gmail no SVG. Nothing of a camera's notes (EXIF, position, comments)
leaves the machine. Bytes go in and bytes come out; what has been made once is kept (`cache`), and Pillow is imported
only when something has to be made.
"""

from storsthlm_cli.images.files import read, read_raw
from storsthlm_cli.images.gallery import Gallery, facts
from storsthlm_cli.images.recipe import PreparedImage, Recipe

__all__ = ["Gallery", "PreparedImage", "Recipe", "facts", "read", "read_raw"]
