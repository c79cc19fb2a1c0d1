# SPDX-License-Identifier: MIT
"""The countries of the simulated service, so that ids, dial codes and numbers look real."""

from __future__ import annotations

from typing import NamedTuple


class Country(NamedTuple):
    """One country: its id in the service's own spelling, dial code without `+`, names, shape of a mobile."""

    id: str
    dial: str
    chinese: str
    english: str
    starts: str  # the first digits of a national mobile number
    digits: int  # how many digits a national mobile number has

    @property
    def title(self) -> str:
        """`Country_Title` as the price list spells it: `+60/马来西亚/malaysia`."""
        return f"+{self.dial}/{self.chinese}/{self.english}"


# The service spells the United Kingdom `eng`; all other ids are ISO 3166 alpha-3 in lower case.
_TABLE = """
idn 62 印度尼西亚 indonesia 812 11
vnm 84 越南 vietnam 90 9
phl 63 菲律宾 philippines 917 10
ind 91 印度 india 98 10
mys 60 马来西亚 malaysia 11 10
rou 40 罗马尼亚 romania 72 9
pol 48 波兰 poland 51 9
bra 55 巴西 brazil 119 11
esp 34 西班牙 spain 612 9
hkg 852 香港 hong-kong 44 8
usa 1 美国 usa 202555 10
eng 44 英国 united-kingdom 7700 10
can 1 加拿大 canada 416555 10
dom 1 多米尼加 dominican-republic 809555 10
pri 1 波多黎各 puerto-rico 787555 10
rus 7 俄罗斯 russia 900 10
kaz 7 哈萨克斯坦 kazakhstan 700 10
nld 31 荷兰 netherlands 6 9
tur 90 土耳其 turkey 531 10
deu 49 德国 germany 1511 11
fra 33 法国 france 6 9
ita 39 意大利 italy 347 10
prt 351 葡萄牙 portugal 91 9
bel 32 比利时 belgium 47 9
aut 43 奥地利 austria 664 10
che 41 瑞士 switzerland 78 9
cze 420 捷克 czech-republic 60 9
svk 421 斯洛伐克 slovakia 90 9
hun 36 匈牙利 hungary 20 9
bgr 359 保加利亚 bulgaria 88 9
srb 381 塞尔维亚 serbia 60 8
hrv 385 克罗地亚 croatia 91 9
grc 30 希腊 greece 69 10
cyp 357 塞浦路斯 cyprus 99 8
ukr 380 乌克兰 ukraine 67 9
mda 373 摩尔多瓦 moldova 69 8
ltu 370 立陶宛 lithuania 61 8
lva 371 拉脱维亚 latvia 26 8
est 372 爱沙尼亚 estonia 51 8
fin 358 芬兰 finland 40 9
swe 46 瑞典 sweden 70 9
nor 47 挪威 norway 41 8
dnk 45 丹麦 denmark 20 8
isl 354 冰岛 iceland 61 7
irl 353 爱尔兰 ireland 85 9
mex 52 墨西哥 mexico 55 10
arg 54 阿根廷 argentina 911 11
chl 56 智利 chile 9 9
col 57 哥伦比亚 colombia 300 10
per 51 秘鲁 peru 9 9
ecu 593 厄瓜多尔 ecuador 99 9
ven 58 委内瑞拉 venezuela 412 10
bol 591 玻利维亚 bolivia 7 8
pry 595 巴拉圭 paraguay 98 9
ury 598 乌拉圭 uruguay 94 8
gtm 502 危地马拉 guatemala 5 8
hnd 504 洪都拉斯 honduras 9 8
nic 505 尼加拉瓜 nicaragua 8 8
cri 506 哥斯达黎加 costa-rica 8 8
pan 507 巴拿马 panama 6 8
zaf 27 南非 south-africa 82 9
nga 234 尼日利亚 nigeria 803 10
ken 254 肯尼亚 kenya 71 9
gha 233 加纳 ghana 24 9
tza 255 坦桑尼亚 tanzania 75 9
uga 256 乌干达 uganda 77 9
egy 20 埃及 egypt 10 10
mar 212 摩洛哥 morocco 6 9
tun 216 突尼斯 tunisia 20 8
isr 972 以色列 israel 52 9
sau 966 沙特阿拉伯 saudi-arabia 50 9
are 971 阿联酋 united-arab-emirates 50 9
tha 66 泰国 thailand 81 9
khm 855 柬埔寨 cambodia 12 8
lao 856 老挝 laos 20 10
mmr 95 缅甸 myanmar 9 9
lka 94 斯里兰卡 sri-lanka 71 9
bgd 880 孟加拉国 bangladesh 171 10
pak 92 巴基斯坦 pakistan 300 10
npl 977 尼泊尔 nepal 98 10
jpn 81 日本 japan 90 10
kor 82 韩国 south-korea 10 10
twn 886 台湾 taiwan 9 9
mac 853 澳门 macao 6 8
sgp 65 新加坡 singapore 8 8
mng 976 蒙古 mongolia 88 8
aus 61 澳大利亚 australia 491 9
nzl 64 新西兰 new-zealand 21 9
uzb 998 乌兹别克斯坦 uzbekistan 90 9
kgz 996 吉尔吉斯斯坦 kyrgyzstan 55 9
geo 995 格鲁吉亚 georgia 55 9
arm 374 亚美尼亚 armenia 91 8
"""


def _read(line: str) -> Country:
    id_, dial, chinese, english, starts, digits = line.split()
    return Country(id_, dial, chinese, english.replace("-", " "), starts, int(digits))


COUNTRIES: tuple[Country, ...] = tuple(_read(line) for line in _TABLE.strip().splitlines())
COUNTRY_BY_ID: dict[str, Country] = {country.id: country for country in COUNTRIES}
