"""What a Chinese quantity measures, from the words between the figure before it and itself."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.reading.frames.cues import Measure
from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.words.quantities import plain

OF_WIDER = "growth.of_wider"  # the rule of a rate that another is held against
_CUES = frozenset({"direction", "reach", "share", "basis"})
_RIGHT = ("增长", "增速", "增幅", "涨幅", "速度", "下降", "降幅", "高速", "年均", "同比", "跌幅", "升幅")
_FROM = frozenset({"由", "从"})
_MOVED = frozenset({"增长", "下降", "同比", "环比", "进口", "出口", "进出口", "占"})
RATES = ("增速", "增幅", "降幅", "增长率", "涨幅", "跌幅")  # nouns, which say how a rate moves whatever becomes of it
_RUN_ON = frozenset({"、", "和", "及", "与"})
_FALLS = frozenset({"低", "少"})


def measure(sentence: Sentence, window: list[Mention], mention: Mention, before: Measure | None) -> Measure:
    """The measure of the quantity ``mention``; ``window`` are the mentions between its clause's beginning, or the figure before
    it, and itself; ``before`` is the measure of the figure before it in the sentence."""
    kind = mention.quantity.kind
    said = [m.code for m in window if m.kind in ("terms", "other_topic")]
    if "average" in said:
        return Measure(None, "average over a period")
    if "prices" in said:
        return Measure(None, "price or rate")
    if kind in ("money", "physical"):
        return _level(sentence, window, mention)
    if kind == "points":
        return _points(sentence, window, mention, before)
    if kind == "growth_word":
        q = mention.quantity
        return Measure("growth", "growth.multiple", q.value, q.step, "%")
    if kind == "times":
        return _times(sentence, window, mention, before)
    return _percent(sentence, window, mention, before)


def _cues(window: list[Mention]) -> list[Mention]:
    return [m for m in window if m.kind in _CUES or (m.kind == "filler" and m.code in ("至", "到"))]


def _moves_on(sentence: Sentence, mention: Mention) -> bool:
    """Whether the value is one that a movement starts from: 由 45.1% 提升至 49.5%."""
    at = mention.first - 1
    while at >= 0 and mention.first - at <= 4 and sentence.tokens[at].text not in _FROM:
        if sentence.tokens[at].kind == "punct" or sentence.tokens[at].text in _MOVED:
            return False
        at -= 1
    if at < 0 or sentence.tokens[at].text not in _FROM:
        return False
    for token in sentence.tokens[mention.last : mention.last + 6]:
        if token.kind == "punct":
            return False
        if token.text.endswith(("至", "到")) and not token.text.startswith("达"):
            return True
    return False


_YEAR_BEFORE = frozenset({"上年", "上一年", "前一年", "上年度"})


def _is_prior(sentence: Sentence, period: Mention) -> bool:
    """Whether a period is the one a year before that of the release: 由上年同期的38.4%, 由上年的38.4%."""
    return period.period.kind == "prior" or sentence.tokens[period.first].text in _YEAR_BEFORE


def _dated(sentence: Sentence, mention: Mention) -> bool:
    """Whether the months of a value that a movement starts from are named: 从2017年的1339.7亿元增加到2022年的2182.4亿元."""
    named = next((m.period for m in sentence.of("period") if 0 <= mention.first - m.last <= 1), None)
    return named is not None and named.kind == "period" and (isinstance(named.year, int) or named.last < 12)


_APART = frozenset({"差", "只差", "仅差", "相差", "只相差"})  # 南通出口1041.8亿元，常州出口1021.5亿元，只差20亿出头


def _level(sentence: Sentence, window: list[Mention], mention: Mention) -> Measure:
    q = mention.quantity
    if _moves_on(sentence, mention) and not _dated(sentence, mention):
        return Measure(None, "earlier level")
    moved = None
    for cue in window:
        if cue.kind == "direction":
            moved = cue
        elif (
            cue.kind in ("reach", "flow", "commodity", "partner")
            or (cue.kind == "terms" and cue.code == "amount")
            or (cue.kind == "filler" and sentence.tokens[cue.first].text in ("至", "到", "高达"))
        ):
            moved = None
    apart = mention.first > 0 and sentence.tokens[mention.first - 1].text in _APART
    if apart or (moved is not None and moved.code != "flat"):
        return Measure(None, "absolute change")
    return Measure("level", "level", _signed(q, 1), q.step, q.unit or "")


def _signed(q, sign: int) -> Decimal:
    return -q.value if q.sign == "-" else sign * q.value


def _percent(sentence: Sentence, window: list[Mention], mention: Mention, before: Measure | None) -> Measure:
    q = mention.quantity
    cues = _cues(window)
    shared = any(m.kind == "share" for m in cues)
    contributed = [m for m in window if m.kind == "contribution"]
    if contributed and (shared or sentence.tokens[contributed[-1].first].text.endswith(("贡献率", "贡献度"))):
        return Measure(None, "contribution to growth")
    if _moves_on(sentence, mention):
        if shared and any(m.kind == "period" and _is_prior(sentence, m) for m in window):
            return Measure("share", "share.prior", q.value, q.step, "%", role="prior")
        if _dated(sentence, mention):  # 由2020年的40.7%升至43%, 增速由3月的11.6%跃升至21.3%
            falling = cues and cues[-1].code == "down"
            return (
                Measure("share", "share.moved_from", q.value, q.step, "%")
                if shared
                else Measure("growth", "growth.moved_from", _signed(q, -1 if falling else 1), q.step, "%")
            )
        return Measure(None, "earlier share" if shared else "earlier rate")
    if cues and cues[-1].kind in ("reach", "filler"):
        return _reached(sentence, mention, cues, before)
    if shared:
        spoken = next(m for m in reversed(cues) if m.kind == "share")
        after = [m for m in cues if m.kind == "direction" and m.first > spoken.first]
        if after and spoken.grade == "noun":
            return Measure(
                "share_change", "share_change.noun", _signed(q, -1 if after[-1].code == "down" else 1), q.step, "pp"
            )
        if not after:
            return Measure("share", f"share.{spoken.grade or 'verb'}", q.value, q.step, "%", cue=spoken)
    if any(m.kind == "gap" for m in window):
        if rate_of_wider(sentence, mention) is not None:
            return Measure("growth", OF_WIDER, q.value, q.step, "%")
        return Measure(None, "gap between growth rates")
    if any(m.kind == "contribution" for m in window) and not any(m.kind == "direction" for m in window):
        return Measure(None, "contribution to growth")
    moved = next((m for m in reversed(cues) if m.kind == "direction"), None)
    if moved is not None and moved.first and sentence.tokens[moved.first - 1].text.endswith("价"):
        return Measure(None, "price or rate")  # 量增32.6%，价跌16.3%
    priced = before is not None and before.rule == "price or rate"
    if priced and moved is not None and sentence.tokens[moved.first].text.endswith(("涨", "跌")):
        return Measure(None, "price or rate")
    if moved is not None:
        doubt = (
            "share_change"
            if before is not None
            and before.measure == "share"
            and not any(
                m.kind in ("flow", "commodity", "partner", "enterprise", "regime", "zone", "region", "home")
                for m in window
            )
            else None
        )
        return Measure(
            "growth",
            "growth.printed" if q.sign else "growth.verb",
            _signed(q, -1 if moved.code == "down" else 1),
            q.step,
            "%",
            doubt=doubt,
            cue=moved,
        )
    if any(m.kind == "basis" for m in cues):
        down = mention.first and sentence.tokens[mention.first - 1].text[-1:] in _FALLS  # 比去年5月低11%
        return Measure("growth", "growth.basis", _signed(q, -1 if down else 1), q.step, "%")
    if _share_behind(sentence, mention):
        return Measure("share", "share.noun", q.value, q.step, "%")
    if _right(sentence, mention):
        down = any(
            t.text.startswith(("下降", "降幅", "跌幅")) for t in sentence.tokens[mention.last : mention.last + 4]
        )
        return Measure("growth", "growth.noun", _signed(q, -1 if down else 1), q.step, "%")
    if q.sign is not None:
        return Measure("growth", "growth.printed", _signed(q, 1), q.step, "%")
    return _carried(q, before, q.value)


def _reached(sentence: Sentence, mention: Mention, cues: list[Mention], before: Measure | None) -> Measure:
    """A percentage that something came to: the share or the rate that the words before tell of (增速达到10.7%)."""
    q = mention.quantity
    shared = any(m.kind == "share" for m in cues)
    earlier = next((m for m in reversed(cues) if m.kind not in ("reach", "filler")), None)
    rated = earlier is not None and earlier.kind == "direction" and not shared  # 增速达到10.7%
    of_share = before is not None and (before.measure in ("share", "share_change") or before.rule == "earlier share")
    if shared or (of_share and not rated):
        return Measure("share", "share.reached", q.value, q.step, "%", cue=cues[-1])
    if (
        earlier is None
        and before is not None
        and before.rule in ("earlier rate", "growth.moved_from", "gap between growth rates")
    ):
        said = [m for m in reversed(sentence.mentions) if m.first < mention.first and m.kind == "direction"]
        rates = [m for m in said if sentence.tokens[m.first].text.endswith(RATES)]
        earlier = next(iter(rates or said), None)
    if earlier is not None and earlier.kind == "direction":
        return Measure("growth", "growth.reached", _signed(q, -1 if earlier.code == "down" else 1), q.step, "%")
    if any(m.kind == "basis" for m in cues) or (before is not None and before.measure == "growth"):
        return Measure("growth", "growth.reached", _signed(q, 1), q.step, "%")
    return Measure(None, "nothing says what the percentage measures")


def _right(sentence: Sentence, mention: Mention) -> bool:
    following = sentence.tokens[mention.last : mention.last + 4]
    if not following or following[0].text[0] not in "的以":
        return False
    for token in following:
        if token.kind == "punct":
            return False
        if token.text.lstrip("的").startswith(_RIGHT):
            return True
    return False


def _share_behind(sentence: Sentence, mention: Mention) -> bool:
    """以34.7%的份额居首, 超过六成（61.2%）的比重: the noun that says what the percentage is stands behind it."""
    following = "".join(t.text for t in sentence.tokens[mention.last : mention.last + 3]).removeprefix("）")
    return following.startswith(("的份额", "的占比", "的比重", "的市场份额", "的占有率", "的比例"))


def _carried(q, before: Measure | None, value: Decimal, step: Decimal | None = None) -> Measure:
    """An ellipsis: the measure of the figure before it, with its sign."""
    if before is not None and before.measure in ("growth", "share") and before.unit == "%":
        sign = -1 if before.measure == "growth" and before.value < 0 and before.rule != "growth.printed" else 1
        signed = -value if q.sign == "-" else sign * value
        return Measure(before.measure, f"{before.measure}.carried", signed, step or q.step, "%")
    return Measure(None, "nothing says what the percentage measures")


_ITS_RATE = re.compile("的[^，。；、]{0,6}(?:增速|增幅|增长率|平均水平|总体水平)")
_WIDER = {"全国": "nation", "全省": "province", "全市": "city"}


def rate_of_wider(sentence: Sentence, mention: Mention) -> str | None:
    """Whose rate another is held against that is told itself, as a "home" is coded: 低于全省10.2%的出口平均增速."""
    behind = "".join(t.text for t in sentence.tokens[mention.last : mention.last + 6])
    at = mention.first - 1
    at -= at > 0 and sentence.tokens[at].text == "同期"  # 较全国同期21.4%的增速高0.4个百分点
    if at < 0 or _ITS_RATE.match(behind) is None:
        return None
    return _WIDER.get(sentence.tokens[at].text[-2:])


def _points(sentence: Sentence, window: list[Mention], mention: Mention, before: Measure | None) -> Measure:
    q = mention.quantity
    tokens = sentence.tokens
    if any(m.kind == "contribution" for m in window):
        return Measure(None, "contribution to growth")
    rate = any(tokens[m.first].text.endswith(RATES) for m in window if m.kind == "direction")
    shared = any(m.kind == "share" for m in window)
    of_share = before is not None and (before.measure in ("share", "share_change") or before.role == "share")
    if rate or any(m.kind == "gap" for m in window):
        return Measure(None, "gap between growth rates", role="share" if of_share and not rate else "")
    moved = next((m for m in reversed(window) if m.kind == "direction"), None)
    nearest = tokens[mention.first - 1].text if mention.first else ""
    down = moved.code == "down" if moved is not None else nearest[-1:] in _FALLS
    if shared or of_share:
        if moved is None and _held_up(sentence, window, mention):
            return Measure(None, "gap between growth rates", role="share")
        if moved is None and before is not None and before.measure == "share_change" and nearest in _RUN_ON:
            down = before.value < 0  # 分别提高1.9和1.7个百分点
        elif moved is None and nearest[-1:] not in ("高", "低", "多", "少"):
            return Measure(None, "points of nothing named")
        return Measure("share_change", "share_change.points", -q.value if down else q.value, q.step, "pp")
    if before is not None and before.measure == "growth":
        return Measure(None, "gap between growth rates")
    if before is not None and before.rule in ("gap between growth rates", "contribution to growth"):
        return Measure(None, before.rule)
    return Measure(None, "points of nothing named")


_AGAINST = re.compile("(?<![占同环])(?:比|较|于)[^，。；]{1,10}[高低多少]出?了?$")


def _held_up(sentence: Sentence, window: list[Mention], mention: Mention) -> bool:
    """Whether points tell how far something is from another thing, and not from itself at another time: 占51.2%，比浙江高2.1个百分点."""
    if any(m.kind == "basis" for m in window):
        return False
    before = "".join(t.text for t in sentence.tokens[max(0, mention.first - 8) : mention.first])
    return _AGAINST.search(before) is not None


def _rate_told(sentence: Sentence, reached: Mention) -> Mention | None:
    """The word for a rate of growth in the clause before, where nothing but that is what came to so much."""
    before = [m for m in sentence.mentions if m.last <= reached.first]
    last = before[-1] if before else None
    said = last is not None and last.kind == "direction" and sentence.tokens[last.first].text.endswith(RATES)
    return last if said and sentence.tokens[reached.first - 1].kind == "punct" else None


def _times(sentence: Sentence, window: list[Mention], mention: Mention, before: Measure | None) -> Measure:
    q = mention.quantity
    value, step = plain(q.value * 100), plain(q.step * 100)
    moved = next((m for m in reversed(window) if m.kind == "direction"), None)
    if moved is None and window and window[-1].kind == "reach":
        moved = _rate_told(sentence, window[-1])  # 增速惊人，达到1.1倍
    if moved is not None and moved.code == "up":
        return Measure("growth", "growth.multiple", value, step, "%", cue=moved)
    if moved is None and sentence.tokens[mention.first - 1].text == "的" and mention.first:
        # 是去年同期的2.3倍, 是上年的2.1倍
        before_it = sentence.tokens[mention.first - 2].text if mention.first > 1 else ""
        if before_it not in ("上年", "去年") and not any(
            m.period is not None and m.period.kind in ("prior", "basis") for m in window
        ):
            return Measure(None, "number of times")
        return Measure("growth", "growth.multiple_of_base", plain(value - 100), step, "%")
    return (
        _carried(q, before, value, step)
        if before is not None and before.measure == "growth" and moved is None
        else Measure(None, "number of times")
    )
