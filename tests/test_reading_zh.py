"""Chinese constructions one by one: a sentence after the same lead, and the figures that it states."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.model import PageSource, Passage, Reading, Release
from pipeline.reading import read
from pipeline.release import read_release

DIMENSIONS = ("partner", "commodity", "regime", "enterprise", "zone", "transport")
LEAD = "前三季度，重庆外贸进出口总值4613.9亿元。"


def reading_of(
    *paragraphs: str, title: str = "前三季度重庆外贸增长", published: date = date(2020, 10, 16)
) -> tuple[Release, Reading]:
    texts, passages, at = [title, *paragraphs], [], 0
    for number, text in enumerate(texts):
        kind = "paragraph" if number else "heading"
        passages.append(Passage(kind, at, at + len(text), level=0 if number else 1, heading=0 if number else None))
        at += len(text) + 1
    release = Release("any", title, published, "given", "zh", "\n".join(texts), tuple(passages))
    return release, read(release)


def stated(sentence: str) -> list[str]:
    """Each figure after the lead in short: reporter and period where they are not the lead's, flow, breakdown, measure, value."""
    _, reading = reading_of(LEAD, sentence)
    lines = []
    for s in reading.statements[1:]:
        period = f"{s.period_start:%Y-%m}/{s.period_end:%Y-%m}"
        said = [s.region if s.region != "CN-CQ" else "", period if period != "2020-01/2020-09" else "", s.flow]
        said += [getattr(s, d) for d in DIMENSIONS if getattr(s, d) not in ("world", "all")]
        said += [s.measure, s.basis if s.basis not in (None, "yoy") else "", f"{s.value}", f"of {s.of}" if s.of else ""]
        lines.append(" ".join(w for w in said if w))
    return lines


CASES = {
    # one of several taken for an example
    "以河北为例，前三季度全省民营企业进出口1437亿元，占全省进出口总值的57.4%。": [
        "CN-HE total private level 143700000000", "CN-HE total private share 57.4",
    ],
    "以最大宗的进口商品原油为例，前三季度进口478.6万吨，可进口额只有109.4亿元，下降42.3%。": [
        "import crude_oil level 4786000", "import crude_oil level 10940000000", "import crude_oil growth -42.3",
    ],
    # what is weighed is of a good
    "对非洲出口茶叶20.4万吨。其中，对摩洛哥出口5.98万吨，出口额1.41亿美元；对加纳出口2.46万吨，增长0.9%。": [
        "export AFRICA tea level 204000", "export MA tea level 59800", "export MA tea level 141000000",
        "export GH tea level 24600", "export GH tea growth 0.9",
    ],
    # none of ours
    "肯尼亚去年出口茶叶超过52万吨，斯里兰卡24.2万吨，印度22.8万吨。": [],
    "业内人士认为，全年站上4800亿元没有悬念。": [],
    "美方公布的去年对华逆差是3752亿美元。": [],
    "市场此前估计进口大豆870万吨左右。": [],
    "全年合同外资167.2亿美元，实际到账外资152亿美元，增长8.1%。": [],
    # one part is dealt out, counted or told of one time
    "出口545.1亿元、进口2106.4亿元，增幅分别为21.8%和36.3%。": [
        "export level 54510000000", "import level 210640000000", "export growth 21.8", "import growth 36.3",
    ],
    "民营企业657.9亿元。地市当中，牡丹江、黑河两个边境市进出口分别达到432.8亿元、146.8亿元。": [
        "total private level 65790000000", "CN-HL/Mudanjiang total level 43280000000", "CN-HL/Heihe total level 14680000000",
    ],
    "玉米前三季度进口136.4万吨，下降49.7%，9月仅34.1万吨；大麦142.4万吨，增长25.8%。": [
        "import corn level 1364000", "import corn growth -49.7", "2020-09/2020-09 import corn level 341000",
        "import barley level 1424000", "import barley growth 25.8",
    ],
    # what a share's whole says of its part
    "机电产品出口46.4亿元，增长51.8%，占对俄出口总值的26.9%。": [
        "export RU mechanical_electrical level 4640000000", "export RU mechanical_electrical growth 51.8",
        "export RU mechanical_electrical share 26.9 of commodity=all",
    ],
    "欧盟：出口汽车114.6亿元，增长93.1%。": ["export EU automobiles level 11460000000", "export EU automobiles growth 93.1"],
    "自非进口虽然只有25.4亿元，却增长了1.2倍。": ["import AFRICA level 2540000000", "import AFRICA growth 120"],
    "问卷调查显示，企业中认为新增出口订单同比减少的占43.6%，较上月上升2.1个百分点。": [],
    "去年经济总量连跨5个台阶，达到10.4万亿元。": [],
    "俄罗斯海关称，俄方1至9月对亚洲出口2245亿美元。": [],
    # where goods went stands behind their amount
    "出口茶叶37.52万吨，其中7.54万吨去了摩洛哥，增长1.2%。": [
        "export tea level 375200", "export MA tea level 75400", "export MA tea growth 1.2",
    ],
    "美国和欧盟排在前两位，对两地进出口分别为186.4亿元和167.2亿元。": ["total US level 18640000000", "total EU level 16720000000"],
    "具体到河北，汽车出口338.9亿元，增长76.9%。": ["CN-HE export automobiles level 33890000000", "CN-HE export automobiles growth 76.9"],
    # a day is no month of what follows
    "随着管道今年1月1日投入运营，全市进口原油2313万吨。此外，进口粮食明显增加，其中大豆67.2万吨。": [
        "import crude_oil level 23130000", "import soybeans level 672000",
    ],
    # lists
    "出口、进口分别为1699.6和1059.6亿元，前者下降0.7%，后者增长11%。": [
        "export level 169960000000", "import level 105960000000", "export growth -0.7", "import growth 11",
    ],
    "对拉美、非洲、中亚等新兴市场进出口额分别为69.1亿元、35.3亿元、9.8亿元。": [
        "total LATAM level 6910000000", "total AFRICA level 3530000000", "total CENTRAL_ASIA level 980000000",
    ],
    "笔记本电脑出口5087.2万台，价值1386.9亿元，分别增长22.4%和19.8%。": [
        "export laptops level 50872000", "export laptops level 138690000000", "export laptops growth 22.4", "export laptops growth 19.8",
    ],
    "其中，出口100亿元，进口80亿元，分别增长20.2%和下降15.1%。": [
        "export level 10000000000", "import level 8000000000", "export growth 20.2", "import growth -15.1",
    ],
    "7月、8月、9月，重庆出口分别增长11.2%、14.5%、18.9%。": [
        "2020-07/2020-07 export growth 11.2", "2020-08/2020-08 export growth 14.5", "2020-09/2020-09 export growth 18.9",
    ],
    "出口同比、较2018年分别增长24%和35.4%。": ["export growth 24", "export growth vs:2018 35.4"],
    # so many times, and as good as
    "对俄罗斯出口25.7亿元，是上年的2.1倍。": ["export RU level 2570000000", "export RU growth 110"],
    "对越南进出口197.5亿元，相当于重庆对东盟贸易的76.2%。": ["total VN level 19750000000", "total VN share 76.2 of partner=ASEAN"],
    "韩国产业通商资源部1日发布数据，韩国5月出口额为581.5亿美元，同比增长11.7%。": [],
    "这家店主手里只有5万元积蓄。": [],
    # what a clause leaves out
    "民营企业对拉美进出口21亿元，增长16.9%；对中东进出口增长12.1%。": [
        "total LATAM private level 2100000000", "total LATAM private growth 16.9", "total MIDDLE_EAST private growth 12.1",
    ],
    "进出口增速比全国、西部地区分别高7.8个、8.1个百分点。其中，出口6亿元。": ["export level 600000000"],
    "进出口下降7%，降幅比上半年的7.6%收窄0.6个百分点。": ["total growth -7", "2020-01/2020-06 total growth -7.6"],
    "北美客户叫停了1200万元的货。": [],
    "对东盟进出口83.5亿元，增长6%。其中，出口43.5亿元；进口40亿元。": [
        "total ASEAN level 8350000000", "total ASEAN growth 6", "export ASEAN level 4350000000", "import ASEAN level 4000000000",
    ],
    "东盟为第一大贸易伙伴，进出口83.5亿元，占18.1%。": ["total ASEAN level 8350000000", "total ASEAN share 18.1"],
    "拉动增长的主力是机电产品，出口增长2.8%。": ["export mechanical_electrical growth 2.8"],
    "受美国加征关税影响，出口下降4.5%。": ["export growth -4.5"],
    "出口增长19.3%，全国同期出口增长4.9%；进口增长9.2%。": ["export growth 19.3", "CN export growth 4.9", "import growth 9.2"],
    "第一大贸易伙伴东盟表现突出，进出口271.6亿元。": ["total ASEAN level 27160000000"],
    "积极开拓潜力巨大的东盟，进出口13.9亿元。": ["total level 1390000000"],
    "出口的大头是机电产品。15.1亿元，占全部出口的59.4%。": [
        "export mechanical_electrical level 1510000000", "export mechanical_electrical share 59.4",
    ],
    "东盟居首位。双方贸易额27.1亿元；美国依旧是老二，与重庆的贸易额是14.3亿元。": ["total ASEAN level 2710000000", "total US level 1430000000"],
    "最年轻的万州综保区去年初才封关。10.6亿元——块头最小，但增长4.2倍。": [
        "total wanzhou_comprehensive_bonded_zone level 1060000000", "total wanzhou_comprehensive_bonded_zone growth 420",
    ],
    "缅甸、老挝是我市在东盟的前两大伙伴。对这两国分别进出口23亿元、7.9亿元，分别下降1%和增长2%。": [
        "total MM level 2300000000", "total LA level 790000000", "total MM growth -1", "total LA growth 2",
    ],
    "民营企业共有6.9万家。它们合计进出口24.3亿元。": ["total private level 2430000000"],
    "其中出口25.9亿元、进口14.1亿元，前者增长9.9%，后者只增长0.8%。": [
        "export level 2590000000", "import level 1410000000", "export growth 9.9", "import growth 0.8",
    ],
    "加工贸易进出口87亿元，下降14.8%；保税物流进出口69亿元，增长18.7%，二者比重分别为14%和11.2%。": [
        "total processing level 8700000000", "total processing growth -14.8", "total bonded_logistics level 6900000000",
        "total bonded_logistics growth 18.7", "total processing share 14", "total bonded_logistics share 11.2",
    ],
    "一至三季度进出口分别为23亿元、25亿元、26亿元。": [
        "2020-01/2020-03 total level 2300000000", "2020-04/2020-06 total level 2500000000", "2020-07/2020-09 total level 2600000000",
    ],
    "共有40.2万辆汽车销往海外，价值39.3亿元。": ["export automobiles level 402000", "export automobiles level 3930000000"],
    # the part behind its whole
    "进口总值的43.3%是消费品，计413.8亿元。": ["import consumer_goods share 43.3", "import consumer_goods level 41380000000"],
    "全市进出口的53%以加工贸易方式完成，金额2446.5亿元。": ["total processing share 53", "total processing level 244650000000"],
    "全市出口的七成以上（71.2%）是笔记本电脑。": ["export laptops share 71.2"],
    "四成以上（41.2%）的出口来自民营企业，共1200亿元。": ["export private share 41.2", "export private level 120000000000"],
    "近三成（28.6%）的重庆出口销往美国。": ["export US share 28.6"],
    "出口实现10%的增长。": ["export growth 10"],
    "民营企业包揽了全市出口的46.6%，金额1398.1亿元。": ["export private share 46.6", "export private level 139810000000"],
    "一般贸易以34.7%的份额居首。": ["total general share 34.7"],
    # one and the other, all of them together, and who they are
    "出口100亿元、进口80亿元，一个增长2.1%，一个下降3.2%。": [
        "export level 10000000000", "import level 8000000000", "export growth 2.1", "import growth -3.2",
    ],
    "对欧盟和东盟进出口分别为300亿元、200亿元。前者增长2%，后者下降1%。": [
        "total EU level 30000000000", "total ASEAN level 20000000000", "total EU growth 2", "total ASEAN growth -1",
    ],
    "西永综保区和江津综保区这两个海关特殊监管区域，合计进出口662.3亿元，增长51.9%。前者349.5亿元，后者312.8亿元。": [
        "total customs_supervised level 66230000000", "total customs_supervised growth 51.9",
        "total xiyong_comprehensive_bonded_zone level 34950000000", "total jiangjin_comprehensive_bonded_zone level 31280000000",
    ],
    "法国、德国两个欧盟国家进出口分别为30亿元和20亿元。": ["total FR level 3000000000", "total DE level 2000000000"],
    "RCEP带来实惠：对其他成员国进出口占全市的34.4%，计1496.8亿元。": ["total RCEP share 34.4", "total RCEP level 149680000000"],
    "东盟十国之中又数越南分量最重：进出口240.9亿元，相当于重庆对东盟贸易的34.8%，增长25.2%。": [
        "total VN level 24090000000", "total VN share 34.8 of partner=ASEAN", "total VN growth 25.2",
    ],
    "机电产品中以手机最多，出口20亿元。": ["export mobile_phones level 2000000000"],
    "东盟国家买走52.6亿元，增幅27.4%。": ["export ASEAN level 5260000000", "export ASEAN growth 27.4"],
    "二、三季度，规模分别是1269.6亿元、1369.3亿元，增速22.3%、18.3%。": [
        "2020-04/2020-06 total level 126960000000", "2020-07/2020-09 total level 136930000000",
        "2020-04/2020-06 total growth 22.3", "2020-07/2020-09 total growth 18.3",
    ],
    "8、9月出口分别为300亿元和310亿元。": ["2020-08/2020-08 export level 30000000000", "2020-09/2020-09 export level 31000000000"],
    "民营企业在全市的比重一年抬升7个百分点，来到51.7%。": ["total private share_change 7", "total private share 51.7"],
    "市场采购贸易也没闲着，全市以这一方式出口85.6亿元。": ["export market_procurement level 8560000000"],
    "全国进出口23.12万亿元，重庆占2%。": ["CN total level 23120000000000", "total share 2 of region=CN"],
    # what is no base, no firm and no result
    "9月出口36.9亿元，与去年9月的高基数相比下降4.3%。": ["2020-09/2020-09 export level 3690000000", "2020-09/2020-09 export growth -4.3"],
    "9月工厂放假，出口降到35.2亿元。": ["2020-09/2020-09 export level 3520000000"],
    "这家工厂扩产，出口3亿元。": [],
    "玩具乘着潮玩东风，出口38.6亿元。": ["export toys level 3860000000"],
    "省里给今年外贸定的调子是“增长8%左右”。": [],
    # measures
    "9月当月出口38.9亿元，创年内新高，增长16.9%。": ["2020-09/2020-09 export level 3890000000", "2020-09/2020-09 export growth 16.9"],
    "前三个季度出口分别为5亿元、6亿元和7亿元，但降幅也在扩大，依次是6%、7.2%、10%。": [
        "2020-01/2020-03 export level 500000000", "2020-04/2020-06 export level 600000000", "2020-07/2020-09 export level 700000000",
        "2020-01/2020-03 export growth -6", "2020-04/2020-06 export growth -7.2", "2020-07/2020-09 export growth -10",
    ],
    "鞋类、摩托车分别出口9.8亿元和7.8亿元，一增一减，幅度各为22.7%、5.4%。": [
        "export shoes level 980000000", "export motorcycles level 780000000", "export shoes growth 22.7", "export motorcycles growth -5.4",
    ],
    "太阳能电池21亿元，锂电池出口11亿元，增速一降一升，分别为17.9%、37.6%。": [
        "export solar_cells level 2100000000", "export lithium_batteries level 1100000000",
        "export solar_cells growth -17.9", "export lithium_batteries growth 37.6",
    ],
    "分季看，三个季度依次为5亿元、6亿元和7亿元。": [
        "2020-01/2020-03 total level 500000000", "2020-04/2020-06 total level 600000000", "2020-07/2020-09 total level 700000000",
    ],
    "民营企业占36%，国有企业占5%，比重分别下降1.9和1.7个百分点。": [
        "total private share 36", "total state_owned share 5", "total private share_change -1.9", "total state_owned share_change -1.7",
    ],
    "它的出口增速也最能说明问题：1.9%。": ["export growth 1.9"],
    "出口增速较上半年回落2.3个百分点，为3.5%。": ["export growth 3.5"],
    "对东盟进出口48亿元，在全市外贸中的占比达到28.4%。": ["total ASEAN level 4800000000", "total ASEAN share 28.4"],
    "民营企业占比近50%，达49.5%。": ["total private share 49.5"],
    "民营企业占比由去年同期的31.7%提升至36.2%。": ["2019-01/2019-09 total private share 31.7", "total private share 36.2"],
    "民营企业占比提升2.8个百分点至36.2%。": ["total private share_change 2.8", "total private share 36.2"],
    "对日本出口5.6亿元，占出口的两成多（20.7%）。": ["export JP level 560000000", "export JP share 20.7"],
    "一般贸易进出口35亿元，增长8%，拉动外贸增长2.3个百分点，增速高于全国3.1个百分点。": ["total general level 3500000000", "total general growth 8"],
    "9月，重庆进出口降幅由8月的6.3%收窄至2.1%。": [
        "2020-08/2020-08 total growth -6.3",
        "2020-09/2020-09 total growth -2.1",
    ],
    "与上年同期相比，出口增加27.8亿元，增长10.3%。": ["export growth 10.3"],
    "进口铁矿砂5.6万吨，进口均价每吨479.6元，下跌6.4%。": ["import iron_ore level 56000"],
    "跨境电商进出口67.8亿元，是去年全年的1.3倍。": ["total cross_border_ecommerce level 6780000000"],
    "全市进出口总值的49.8%来自西永综合保税区。": ["total xiyong_comprehensive_bonded_zone share 49.8"],
    "出现1.04亿美元的贸易逆差。": ["balance level -104000000"],
    "前三季度，重庆出口额占全国的2%。": ["export share 2 of region=CN"],
    # what is not the reporter's goods trade
    "三者合计占全市进出口总值的46.9%。": [],
    "武汉一家光电企业负责人说，公司出口额达3.2亿元，增长40%。": [],
    "韩国9月出口增长7.7%。": [],
    "9月出口稀土542.6吨，较上年同期的375.1吨增长44.5%。": [
        "2020-09/2020-09 export rare_earths level 542.6", "2019-09/2019-09 export rare_earths level 375.1",
        "2020-09/2020-09 export rare_earths growth 44.5",
    ],
    "出口164.1亿元，比上年少了两成（19.9%）。": ["export level 16410000000", "export growth -19.9"],
    "9月出口下降14.5%（前值为下降12.4%）；进口增长3%。": [
        "2020-09/2020-09 export growth -14.5", "2020-08/2020-08 export growth -12.4", "2020-09/2020-09 import growth 3",
    ],
    "把笔记本电脑剔除，进出口下降7%。": [],
    "剔除笔记本电脑，进出口增长2.3%；出口增长3%。": ["export growth 3"],
    "进口均价下跌16.1%，原油跌35.1%。": [],
    "一辆车的运费比走华东便宜800元。": [],
    "出口下降1.2%（一季度为-7.9%），进口增长1.8%。": ["export growth -1.2", "2020-01/2020-03 export growth -7.9", "import growth 1.8"],
    "民营企业首次超越外资企业成为第一大主体，157.2亿元。": ["total private level 15720000000"],
    "进出口48亿元；车厘子每箱能卖200元。": ["total level 4800000000"],
    "渝北区进出口15亿元，江津区进出口20亿元，两区合计占全市的7.5%。": ["CN-CQ/Yubei total level 1500000000", "CN-CQ/Jiangjin total level 2000000000"],
    "预计全年进出口突破6000亿元，增长8%。": [],
    "全市有进出口实绩的企业2993家，增长3.2%。": [],
    "实际使用外资60亿美元，增长2.1%；外贸出口90亿元，增长5%。": ["export level 9000000000", "export growth 5"],
    # what is not known is not taken for the whole
    "出口榨菜5.2亿元，增长3%。": [],
    "榨菜出口5.2亿元，增长3%。": [],
    "光电仪表部件产品增长11.5%。": [],
    "分县区看，丹枫区2.9亿元，占全市35.2%；墨河区1.2亿元。": [],
    "镍钴新材料出口9.8亿元。": [],
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "figures"), CASES.items(), ids=list(CASES))
def test_what_a_sentence_states(sentence: str, figures: list[str]) -> None:
    assert stated(sentence) == figures


def test_a_name_that_is_not_known_is_named_in_the_account() -> None:
    _, reading = reading_of(LEAD, "出口榨菜5.2亿元，增长3%。")
    (level, growth) = reading.numbers[-2:]
    assert (level.outcome, level.reason) == ("unread", "about '榨菜', which is not known")
    assert growth.outcome == "unread" and growth.hint


def test_full_width_print_is_read_in_place() -> None:
    release, reading = reading_of(LEAD, "出口２９１０．１亿元，增长１０．３％（下同）。")
    level, growth = reading.statements[1:]
    assert (str(level.value), str(growth.value)) == ("291010000000", "10.3")
    assert release.quote(growth.char_start, growth.char_end) == growth.quote == "１０．３％"


def test_the_cumulative_period_is_that_of_the_release() -> None:
    _, reading = reading_of("9月当月，重庆进出口630.3亿元，前三季度进出口4613.9亿元。", "民营企业进出口1671.1亿元。")
    assert f"{reading.statements[-1].period_start:%Y-%m}" == "2020-01"


def test_a_column_of_growth_has_the_flow_of_the_level_beside_it() -> None:
    rows = ["商 品|出口（亿元）|同比（%）|占比（%）|进口（亿元）|同比（%）", "机电产品|630.5|-25.1|89.2|230.1|4.5"]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("|")) + "</tr>" for row in rows)
    page = f"<html><body><h1>前三季度重庆外贸数据</h1><table>{table}</table></body></html>"
    release = read_release(page.encode(), PageSource(published_on=date(2022, 10, 20)))
    found = [(s.quote, s.flow, s.measure) for s in read(release).statements]
    assert found == [
        ("630.5", "export", "level"),
        ("-25.1", "export", "growth"),
        ("89.2", "export", "share"),
        ("230.1", "import", "level"),
        ("4.5", "import", "growth"),
    ]


def test_a_row_of_growth_goes_with_the_row_above_it() -> None:
    rows = [
        "指标|9月|1-9月",
        "进出口（亿元）|630.3|4613.9",
        "同比（%）|18.9|11.4",
        "机电产品出口（亿元）|345.1|2640.3",
        "同比（%）|16.1|-12.1",
    ]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("|")) + "</tr>" for row in rows)
    page = f"<html><body><h1>前三季度重庆外贸数据</h1><table>{table}</table></body></html>"
    release = read_release(page.encode(), PageSource(published_on=date(2022, 10, 20)))
    found = [(s.quote, s.flow, s.commodity) for s in read(release).statements if s.measure == "growth"]
    machines = ("export", "mechanical_electrical")
    assert found == [("18.9", "total", "all"), ("11.4", "total", "all"), ("16.1", *machines), ("-12.1", *machines)]


def test_a_lead_holds_for_the_items_beneath_it() -> None:
    _, reading = reading_of(
        LEAD, "1-8月进口情况如下：", "· 铁矿砂：5.6万吨，减少2.1%；", "· 大豆：8.2万吨。", "对东盟进出口9亿元。"
    )
    said = [(f"{s.period_end:%m}", s.flow, s.commodity, s.measure) for s in reading.statements[1:]]
    assert said == [
        ("08", "import", "iron_ore", "level"),
        ("08", "import", "iron_ore", "growth"),
        ("08", "import", "soybeans", "level"),
        ("09", "total", "all", "level"),
    ]


def test_a_word_in_a_paragraph_of_its_own_is_a_label() -> None:
    _, reading = reading_of(LEAD, "出口", "2910.1亿元，增长10.3%", "进口", "1703.8亿元，增长13.3%")
    assert [s.flow for s in reading.statements[1:]] == ["export", "export", "import", "import"]


def test_a_feature_that_opens_in_a_town_and_tells_of_the_nation() -> None:
    _, reading = reading_of(
        "在义乌国际商贸城，商户正在打包。",
        "海关总署公布了数据。前三季度，我国货物贸易进出口总值23.12万亿元。",
        "义乌进出口2200亿元，占全市的八成。",
        "民营企业进出口10.66万亿元。",
        title="从一枚发卡读懂中国外贸",
    )
    assert [s.region for s in reading.statements] == ["CN", "CN-ZJ/Yiwu", "CN"]


def placed(title: str, *paragraphs: str) -> list[tuple]:
    return [(s.region, s.flow, s.measure, f"{s.value}") for s in reading_of(*paragraphs, title=title)[1].statements]


def test_counties_are_regions() -> None:
    said = "德化县出口37亿元，占泉州全市的9.3%。其中，对美国出口12.4亿元。", "同期，泉州全市出口398亿元。"
    assert placed("德化前三季度出口37亿元", *said) == [
        ("CN-FJ/Dehua", "export", "level", "3700000000"),
        ("CN-FJ/Dehua", "export", "share", "9.3"),
        ("CN-FJ/Dehua", "export", "level", "1240000000"),
        ("CN-FJ/Quanzhou", "export", "level", "39800000000"),
    ]


@pytest.mark.parametrize(
    ("reporter", "county", "code"),
    [
        ("南京", "鼓楼区", "CN-JS/Nanjing Gulou"),
        ("徐州", "鼓楼区", "CN-JS/Xuzhou Gulou"),
        ("福建", "鼓楼区", "CN-FJ/Gulou"),
        ("江苏", "鼓楼区", None),  # there are two
        ("江苏", "南京市鼓楼区", "CN-JS/Nanjing Gulou"),
        ("重庆", "鼓楼区", None),
        ("重庆", "忠县", "CN-CQ/Zhongxian"),
        ("宁波", "江北区", "CN-ZJ/Jiangbei"),
        ("重庆", "江北区", "CN-CQ/Jiangbei"),
        ("宁波", "北仑", "CN-ZJ/Beilun"),
        ("重庆", "北仑", None),
        ("北京", "和平区", None),
    ],
)
def test_a_name_of_several_places_is_the_one_of_the_reporters_province(reporter, county, code) -> None:
    lead = f"前三季度，{reporter}进出口总值4613.9亿元。"
    found = placed(f"前三季度{reporter}外贸增长", lead, f"{county}进出口100亿元。")
    assert [region for region, *_ in found[1:]] == ([code] if code else [])


def test_the_bonded_zones_of_a_province_and_one_by_name() -> None:
    _, reading = reading_of(
        LEAD, "重庆综合保税区进出口4107.9亿元。", "西永综合保税区进出口3000亿元；昆明综合保税区进出口46.9亿元。"
    )
    assert [s.zone for s in reading.statements[1:]] == [
        "customs_supervised",
        "xiyong_comprehensive_bonded_zone",
        "kunming_comprehensive_bonded_zone",
    ]


def test_zones_on_cards_under_headings() -> None:
    card = (
        "<div class='card'><h4>{}</h4><p>进出口<b>{}亿元</b>，增长<b>{}</b></p><small>主导产业：存储芯片</small></div>"
    )
    cards = card.format("西安高新综合保税区", "1208.6", "2.7%") + card.format("陕西西咸空港综合保税区", "47.1", "1.3倍")
    text = "<p>今年上半年，陕西省进出口总值2415.3亿元，增长5.6%。上半年各区进出口情况如下，数据由西安海关提供：</p>"
    page = (
        f"<html><body><div><h1>综保区撑起陕西外贸</h1>{text}<div class='cards'>{cards}</div>{text}</div></body></html>"
    )
    release = read_release(page.encode(), PageSource(published_on=date(2022, 7, 27)))
    found = [(s.zone, f"{s.value}") for s in read(release).statements if s.zone != "all"]
    assert found == [
        ("xian_high_tech_comprehensive_bonded_zone", "120860000000"),
        ("xian_high_tech_comprehensive_bonded_zone", "2.7"),
        ("shaanxi_xixian_airport_comprehensive_bonded_zone", "4710000000"),
        ("shaanxi_xixian_airport_comprehensive_bonded_zone", "130"),
    ]


def test_a_table_that_gives_currency_and_scale_apart() -> None:
    rows = [["项目", "人民币（亿元）", "美元（亿美元）", "同比（人民币）"], ["出口", "262.5", "38.2", "-1.9%"]]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<html><body><h1>前三季度重庆外贸数据</h1><table>{table}</table></body></html>"
    release = read_release(page.encode(), PageSource(published_on=date(2022, 10, 20)))
    found = [(f"{s.value}", s.unit) for s in read(release).statements]
    assert found == [("26250000000", "CNY"), ("3820000000", "USD"), ("-1.9", "%")]


def test_a_province_that_is_only_the_whole_is_no_reporter() -> None:
    found = placed(
        "他们这样找增量", "前三季度，苏州市进出口8461.9亿元，占江苏全省进出口总值的45.7%。", "苏州出口增长3%。"
    )
    assert {region for region, *_ in found} == {"CN-JS/Suzhou"}


def test_what_a_person_says_of_their_own_is_out_of_scope() -> None:
    _, reading = reading_of(
        LEAD,
        "“今年到现在出口8600万元，涨了两成多。手上没做完的还有1200万元。”林老板说。",
        "“前三季度出口2910.1亿元，增长10.3%。”重庆海关统计处处长说。",
    )
    assert [f"{s.value}" for s in reading.statements[1:]] == ["291010000000", "10.3"]


def test_two_wholes_each_with_its_share() -> None:
    _, reading = reading_of("前三季度，苏州进出口8461.9亿元，占全国的3.3%、全省的26.7%。", title="前三季度苏州外贸增长")
    assert [(s.region, s.of) for s in reading.statements[1:]] == [
        ("CN-JS/Suzhou", "region=CN"),
        ("CN-JS/Suzhou", "region=CN-JS"),
    ]


def test_the_months_of_a_sentence_that_opens_with_the_same_period() -> None:
    _, reading = reading_of(LEAD, "2018年，美国占重庆出口的28.6%，今年前8个月降到17.4%。同期，对东盟出口增长21.8%。")
    assert [f"{s.period_end:%Y-%m}" for s in reading.statements[1:]] == ["2018-12", "2020-08", "2020-08"]


def test_provinces_by_one_character() -> None:
    found = placed(
        "前三季度京津冀外贸增长",
        "前三季度，京津冀地区进出口4.58万亿元。",
        "京、津、冀进出口分别占区域总值的72.4%、16%和11.6%。",
    )
    assert [region for region, *_ in found[1:]] == ["CN-BJ", "CN-TJ", "CN-HE"]


def test_a_table_of_two_years_and_a_row_of_a_good() -> None:
    rows = [
        ["指标", "2021年", "2020年", "增长（%）", "占比（%）"],
        ["出 口（亿美元）", "800.1", "605.3", "32.2", "64.6"],
        ["其中：机电产品（亿美元）", "710.5", "520.2", "36.6", "57.4"],
    ]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<html><body><h1>2021年重庆市外贸主要数据</h1><p>2021年，重庆市外贸进出口总值8000.6亿元，增长22.8%。</p><table>{table}</table></body></html>"
    release = read_release(page.encode(), PageSource(published_on=date(2022, 1, 20)))
    found = [
        (s.quote, s.period_start.year, s.flow, s.commodity, s.measure, s.unit)
        for s in read(release).statements
        if s.rule.endswith("table.cell")
    ]
    assert found == [
        ("800.1", 2021, "export", "all", "level", "USD"),
        ("605.3", 2020, "export", "all", "level", "USD"),
        ("32.2", 2021, "export", "all", "growth", "%"),
        ("64.6", 2021, "export", "all", "share", "%"),
        ("710.5", 2021, "export", "mechanical_electrical", "level", "USD"),
        ("520.2", 2020, "export", "mechanical_electrical", "level", "USD"),
        ("36.6", 2021, "export", "mechanical_electrical", "growth", "%"),
        ("57.4", 2021, "export", "mechanical_electrical", "share", "%"),
    ]


def test_a_place_in_passing_is_no_reporter() -> None:
    _, reading = reading_of(
        "据海关统计，前三季度我国进出口23.12万亿元，增长0.7%。",
        "河北沧州黄骅港的翻车机一次可以翻卸4节车厢，320吨煤炭不到两分钟就进入筒仓。",
        "出口12.71万亿元，增长1.8%。",
        title="外贸韧性显现",
    )
    assert {s.region for s in reading.statements} == {"CN"}


def test_a_county_reports_beside_its_city() -> None:
    said = (
        "湖州海关25日提供的数据：前三季度安吉县外贸进出口328.6亿元，增长21.9%。同期，湖州全市出口978.9亿元。",
        "民营企业进出口300亿元。",
    )
    for title in ("一把椅子坐遍全球，安吉出口增长", "外贸出口再创新高"):
        found = placed(title, *said)
        assert [region for region, *_ in found] == ["CN-ZJ/Anji", "CN-ZJ/Anji", "CN-ZJ/Huzhou", "CN-ZJ/Anji"]


def test_the_short_name_of_a_county_that_is_named_in_full() -> None:
    _, reading = reading_of(
        "前三季度，湖州市进出口1000亿元。",
        "分区县看，安吉县出口212.3亿元，德清县出口100亿元。",
        "安吉对美国出口90亿元。",
        title="湖州前三季度外贸增长",
    )
    assert [s.region.partition("/")[2] for s in reading.statements] == ["Huzhou", "Anji", "Deqing", "Anji"]


MONTH = (
    "9月重庆进出口649.8亿元，增长41.3%，其中出口421.6亿元，进口228.2亿元。",
    "前9个月，重庆进出口4613.9亿元；出口2910.1亿元，进口1703.8亿元。",
)


def test_what_is_more_than_its_month_is_of_the_year_so_far() -> None:
    _, reading = reading_of(
        "重庆外贸回暖。前8个月还在下降。",
        *MONTH,
        "美国是第一大贸易伙伴，进出口785.6亿元。",
        "东盟、欧盟紧随其后，分别为712.9亿元、698.3亿元。",
        "跨境电商进出口92.7亿元。",
        title="9月猛增四成！重庆外贸回暖",
    )
    assert {s.period_start.month for s in reading.statements if s.partner != "world"} == {1}
    assert reading.statements[-1].period_start.month == 1


def test_the_lead_of_a_month_that_ends_with_the_year_so_far() -> None:
    texts = ["9月猛增四成！重庆外贸回暖", "重庆外贸回暖。前8个月还在下降。", *MONTH, "伙伴", "对东盟进出口92.7亿元。"]
    passages, at = [], 0
    for number, text in enumerate(texts):
        kind, level = ("heading", 1 + (number > 0)) if number in (0, 4) else ("paragraph", 0)
        passages.append(Passage(kind, at, at + len(text), level=level, heading=None if kind == "heading" else 0))
        at += len(text) + 1
    release = Release("any", texts[0], date(2020, 10, 16), "given", "zh", "\n".join(texts), tuple(passages))
    assert f"{read(release).statements[-1].period_start:%m}" == "01"


@pytest.mark.parametrize(
    ("above", "corner"),
    [
        ("9月更猛，看表：", "指标"),
        ("前三季度进出口增长。9月当月情况如下：", "项目"),
        ("看表：", "9月"),
        ("数据如下：", "2020年9月"),
        ("", "9月当月"),
    ],
)
def test_a_table_of_a_month_of_its_own(above: str, corner: str) -> None:
    rows = [[corner, "规模（亿元）", "同比增速"], ["进出口", "586.9", "+20.4%"], ["其中：出口", "324.1", "+23.5%"]]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    lead = f"<p>{LEAD}</p>" + (f"<p>{above}</p>" if above else "")
    page = f"<html><body><h1>前三季度重庆外贸增长</h1>{lead}<table>{table}</table></body></html>"
    release = read_release(page.encode(), PageSource(published_on=date(2020, 10, 16)))
    cells = [s for s in read(release).statements if s.rule.endswith("table.cell")]
    assert [(s.period_start.month, s.flow, s.measure) for s in cells] == [
        (9, "total", "level"),
        (9, "total", "growth"),
        (9, "export", "level"),
        (9, "export", "growth"),
    ]


def test_links_to_other_articles_are_no_text() -> None:
    links = "<p>▼ 猜你想看 ▼</p><p>前5个月重庆外贸3801.4亿元，增长13.9%</p><p>江苏前三季度进出口2.81万亿元</p>"
    page = f"<html><body><h1>前三季度重庆外贸增长</h1><p>{LEAD}</p><p>其中出口2910.1亿元，进口1703.8亿元。</p>{links}</body></html>"
    release = read_release(page.encode(), PageSource(published_on=date(2020, 10, 16)))
    assert [s.flow for s in read(release).statements] == ["total", "export", "import"]


def test_the_capital_alone() -> None:
    found = placed(
        "前三季度广西外贸增长", "前三季度，广西进出口4429.5亿元。", "南宁进出口969.5亿元，首府一地便占全区的21.9%。"
    )
    assert [region for region, *_ in found] == ["CN-GX", "CN-GX/Nanning", "CN-GX/Nanning"]


def test_amounts_say_of_which_months_a_release_is() -> None:
    _, reading = reading_of(
        "进出口33800亿元，增长9.6%，其中出口25200亿元，进口8600亿元。",
        "民营企业进出口25000亿元。",
        title="浙江12月外贸创新高",
        published=date(2021, 1, 20),
    )
    assert {(s.region, f"{s.period_start:%Y-%m}/{s.period_end:%m}") for s in reading.statements} == {
        ("CN-ZJ", "2020-01/12")
    }


def test_the_office_that_announces_says_who_reports() -> None:
    _, reading = reading_of(
        "总投资50亿元的整车项目9月28日在徐州投产，徐州将年产重卡3万台。",
        "据重庆海关统计，前三季度全市外贸进出口总值4613.9亿元。",
        title="前三季度全市外贸增长",
    )
    assert [s.region for s in reading.statements] == ["CN-CQ"]


def test_an_office_that_catches_smugglers_reports_nothing() -> None:
    _, reading = reading_of(
        "在义乌国际商贸城，商户正在打包。",
        "吉林长春海关缉私局日前破获一起走私案。",
        "海关总署公布了数据。前三季度，我国货物贸易进出口总值23.12万亿元。",
        "民营企业进出口10.66万亿元。",
        title="从一枚发卡读懂中国外贸",
    )
    assert [s.region for s in reading.statements] == ["CN", "CN"]


def test_the_whole_around_a_region_that_its_sentence_told_of() -> None:
    for said, whole in (
        ("沪苏浙皖三省一市进出口7.9万亿元，安徽占5.9%。", "CN/Yangtze River Delta"),
        ("长三角进出口7.9万亿元，安徽占5.9%。", "CN/Yangtze River Delta"),
        ("全国进出口21.8万亿元，安徽占2.1%。", "CN"),
    ):
        _, reading = reading_of("前三季度安徽进出口4688.3亿元。", said, title="前三季度安徽外贸增长")
        assert [(s.region, s.of) for s in reading.statements[1:]] == [(whole, None), ("CN-AH", f"region={whole}")]


def test_our_city_is_that_of_the_site() -> None:
    page = (
        "<html><head><title>昆山数据窗-统计分析</title></head><body><center><font size=5><b>前三季度我市外贸运行情况分析</b></font>"
        "<br>发布日期：2013/10/25</center><p>1—9月，全市完成进出口总额618.3亿美元，同比微增0.2%。其中出口411.5亿美元，下降1.7%。</p>"
        "</body></html>"
    )
    release = read_release(page.encode())
    assert release.publisher == "昆山数据窗"
    assert {s.region for s in read(release).statements} == {"CN-JS/Kunshan"}


def test_our_city_is_that_of_the_site_where_only_the_provinces_customs_are_named() -> None:
    release, _ = reading_of(
        "据合肥海关统计，上半年，全市进出口117.6亿美元，占全省进出口总额的46.8%。", title="上半年全市外贸稳中向好"
    )
    regions = [{s.region for s in read(replace(release, publisher=p)).statements} for p in ("合肥市统计局", "统计之窗")]
    assert regions == [{"CN-AH/Hefei"}, {"CN-AH"}]


def test_our_county_is_that_of_the_headline() -> None:
    text = "中国椅业之乡前5月再传捷报：我县实现外贸出口122.3亿元，同比增长11.5%。"
    named = [
        {s.region for s in reading_of(text, title=t)[1].statements} for t in ("前5月安吉外贸增长", "前5月外贸增长")
    ]
    assert named == [{"CN-ZJ/Anji"}, set()]


def test_a_release_about_one_good_goes_on_about_it_with_other_partners_and_places() -> None:
    _, reading = reading_of(
        "南京海关统计显示，前三季度，江苏太阳能电池出口23.1亿美元，同比下跌28.4%。",
        "对日本出口太阳能电池4.86亿美元，增长1.6倍。对南非出口1.05亿美元，增长4.8倍。",
        "无锡太阳能电池出口6.2亿美元；苏州有台资企业撑着，出口5.8亿美元，下跌19.6%。",
        "光伏的寒意没有拖垮大盘，前三季度江苏外贸出口1291.6亿美元，微增0.6%。",
        title="光伏出口遇冷，江苏太阳能电池企业转身向东",
    )
    told = {(s.region, s.partner, s.commodity) for s in reading.statements}
    assert told == {
        ("CN-JS", "world", "solar_cells"),
        ("CN-JS", "JP", "solar_cells"),
        ("CN-JS", "ZA", "solar_cells"),
        ("CN-JS/Wuxi", "world", "solar_cells"),
        ("CN-JS/Suzhou", "world", "solar_cells"),
        ("CN-JS", "world", "all"),
    }


def test_a_release_about_one_partner_goes_on_about_it_with_goods_and_regimes() -> None:
    _, reading = reading_of(
        "前三季度，金华对非洲进出口647.3亿元，增长20.6%。",
        "金华对非出口机电产品196.4亿元，增长22.7%；出口纺织服装143.8亿元，增长9.5%。",
        "放在整张外贸报表里，前三季度金华进出口总值3779.6亿元，增长18.7%。",
        title="金华与非洲的生意经",
    )
    told = [(s.partner, s.commodity) for s in reading.statements if s.measure == "level"]
    assert told == [
        ("AFRICA", "all"),
        ("AFRICA", "mechanical_electrical"),
        ("AFRICA", "textiles_garments"),
        ("world", "all"),
    ]


def test_a_column_that_names_no_flow_is_of_the_one_before_it_whatever_the_caption_says() -> None:
    page = (
        "<html><head><title>半年外贸</title><meta name='publishdate' content='2024-07-22'></head><body><h1>京津冀上半年外贸增长</h1>"
        "<p>上半年，京津冀地区进出口2.5万亿元。</p><table><caption>2024年上半年三地进出口（单位：亿元）</caption>"
        "<tr><th>地区</th><th>进出口</th><th>同比</th><th>出口</th><th>同比</th></tr>"
        "<tr><td>北京</td><td>18100.0</td><td>3.9%</td><td>3012.2</td><td>3.4%</td></tr></table></body></html>"
    )
    told = [(s.flow, s.measure) for s in read(read_release(page.encode())).statements if s.region == "CN-BJ"]
    assert told == [("total", "level"), ("total", "growth"), ("export", "level"), ("export", "growth")]


def test_our_province_is_that_of_the_zone_or_city_that_is_named() -> None:
    _, reading = reading_of(
        "今年1—11月，我省货物贸易进出口总值1830.4亿元，同比增长38.4%。",
        "民营企业进出口838.5亿元，占全省进出口总值的45.8%。洋浦经济开发区吞吐量增长。",
        title="我省前11个月外贸进出口同比增长38.4%",
        published=date(2022, 12, 22),
    )
    assert {s.region for s in reading.statements} == {"CN-HI"}


def test_the_nations_trade_told_first_is_what_a_story_is_about() -> None:
    _, reading = reading_of(
        "海关统计显示，前三季度中国出口茶叶37.52万吨，增长1.6%。",
        "绿茶出口31.39万吨，增长0.5%。",
        "茶商们很忙。香港的茶楼关了又开。越贵的茶越难卖。价格还在跌。",
        "福建走的是另一条路。全省茶叶出口量3.2万吨，出口额5.31亿美元。",
        title="一片叶子的远行",
    )
    assert [s.region for s in reading.statements] == ["CN", "CN", "CN", "CN", "CN-FJ", "CN-FJ"]


def test_a_line_under_the_headline_and_an_image_in_a_heading_head_nothing() -> None:
    text = (
        "<html><head><meta name='publishdate' content='2019-01-25'></head><body><h1>昆山外贸再上新台阶</h1>"
        "<h2>民营企业增幅最大，加工贸易瘦身</h2><p>2018年，昆山市进出口893.3亿美元，出口590.2亿美元。</p>"
        "<h2>鸡蛋挪了篮子</h2><p>对美国出口186.4亿美元，增长9.1%。</p></body></html>"
    )
    told = {(s.enterprise, s.regime, s.commodity) for s in read(read_release(text.encode())).statements}
    assert told == {("all", "all", "all")}


_ESTATES = (
    "恒湖集团日前公布业绩。上半年，集团实现合约销售金额326.4亿元，同比增长7.2%，总资产1208亿元，净利润同比下降3.5%。"
    "集团在全国38个城市有项目，去年新增土地储备货值超过2000亿元。"
)


def test_figures_of_a_page_that_never_speaks_of_trade_are_no_trade() -> None:
    _, reading = reading_of(_ESTATES, title="恒湖集团公布中期业绩", published=date(2024, 8, 20))
    assert reading.statements == ()
    amounts = [n for n in reading.numbers if n.text in ("326.4", "7.2")]
    assert [n.reason for n in amounts] == ["nothing near it speaks of trade"] * 2


def test_figures_long_after_the_last_word_of_trade_are_no_trade() -> None:
    trade = "据海关统计，前三季度重庆外贸进出口4613.9亿元，增长11.4%。"
    news = [
        "市图书馆昨日开馆。",
        "读者排起长队。",
        "馆里有三层书库。",
        "孩子们最爱顶楼。",
        "建设花了四年。",
        "新馆由市财政和企业捐赠共同出资，四年里总投入达3.8亿元，比当初的预算增加12%。",
    ]
    _, reading = reading_of(trade, *news, title="重庆要闻", published=date(2020, 10, 16))
    assert [s.quote for s in reading.statements] == ["4613.9亿元", "11.4%"]
