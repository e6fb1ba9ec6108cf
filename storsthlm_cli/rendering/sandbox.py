"""The sandbox that templates run in. Loads Jinja2: import it where it is used."""

from __future__ import annotations

from jinja2 import StrictUndefined
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

_RECORDS = "storsthlm_cli.model."


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's immutable sandbox, in which no function is called with an undefined value."""

    def call(self, context: Context, obj: object, /, *args: object, **kwargs: object) -> object:
        """Call a function for a template. Raises UndefinedError, which names the template, for an undefined value."""
        for value in (*args, *kwargs.values()):
            if isinstance(value, StrictUndefined):
                str(value)
        return super().call(context, obj, *args, **kwargs)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Tell whether a template may see an attribute. Of our records, which are frozen, all but what begins with `_`.

        For them nothing else is asked of Jinja2, which looks for functions, code and lists: a tenth of a rendering.
        """
        if type(obj).__module__.startswith(_RECORDS):
            return not attr.startswith("_")
        return super().is_safe_attribute(obj, attr, value)
