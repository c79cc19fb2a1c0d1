# SPDX-License-Identifier: MIT
"""The invented services of the simulated price list, so that pictures and tests show no real company."""

from __future__ import annotations

import itertools
from typing import NamedTuple


class NamedService(NamedTuple):
    """A service with a fixed id: the ones that scenarios, tests and pictures speak of."""

    id: str
    name: str
    cheapest: str  # its lowest price in the list


LUMEN_MAIL = NamedService("1096", "Lumen Mail", "0.0450")
LUMEN_DRIVE = NamedService("1102", "Lumen Drive", "0.1100")
LUMEN_MEET = NamedService("2267", "Lumen Meet", "0.1250")
LUMEN_PAY = NamedService("1118", "Lumen Pay", "0.4000")
LUMEN_KIDS = NamedService("1125", "Lumen Kids", "0.0700")
ORCHID_SOCIAL = NamedService("77", "Orchid Social", "0.0600")
PAPERPLANE = NamedService("204", "Paperplane", "0.0900")
TANDEM_RIDE = NamedService("512", "Tandem Ride", "0.0800")
HARBOUR_PAY = NamedService("310", "Harbour Pay", "0.3800")
MARLIN_MARKET = NamedService("640", "Marlin Market", "0.2200")
QUILL_NOTES = NamedService("733", "Quill Notes", "0.1400")
BLUE_WHALE_FOOD = NamedService("858", "Blue Whale Food", "0.0900")
NORTHBANK = NamedService("901", "Northbank", "0.5500")
BRIGHT_LAMP_MAIL = NamedService("1301", "明灯邮箱", "0.0500")
CRANE_TRAVEL = NamedService("1302", "白鹤出行", "0.1200")
TEA_HOUSE = NamedService("1303", "茶馆聊天", "0.0650")
BAMBOO_WALLET = NamedService("1304", "竹叶钱包", "0.3000")

NAMED_SERVICES: tuple[NamedService, ...] = (
    LUMEN_MAIL,
    LUMEN_DRIVE,
    LUMEN_MEET,
    LUMEN_PAY,
    LUMEN_KIDS,
    ORCHID_SOCIAL,
    PAPERPLANE,
    TANDEM_RIDE,
    HARBOUR_PAY,
    MARLIN_MARKET,
    QUILL_NOTES,
    BLUE_WHALE_FOOD,
    NORTHBANK,
    BRIGHT_LAMP_MAIL,
    CRANE_TRAVEL,
    TEA_HOUSE,
    BAMBOO_WALLET,
)

# Services that exist for the service but are in no price list: they answer with a refusal.
UNAUDITED_SERVICE = "90001"
DISABLED_SERVICE = "90002"

_FIRST_WORDS = """
Amber Anvil Aspen Badger Barley Basalt Beacon Birch Bramble Brook Cedar Cinder Clover Cobalt Copper Coral
Cricket Drift Ember Falcon Fennel Fern Finch Flint Garnet Ginger Granite Hazel Heron Indigo Ivory Jasper
Juniper Kestrel Lantern Larch Linden Lotus Maple Meadow Mica Nettle Oatmeal Ochre Otter Pebble Pepper
Pewter Plover Poplar Quartz Raven Reed Robin Rowan Saffron Sable Sorrel Sparrow Thistle Thyme Tulip Umber
Violet Walnut Willow Yarrow Zephyr
"""
_SECOND_WORDS = """
Mail Chat Pay Drive Market Ride Notes Food Bank Games Play Music Photos Meet Social Travel Store Wallet
Talk Video News Books Cloud Dating Tickets Maps Fit Learn Jobs Parcel
"""
_FIRST_CHINESE = """
青松 白云 红叶 金桥 银河 蓝海 绿洲 晨光 星火 远山 清泉 飞鸟 朝阳 明月 长风 春雨 秋实 冬梅 夏荷 南山
北辰 东篱 西窗 流萤 落霞 归雁 听雨 知音 竹影 墨香
"""
_SECOND_CHINESE = """
邮箱 聊天 支付 网盘 商城 出行 笔记 外卖 钱包 游戏 音乐 相册 会议 社区 旅行 视频 新闻 阅读 地图 招聘
"""


def invented_names(count: int) -> list[str]:
    """Return `count` different invented names, two Latin ones to each Chinese one while they last."""
    latin = (f"{first} {second}" for second in _SECOND_WORDS.split() for first in _FIRST_WORDS.split())
    chinese = (f"{first}{second}" for second in _SECOND_CHINESE.split() for first in _FIRST_CHINESE.split())
    names: list[str] = []
    for name in chinese:
        names += [*itertools.islice(latin, 2), name]
    names += latin
    number = 2
    while len(names) < count:
        names += [f"{name} {number}" for name in names[:2000]]
        number += 1
    return names[:count]
