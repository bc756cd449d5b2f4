"""Lists with tabs: all rows, or those that wait."""

from collections.abc import Callable
from typing import NamedTuple


class Tab(NamedTuple):
    """`rows(queryset, branch)` are those of the tab."""

    name: str
    label: str
    rows: Callable


class ShowsTabs:
    """A `ListView` that `?show=` narrows to one of its `tabs()`; the first one is shown for any other word."""

    def tabs(self) -> list[Tab]:
        raise NotImplementedError

    @property
    def tab(self) -> Tab:
        tabs = self.tabs()
        return next((tab for tab in tabs if tab.name == self.request.GET.get("show", "")), tabs[0])

    def get_queryset(self):
        return self.tab.rows(super().get_queryset(), self.request.user.branch)

    def get_context_data(self, **kwargs):
        current = self.tab
        shown = [
            {"label": tab.label, "url": f"?show={tab.name}" if tab.name else "?", "current": tab.name == current.name}
            for tab in self.tabs()
        ]
        return super().get_context_data(tabs=shown, **kwargs)
