"""Whether a Chinese figure, once placed, is a statement of goods trade."""

from __future__ import annotations

import re
from itertools import islice

from pipeline.reading.frames.frames import FLOWS, altered
from pipeline.reading.frames.placing import Placed
from pipeline.reading.scope.scope import judge
from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.zh.walk import UNKNOWN

_LEAST = 1_000_000
_LEVELS = frozenset({"CNY", "USD"})


def settle(figure: Placed, sentence: Sentence, published_month: int) -> None:
    """Set ``outcome``, ``reason`` and ``hint`` of a figure that is no statement; leave the others as read."""
    if figure.outcome != "read":
        return
    if figure.frame is not None and (figure.frame.blocked or "").startswith(UNKNOWN):
        figure.outcome = "unread"
        figure.reason = figure.frame.blocked.removeprefix(UNKNOWN)
        figure.hint = "a form for the name in pipeline/vocabulary"
        if not figure.reason.startswith("a "):
            figure.reason = f"about {figure.reason!r}, which is not known"
        return
    if not _SURVEYS.isdisjoint(sentence.said):
        figure.outcome, figure.reason = "out_of_scope", "what a survey found"
        return
    if (left := _described(figure, sentence)) is not None:
        figure.outcome, figure.reason = "out_of_scope", left
        return
    if _of_each(figure, sentence):
        figure.outcome, figure.reason = "out_of_scope", "how many of so many"
        return
    if _petty(figure):
        figure.outcome, figure.reason = "out_of_scope", "a price, not the value of a flow"
        return
    judge(
        figure,
        published_month,
        lambda: _projected(figure, sentence),
        lambda: _foreign(figure, sentence),
        "language_zh.toml",
    )


_SURVEYS = frozenset({"问卷调查", "网络问卷调查", "问卷", "抽样调查", "受访企业", "调查问卷"})


# What a figure describes right before it: 出口额500万美元以上的企业, 不到全省2%的土地面积.
_DESCRIBES = {
    re.compile("(?:及?以[上下])?的[^，。；]{0,6}?(?:企业|商家|公司|客户|主体|项目)"): "what kind of firms are meant",
    re.compile("的?(?:中国|美国|我国|美方|中方|进口)?(?:进口)?(?:商品|产品|货物)加征"): "goods that a tariff is put on",
    re.compile("的(?:土地|国土|陆地|行政区域|区域)?(?:面积|土地|国土|人口)"): "a share of land or people",
}


def _described(figure: Placed, sentence: Sentence) -> str | None:
    """What a figure describes, where that is no trade."""
    if figure.mention.last >= len(sentence.tokens) or figure.rule.endswith("table.cell"):
        return None
    behind = "".join(token.text for token in sentence.tokens[figure.mention.last : figure.mention.last + 6])
    return next((what for pattern, what in _DESCRIBES.items() if pattern.match(behind)), None)


_FEW = 100


def _of_each(figure: Placed, sentence: Sentence) -> bool:
    """每出口3辆汽车就有1辆是电动载人汽车: a ratio, told in things."""
    quantity, first = figure.mention.quantity, figure.mention.first
    if quantity.kind != "physical" or quantity.value > _FEW:
        return False
    start = next((at + 1 for at in range(first - 1, -1, -1) if sentence.tokens[at].kind == "punct"), 0)
    return any(token.text.endswith("每") for token in sentence.tokens[start:first])


def _petty(figure: Placed) -> bool:
    """运费便宜800元: no flow of a region is counted in single yuan."""
    quantity = figure.mention.quantity
    return (
        quantity.kind == "money"
        and quantity.value < _LEAST
        and not quantity.shared
        and not figure.rule.endswith("table.cell")
    )


def _projected(figure: Placed, sentence: Sentence) -> bool:
    """A target stands right behind its figure: 160亿美元目标."""
    after = figure.mention.last
    for mention in sentence.of("projection"):
        if after <= mention.first <= after + 2:
            return all(t.kind != "punct" for t in sentence.tokens[after : mention.first])
    return False


# 韩国产业通商资源部1日发布数据, 俄罗斯联邦海关署署长透露: what an office of another country makes known.
_OFFICE = re.compile(
    r"[^，。；：]{0,12}?(?:部|署|局|处|厅|海关|省|央行|银行|政府|官方|办公室|协会|委员会|方面|自己|自身)[^，。；：]{0,12}?(?:发布|公布|透露|表示|宣布|显示|数据|数字|统计|称|说)"
)
_OTHERS = "美俄韩日欧越德法英印泰澳加墨哈乌蒙老缅巴"
_COUNTING = "方[^，。；：]{0,8}?(?:公布|发布|统计|数据|口径)"
_TOLD_BY_THEM = re.compile(f"(?:另?据|根据|按)?[{_OTHERS}]{_COUNTING}")
_OTHER_SIDE = re.compile(
    f"[{_OTHERS}]{_COUNTING}|俄方[^，。；：]{{0,12}}出口|(?:俄罗斯|越南|美国|韩国|日本|泰国)海关[则]?[称说]"
)
# 越南海关则称，同期该国咖啡出口额…; 该国2019年出口对虾63.3万吨
_THEY_SAY = re.compile(
    f"(?:[{_OTHERS}]|俄罗斯|越南|美国|韩国|日本|泰国|巴西|沙特|印度)[^，。；]{{0,8}}(?:海关|统计局|统计总局|商务部|工贸部|协会|商会)则?[称说]"
    "|[德美法英韩泰]国(?:联邦|国家)?(?:统计局|统计厅|商务部|经济部)(?:的)?数据显示"
)
_THAT_COUNTRY = re.compile(
    "(?<![对自从与向在])该国(?!.{0,8}(?:对华|自华|从中国|向中国))[^，。；对自从与向]{0,12}(?:出口|进口)"
)
_ACCORDING_TO_THEM = re.compile(
    f"(?:另?据|根据|按照?)(?:[{_OTHERS}]{_COUNTING}"
    "|(?:印度|越南|日本|韩国|美国|泰国|巴西|德国|法国|英国|俄罗斯)[^，。；：中我省市]{1,8}(?:数据|统计|数字)(?:显示)?)"
)
_OURS = re.compile("(?<![对自从向与])中国|我国|中方")
_ACCORDING = frozenset({"据", "根据", "按", "按照", "另据", "来自", "而", "而据", "又据", "此外"})
_TOWARDS_US = frozenset("对自从向与")


# 俄联邦海关局称: an office that only the first character of its country's name tells.
_OFFICE_SHORT = re.compile(
    f"(?:[据按]|根据)?[{_OTHERS}](?:联邦|国家统计|国统计|统计|商务|财务|工贸|关税|农业|央行)[^，。；：]{{0,8}}?(?:发布|公布|称|说|显示|表示|数据)"
)


def _by_another(sentence: Sentence) -> bool:
    """Whether an office of another country opens a sentence that tells of nothing Chinese."""
    opening = sentence.text()
    if _OFFICE_SHORT.match(opening) and _OURS.search(opening) is None and "home" not in sentence.kinds:
        return True
    first = next(iter(sentence.of("partner")), None)
    lead = [token.text for token in sentence.tokens[: first.first]] if first is not None else []
    lead = lead[lead.index("：") + 1 :] if "：" in lead else lead  # 小知识：据越南方面统计
    if (
        first is None
        or any(said not in _ACCORDING for said in lead)
        or len(first.code) != 2
        or any(not _towards_us(sentence, m) for m in sentence.of("region"))
        or "home" in sentence.kinds
    ):
        return False
    said = "".join(token.text for token in sentence.tokens[first.last :])
    return _OFFICE.match(said) is not None and _OURS.search(said) is None


def _towards_us(sentence: Sentence, region: Mention) -> bool:
    """Whether the nation is only whom a country trades with: 韩国对中国出口."""
    return region.code == "CN" and region.first > 0 and sentence.tokens[region.first - 1].text[-1:] in _TOWARDS_US


def _told_by_them(sentence: Sentence) -> bool:
    """据俄方统计，前三季度滨海边疆区对华贸易额…: whether a sentence opens with what the other side counts, and names nothing Chinese."""
    said = sentence.text()
    return _TOLD_BY_THEM.match(said) is not None and not any(
        word in said for word in ("我国", "中国", "全省", "全区", "全市", "我省", "我市")
    )


def _of_their_side(figure: Placed, sentence: Sentence) -> bool:
    """Whether the other side counts it in the figure's clause, or opens the clauses up to it: 美方公布的去年对华逆差是3752亿美元,
    按哈方统计，哈中贸易额为194.5亿美元，占…."""
    said, told = "", False
    for token in sentence.tokens[: figure.mention.first]:
        if token.text in _OPENING:
            told = (told or _ACCORDING_TO_THEM.fullmatch(said) is not None) and token.text not in "；。"
            told = told or _THEY_SAY.fullmatch(said) is not None
            said = ""
        else:
            said += token.text
    return told or _OTHER_SIDE.search(said) is not None or _THAT_COUNTRY.search(said) is not None


_ALL, _SOME, _NONE = "all", "some", "none"


def _theirs(sentence: Sentence) -> str:
    """Which figures of a sentence another country counts: all of them, some perhaps, or none."""
    if _by_another(sentence) or _told_by_them(sentence):
        return _ALL
    said = sentence.text()
    sides = "该国" in said or any(p.search(said) for p in (_ACCORDING_TO_THEM, _THEY_SAY, _OTHER_SIDE))
    return _SOME if sides else _NONE


def _foreign(figure: Placed, sentence: Sentence) -> bool:
    """越南出口增长: a country that opens the clause as the owner of one flow counts its own trade."""
    if sentence.theirs is None:
        sentence.theirs = _theirs(sentence)
    if sentence.theirs == _ALL or (sentence.theirs == _SOME and _of_their_side(figure, sentence)):
        return True
    if _listed_behind_another(figure, sentence) or _with_a_third(figure, sentence):
        return True
    return _owns_flow(figure, sentence)


_THIRD = re.compile("(?:[今去]年|前?\\d+(?:[—-]\\d+)?个?月|上半年|同期|的)*[对向].*")


def _with_a_third(figure: Placed, sentence: Sentence) -> bool:
    """越南今年前7个月对美出口增长了近28%: whether a country opens the figure's clause as the one that sells to the figure's partner."""
    partner = figure.frame.partner
    told = [m for m in sentence.of("partner") if m.first < figure.mention.first]
    if figure.frame.flow != "export" or len(told) < 2 or told[-1].code != partner:
        return False
    seller = told[-2]
    opens = not seller.first or sentence.tokens[seller.first - 1].text[-1:] in "，；。：“—"
    between = "".join(token.text for token in sentence.tokens[seller.last : told[-1].last])
    return opens and len(seller.code) == 2 and seller.grade != "short" and _THIRD.fullmatch(between) is not None


def _listed_behind_another(figure: Placed, sentence: Sentence) -> bool:
    """肯尼亚出口茶叶52万吨，斯里兰卡24.2万吨: a country whose amount alone follows that of one that counts its own trade."""
    own = next((m for m in reversed(sentence.of("partner")) if m.last <= figure.mention.first), None)
    if own is None or own.code != figure.frame.partner or own.last != figure.mention.first:
        return False
    first = sentence.of("partner")[0]
    following = [m for m in sentence.mentions if m.first >= first.last and m.kind != "period"][:1]
    if following and sentence.tokens[following[0].first].text.startswith("买"):
        return False  # 墨西哥买走21.4万辆，阿联酋19.8万辆
    opens = not first.first or sentence.tokens[first.first - 1].text in _OPENING
    return opens and first is not own and [m.code for m in following] == [figure.frame.flow]


_BETWEEN = frozenset({"period", "filler", "terms"})  # between a country and its flow: 越南同期也进口, 美国自华进口
_DAYS = re.compile("前|\\d+[天日]|[上中下]旬|份|当月")
_OPENING = frozenset("，；。：“")


def _owns_flow(figure: Placed, sentence: Sentence) -> bool:
    """Whether the figure's country, or a list of countries with it, opens a clause as the owner of the flow."""
    frame = figure.frame
    if frame.partner is None or len(frame.partner) != 2 or frame.flow not in FLOWS:
        return False
    periods = {m.first for m in sentence.of("period")}
    for mention in sentence.of("partner"):
        if mention.first >= figure.mention.first:
            break
        if mention.code != frame.partner or mention.grade == "short":
            continue
        tokens = sentence.tokens
        listed = _list_around(sentence, mention)
        if any(len(m.code) != 2 for m in listed) or (len(listed) == 1 and figure.rule.endswith("list")):
            return False
        at = listed[0].first - 1
        while at in periods or (at >= 0 and _DAYS.fullmatch(tokens[at].text)):
            at -= 1  # 4月韩国出口下降14.2%, 5月前20天韩国出口
        opens = at < 0 or (tokens[at].kind == "punct" and tokens[at].text in _OPENING)
        last = listed[-1].last
        labels = tokens[last : last + 1]
        if not opens:
            continue  # 据蒙古国国家统计机构公布的数据，今年前8个月蒙古国对外贸易总额…
        if labels and labels[0].text in "：:":
            return False  # 欧盟：出口汽车114.6亿元 is a label
        behind = (
            m
            for m in sentence.mentions
            if m.first >= last and m.kind not in _BETWEEN and not (m.kind == "region" and _towards_us(sentence, m))
        )
        following = list(islice(behind, 1))
        if following and any(t.kind == "punct" for t in tokens[last : following[0].first]):
            return False  # 越南方面，进口…
        if not following or following[0].kind != "flow" or following[0].code != frame.flow:
            return False
        said = tokens[following[0].first].text
        if frame.flow == "total":
            return said.startswith(_OWN_TRADE)  # 蒙古国对外贸易总额; but 美国贸易额
        return not said.startswith("买")  # 俄罗斯买走了六成
    return False


_OWN_TRADE = ("对外贸易", "外贸")


def _list_around(sentence: Sentence, mention: Mention) -> list[Mention]:
    """The countries of the list that one is a member of: 韩国、越南出口也分别增长."""
    partners = sentence.of("partner")
    listed = [mention]
    while joined := [m for m in partners if m.last == listed[0].first - 1 and _joins(sentence, m.last)]:
        listed.insert(0, joined[0])
    while joined := [m for m in partners if m.first == listed[-1].last + 1 and _joins(sentence, m.first - 1)]:
        listed.append(joined[0])
    return listed


def _joins(sentence: Sentence, at: int) -> bool:
    return sentence.tokens[at].text in ("、", "和", "及", "与")


def drop_restatements(figures: list[Placed]) -> None:
    """首次突破5700亿元 beside 5711.6亿元, 近50% beside 49.5%, 增速保持在40%以上 beside 50.2%: a mark that was passed or neared says less than the exact figure."""
    told = [figure for figure in figures if _restatable(figure)]
    if not any(figure.approx for figure in told):
        return
    exact: dict[tuple, list[Placed]] = {}
    for figure in told:
        if not figure.approx:
            exact.setdefault(_about(figure), []).append(figure)
    for figure in told:
        if not figure.approx:
            continue
        for other in exact.get(_about(figure), ()):
            passed = figure.approx == ">" and figure.measure.value <= other.measure.value
            if passed or abs(other.measure.value - figure.measure.value) * 20 <= abs(other.measure.value):
                figure.outcome, figure.reason = "out_of_scope", "rounded restatement of a figure given exactly"
                break


def _restatable(figure: Placed) -> bool:
    measure = figure.measure
    return figure.outcome == "read" and (
        measure.measure in ("share", "growth") or (measure.measure == "level" and measure.unit in _LEVELS)
    )


def _about(figure: Placed) -> tuple:
    return altered(figure.frame, period_named=False), figure.basis, figure.measure.measure, figure.measure.unit
