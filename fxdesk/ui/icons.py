# SPDX-License-Identifier: MIT
"""Gives the program's line icons in any colour, each cut from a sheet that was drawn for its very pixels."""

from functools import cache

from PySide6.QtCore import QByteArray, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QAbstractButton

from fxdesk.ui import assets, theme
from fxdesk.ui.tokens import Role

SIZES = (12, 14, 16, 20)
"""The sizes in px at 100 % that the sheets hold."""

RATIOS = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
"""The device pixel ratios that have a sheet; other ratios are drawn from the SVG at first use."""

NAMES_KEY = "names"
"""Where a sheet's PNG lists its icons, in the order of its columns."""

LOADER_STEPS = 12

_TEXT_GAP = 4


def pixels(size: int, ratio: float) -> int:
    """Return how many device pixels an icon of `size` takes at `ratio`."""
    return int(size * ratio + 0.5)


def sheet_name(ratio: float) -> str:
    """Return the file name of a ratio's sheet: "1.png", "1.25.png"."""
    return f"{ratio:g}.png"


def pixmap(name: str, role: Role | QColor, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """Return icon `name`, `size` px wide at 100 %, in a role of the current palette or in a colour.

    Raises KeyError for a name that no icon has.
    """
    colour = role if isinstance(role, QColor) else theme.current().colour(role)
    return _tinted(name, colour.rgba(), size, ratio)


def loader(step: int, role: Role | QColor, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """Return the loader turned by `step` twelfths; its drawing is turned, not its pixels scaled."""
    colour = role if isinstance(role, QColor) else theme.current().colour(role)
    return _turned(step % LOADER_STEPS, colour.rgba(), size, ratio)


def icon(
    name: str,
    role: Role = "text2",
    size: int = 16,
    *,
    checked_role: Role | None = None,
    gap: bool = False,
) -> QIcon:
    """Return an icon for buttons and menus, ready for the ratio of every screen.

    It is grey when its button is disabled and takes `checked_role` when it is checked. With `gap` the picture
    is 4 px wider at its right end, because Qt sets text too close to it.
    """
    answer = QIcon()
    for ratio in screen_ratios():
        for mode, state, shown in (
            (QIcon.Mode.Normal, QIcon.State.Off, role),
            (QIcon.Mode.Normal, QIcon.State.On, checked_role or role),
            (QIcon.Mode.Disabled, QIcon.State.Off, "disabled"),
        ):
            colour = theme.current().colour(shown)
            draw = _tinted_with_gap if gap else _tinted
            answer.addPixmap(draw(name, colour.rgba(), size, ratio), mode, state)
    return answer


def loader_icon(step: int, role: Role, size: int = 16) -> QIcon:
    """Return the loader at one of its steps for a button that shows it while it is disabled, too."""
    answer = QIcon()
    for ratio in screen_ratios():
        colour = theme.current().colour(role)
        picture = _turned_with_gap(step % LOADER_STEPS, colour.rgba(), size, ratio)
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled):
            answer.addPixmap(picture, mode)
    return answer


def icon_size(size: int = 16, *, gap: bool = False) -> QSize:
    """Return the iconSize that a button needs to show `icon(..., size, gap=gap)` unscaled."""
    return QSize(size + _TEXT_GAP if gap else size, size)


def give(
    target: QAbstractButton | QAction,
    name: str,
    role: Role = "text2",
    size: int = 16,
    *,
    checked_role: Role | None = None,
    gap: bool = False,
) -> None:
    """Set the icon of a button or action and set it anew whenever the palette or the screens change."""
    holder = target.findChild(_GivenIcon, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if holder is None:
        holder = _GivenIcon(target)
    holder.name, holder.role, holder.size = name, role, size
    holder.checked_role, holder.gap = checked_role, gap
    holder.renew()


@cache
def application_icon() -> QIcon:
    """Return the program's own icon for windows and the tray."""
    answer = QIcon()
    for file in sorted(assets.path("icons", "app").glob("*.png")):
        answer.addFile(str(file))
    return answer


def screen_ratios() -> tuple[float, ...]:
    """Return the device pixel ratios of all screens, smallest first."""
    return tuple(sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()})) or (1.0,)


class _GivenIcon(QObject):
    """Keeps the wish behind a target's icon, as a child that goes with it."""

    name = ""
    role: Role = "text2"
    size = 16
    checked_role: Role | None = None
    gap = False

    def __init__(self, target: QAbstractButton | QAction) -> None:
        super().__init__(target)
        self._target = target
        theme.current().changed.connect(self.renew)

    def renew(self) -> None:
        picture = icon(self.name, self.role, self.size, checked_role=self.checked_role, gap=self.gap)
        self._target.setIcon(picture)
        if isinstance(self._target, QAbstractButton):
            self._target.setIconSize(icon_size(self.size, gap=self.gap))


class _Sheet:
    """The alpha of all icons in all sizes for one device pixel ratio."""

    def __init__(self, file: str, ratio: float) -> None:
        grey = QImage(file)
        if grey.isNull():
            raise assets.AssetMissing(f"The icon sheet {file} cannot be read. Install FX Desk again.")
        self.columns = {name: column for column, name in enumerate(grey.text(NAMES_KEY).split())}
        alpha = grey.convertToFormat(QImage.Format.Format_Grayscale8)
        alpha.reinterpretAsFormat(QImage.Format.Format_Alpha8)
        self._alpha = alpha
        self._tops: dict[int, int] = {}
        top = 0
        for size in SIZES:
            self._tops[size] = top
            top += pixels(size, ratio)
        self._ratio = ratio

    def cut(self, name: str, size: int) -> QImage:
        side = pixels(size, self._ratio)
        return self._alpha.copy(QRect(self.columns[name] * side, self._tops[size], side, side))


@cache
def _sheet(ratio: float) -> _Sheet:
    return _Sheet(str(assets.path("icons", "sheet", sheet_name(ratio))), ratio)


@cache
def _alpha(name: str, size: int, ratio: float) -> QImage:
    if size in SIZES and ratio in RATIOS:
        return _sheet(ratio).cut(name, size)
    if name not in _sheet(1.0).columns:
        raise KeyError(name)
    return draw_alpha(assets.path("icons", f"{name}.svg").read_bytes(), pixels(size, ratio))


def draw_alpha(svg: bytes, side: int) -> QImage:
    """Draw one SVG as `side` × `side` alpha values."""
    # Costs some 10 ms to import, and only an unusual ratio needs it.
    from PySide6.QtSvg import QSvgRenderer

    canvas = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return canvas.convertToFormat(QImage.Format.Format_Alpha8)


@cache
def _tinted(name: str, rgba: int, size: int, ratio: float) -> QPixmap:
    return _fill(_alpha(name, size, ratio), rgba, ratio)


@cache
def _turned(step: int, rgba: int, size: int, ratio: float) -> QPixmap:
    quarters, rest = divmod(step, LOADER_STEPS // 4)
    name = ("loader-circle", "loader-circle-30", "loader-circle-60")[rest]
    # A quarter turn moves whole pixels; the steps between are drawings of their own.
    return _fill(_alpha(name, size, ratio).transformed(QTransform().rotate(90 * quarters)), rgba, ratio)


# Each new pixmap that a button shows stays in Qt's cache until megabytes later: buttons share theirs.
@cache
def _tinted_with_gap(name: str, rgba: int, size: int, ratio: float) -> QPixmap:
    return _with_gap(_tinted(name, rgba, size, ratio), size, ratio)


@cache
def _turned_with_gap(step: int, rgba: int, size: int, ratio: float) -> QPixmap:
    return _with_gap(_turned(step, rgba, size, ratio), size, ratio)


def _fill(alpha: QImage, rgba: int, ratio: float) -> QPixmap:
    canvas = QImage(alpha.size(), QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(QColor.fromRgba(rgba))
    painter = QPainter(canvas)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(0, 0, alpha)
    painter.end()
    picture = QPixmap.fromImage(canvas)
    picture.setDevicePixelRatio(ratio)
    return picture


def _with_gap(picture: QPixmap, size: int, ratio: float) -> QPixmap:
    wider = QPixmap(pixels(size + _TEXT_GAP, ratio), picture.height())
    wider.fill(Qt.GlobalColor.transparent)
    plain = QPixmap(picture)
    plain.setDevicePixelRatio(1.0)
    painter = QPainter(wider)
    painter.drawPixmap(0, 0, plain)
    painter.end()
    wider.setDevicePixelRatio(ratio)
    return wider
