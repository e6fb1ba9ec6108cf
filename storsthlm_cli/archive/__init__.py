"""The newsletter for everybody: index, Atom feed, calendars of the site, and the public record of an issue."""
