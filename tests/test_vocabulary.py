"""The code lists: legal codes, unambiguous words, sane memberships, names that agree with ISO and CLDR."""

import re
import subprocess
import sys
import unicodedata
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pycountry
import pytest
from babel import Locale

from pipeline import vocabulary
from pipeline.reading.words.tokens import stem, tokenize
from pipeline.vocabulary import FILES, LANGUAGES, USES, Code, VocabularyError, codes, forms, members

ECONOMIES = {country.alpha_2 for country in pycountry.countries} - {"CN"}
PROVINCES = {s.code for s in pycountry.subdivisions.get(country_code="CN")} - {"CN-HK", "CN-MO", "CN-TW"}
UNINHABITED = {"AQ", "BV", "CC", "CX", "GS", "HM", "IO", "TF", "UM"}  # in no continent of the customs list
CONTINENTS = ("ASIA", "AFRICA", "EUROPE", "LATAM", "NORTH_AMERICA", "OCEANIA")
DAYS = [date(year, month, 15) for year in range(2000, 2031, 2) for month in (1, 7)]

GUIDE = {  # the codes that the labelling guide names
    "partner": "US JP KR HK MO TW VN ASEAN EU BRI RCEP BRICS SCO CIS GCC CENTRAL_ASIA CEEC AFRICA LATAM EUROPE ASIA "
    "MIDDLE_EAST NORTH_AMERICA OCEANIA EMERGING world",
    "commodity": "all mechanical_electrical high_tech labor_intensive laptops mobile_phones computers tablets "
    "integrated_circuits electronic_components display_panels automobiles electric_vehicles auto_parts "
    "lithium_batteries solar_cells new_three ships motorcycles home_appliances textiles_garments textiles garments "
    "shoes toys furniture plastics steel aluminium copper copper_ore iron_ore coal crude_oil refined_oil natural_gas "
    "energy soybeans grain agricultural_products fruits meat seafood medicines cosmetics consumer_goods gold "
    "rare_earths fertilizers machinery general_equipment aircraft paper_pulp wood chemicals",
    "regime": "all general processing bonded_logistics cross_border_ecommerce border_trade market_procurement other",
    "enterprise": "all private foreign_invested state_owned collective",
    "zone": "all customs_supervised free_trade_zone",
    "transport": "all rail water air road rail_sea",
    "region": "CN CN-CQ CN-SC CN-GD/Shenzhen CN-SN/Xi'an",
}

every_code = [code for dimension in FILES for code in codes(dimension).values()]
every_dimension = pytest.mark.parametrize("dimension", FILES)


def words(surface: str) -> tuple[str, ...]:
    """The surface as the reader compares it."""
    return tuple(stem(token.text) for token in tokenize(surface))


def plain(name: str) -> str:
    """A name without accents, typographic marks and the abbreviations of CLDR."""
    name = "".join(c for c in unicodedata.normalize("NFD", name.replace("’", "'")) if not unicodedata.combining(c))
    return name.replace("&", "and").replace("St. ", "Saint ").replace(" SAR China", "").removesuffix(" (Burma)")


@every_dimension
def test_codes_have_the_shape_of_their_dimension(dimension):
    shapes = {
        "region": r"CN(-[A-Z]{2}|-[A-Z]{2}/[A-Z][\w' -]+|/[A-Z][\w -]+)?",
        "partner": r"world|[A-Z]{2}|[A-Z][A-Z0-9]*(_[A-Z0-9]+)*",
    }
    shape = re.compile(shapes.get(dimension, r"[a-z][a-z0-9]*(_[a-z0-9]+)*"))
    assert codes(dimension)
    for code in codes(dimension).values():
        assert shape.fullmatch(code.code), code.code
        assert code.dimension == dimension
        assert re.search(r"[A-Za-z]", code.name_en) and re.search(r"[一-鿿]", code.name_zh), code


@every_dimension
def test_the_guides_codes_are_listed(dimension):
    assert not [code for code in re.findall(r"\S+", GUIDE[dimension]) if code not in codes(dimension)]


def test_partners_are_iso_economies_and_groups():
    assert {code for code, entry in codes("partner").items() if entry.kind == "economy"} == ECONOMIES
    assert {entry.kind for entry in codes("partner").values()} == {"economy", "group", "world"}


def test_regions_are_iso_provinces_their_cities_and_clusters():
    regions = codes("region")
    assert {code for code, entry in regions.items() if entry.kind == "province"} == PROVINCES
    for entry in regions.values():
        if entry.kind in ("city", "district", "county"):
            assert entry.code.partition("/")[0] in PROVINCES, entry.code
            assert all(regions[parent].kind in ("province", "city") for parent in entry.parents), entry.code
        else:
            assert entry.parents == (() if entry.code == "CN" else ("CN",))
    reporting = {code.partition("/")[0] for _, dimension, code in forms("en", "customs") if dimension == "region"}
    assert reporting >= PROVINCES, "provinces without a customs office"


def test_counties_are_complete_and_plain():
    counties = {code: entry for code, entry in codes("region").items() if entry.kind == "county"}
    assert len(counties) > 2600
    for code, name, parent in [
        ("CN-FJ/Dehua", "德化县", "CN-FJ/Quanzhou"),
        ("CN-ZJ/Beilun", "北仑区", "CN-ZJ/Ningbo"),
        ("CN-CQ/Zhongxian", "忠县", "CN-CQ"),
        ("CN-HN/Changsha County", "长沙县", "CN-HN/Changsha"),
        ("CN-JS/Nanjing Gulou", "鼓楼区", "CN-JS/Nanjing"),
        ("CN-SX/Zhangzi", "长子县", "CN-SX/Changzhi"),
    ]:
        assert (counties[code].name_zh, counties[code].parents) == (name, (parent,))
    names = {surface for surface, _, code in forms("zh") if code in counties}
    assert all(len(name) > 1 and name[-1] in "县区市旗" for name in names)
    assert {"德化县", "北仑区"} <= names and not {"朝阳区", "和平区", "海南区", "老城区"} & names


def test_bare_names_of_counties_are_no_other_words():
    others = {s for use in USES for s, _, code in forms("zh", use) if "/" not in code}
    bare = {s for s, _, _ in forms("zh", "local") if s[-1] not in "县区市旗"}
    assert len(bare) > 500 and not bare & (others | {"朝阳", "新华", "和平", "太平", "商城", "路桥", "江南"})


def test_names_of_economies_are_those_of_cldr():
    english, chinese = Locale("en").territories, Locale("zh").territories
    for country in pycountry.countries:
        if country.alpha_2 == "CN":
            continue
        entry = codes("partner")[country.alpha_2]
        known = {english[country.alpha_2], country.name, getattr(country, "common_name", country.name)}
        shortened = {"PS": "Palestine"}  # CLDR: Palestinian Territories; ISO: Palestine, State of
        assert plain(entry.name_en) in {plain(n) for n in known} | {shortened.get(entry.code)}, entry
        assert entry.name_zh == {"PS": "巴勒斯坦"}.get(entry.code, chinese[country.alpha_2]), entry


@every_dimension
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_stand_for_two_codes(dimension, language):
    owners = defaultdict(set)
    for use in USES:
        for surface, found, code in forms(language, use):
            if found == dimension and use not in ("shared", "local"):
                owners[words(surface) if language == "en" else surface].add(code)
    assert owners
    assert {surface: found for surface, found in owners.items() if len(found) > 1} == {}


def test_a_shared_name_has_another_bearer():
    for language in LANGUAGES:
        bearers = defaultdict(set)
        for use in USES:
            for surface, dimension, code in forms(language, use):
                bearers[dimension, surface].add(code)
        shared = [(dimension, surface) for surface, dimension, _ in forms(language, "shared")]
        assert shared
        assert [name for name in shared if len(bearers[name]) < 2] == []


def test_english_forms_keep_the_conventions():
    proper_possessives = re.compile(r"\b(China|People|bird)'s\b")
    for code in every_code:
        for form in code.forms:
            surface = form.surface
            if form.language != "en":
                continue
            assert surface == " ".join(surface.split()) and not re.search(r"[{}|“”‘’]", surface), surface
            assert not re.match(r"(?i)(the|a|an) ", surface), surface
            assert not re.search(r"(?<!\bCote d)(?<!\bCôte d)'s?$|'s ", proper_possessives.sub("", surface)), surface


def test_no_english_form_is_covered_by_another():
    """Plurals, capitals and hyphens are the reader's business: a second spelling of the same words says nothing new."""
    for code in every_code:
        seen = {}
        for form in code.forms:
            if form.language == "en":
                key = (form.use, words(form.surface))
                assert key not in seen, f"{code.code}: {form.surface!r} beside {seen[key]!r}"
                seen[key] = form.surface


def test_a_single_chinese_character_is_weak():
    short = [(s, c) for use in ("name", "adjective", "customs") for s, _, c in forms("zh", use) if len(s) == 1]
    assert short == []


def test_commodity_forms_leave_the_flow_to_the_reader():
    swallowed = {"export", "exported", "import", "imported"}
    assert any(d == "commodity" for _, d, _ in forms("en"))
    assert [s for s, d, _ in forms("en") if d == "commodity" and swallowed & set(words(s))] == []


def test_hs_prefixes_are_chapters_headings_or_subheadings():
    assert any(code.hs for code in every_code)
    for code in every_code:
        for prefix in code.hs:
            assert re.fullmatch(r"\d\d(\d\d(\d\d)?)?", prefix), code.code
            assert 1 <= int(prefix[:2]) <= 97 and prefix[:2] != "77", code.code


@every_dimension
def test_parents_exist_and_never_circle(dimension):
    listed = codes(dimension)

    def above(code: Code, path: tuple[str, ...]) -> None:
        assert code.code not in path, path
        for parent in code.parents:
            assert parent in listed, f"{code.code}: no {parent}"
            above(listed[parent], (*path, code.code))

    for code in listed.values():
        above(code, ())


def test_memberships_are_listed_dated_and_apart():
    for code in every_code:
        spells = defaultdict(list)
        for spell in code.members:
            assert spell.code in codes(code.dimension) and spell.code != code.code, f"{code.code}: {spell.code}"
            assert spell.since is None or spell.until is None or spell.since < spell.until, spell
            spells[spell.code].append(spell)
        for found in spells.values():
            found.sort(key=lambda s: s.since or date.min)
            for earlier, later in pairwise(found):
                assert earlier.until and later.since and earlier.until <= later.since, (code.code, later)


def test_members_of_a_group_are_members_of_its_parents():
    compared = 0
    for group in codes("partner").values():
        for parent in group.parents:
            for day in DAYS:
                inner, outer = members(group.code, day), members(parent, day)
                if inner and outer:
                    compared += 1
                    assert inner <= outer, (group.code, parent, inner - outer)
    assert compared


def test_continents_divide_the_economies():
    found = defaultdict(list)
    for continent in CONTINENTS:
        for code in members(continent, date(2025, 1, 1)):
            found[code].append(continent)
    assert {code: names for code, names in found.items() if len(names) > 1} == {}
    assert ECONOMIES - found.keys() == UNINHABITED


@pytest.mark.parametrize(
    ("group", "day", "count"),
    [
        ("EU", date(2004, 4, 30), 15),
        ("EU", date(2004, 5, 1), 25),
        ("EU", date(2020, 1, 31), 28),
        ("EU", date(2020, 2, 1), 27),
        ("ASEAN", date(2025, 10, 25), 10),
        ("ASEAN", date(2025, 10, 26), 11),
        ("RCEP", date(2021, 12, 31), 0),
        ("RCEP", date(2022, 1, 1), 9),
        ("RCEP", date(2023, 6, 2), 14),
        ("BRICS", date(2010, 1, 1), 3),  # China is no partner of China
        ("BRICS", date(2023, 12, 31), 4),
        ("BRICS", date(2025, 1, 6), 9),
        ("SCO", date(2024, 7, 4), 9),
        ("GCC", date(2020, 1, 1), 6),
        ("CENTRAL_ASIA", date(2020, 1, 1), 5),
        ("CEEC", date(2019, 4, 12), 17),
        ("CEEC", date(2022, 8, 11), 14),
        ("ARAB", date(2020, 1, 1), 22),
        ("AFRICAN_UNION", date(2020, 1, 1), 54),
        ("BRI", date(2020, 1, 1), 0),
        ("CN/Yangtze River Delta", date(2020, 1, 1), 4),
        ("CN/Yangtze River Economic Belt", date(2020, 1, 1), 11),
        ("CN/Western", date(2020, 1, 1), 12),
    ],
)
def test_members_on_a_day(group, day, count):
    assert len(members(group, day)) == count


def test_the_four_economic_regions_divide_the_provinces():
    names = ("CN/Eastern", "CN/Central", "CN/Western", "CN/Northeast China")
    parts = [members(name, date(2020, 1, 1)) for name in names]
    assert sum(map(len, parts)) == len(PROVINCES)
    assert frozenset().union(*parts) == PROVINCES


def test_what_is_not_listed_is_refused():
    with pytest.raises(VocabularyError, match="no dimension 'commodities'"):
        codes("commodities")
    with pytest.raises(VocabularyError, match="no partner or region 'EFTB'"):
        members("EFTB", date(2020, 1, 1))
    with pytest.raises(VocabularyError, match="language 'de'"):
        next(forms("de"))


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ('[tea]\nen = "Tea"\n', r"\[tea\]: needs en and zh"),
        ('[tea]\nen = "Tea"\nzh = "茶叶"\nform.en = ["tea"]\n', r"\[tea\]: unknown key 'form'"),
        ('[tea\nen = "Tea"\n', r"line 1"),
    ],
)
def test_a_broken_file_is_named_with_its_cause(tmp_path, monkeypatch, text, cause):
    path = tmp_path / "goods.toml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setitem(FILES, "commodity", str(path))
    codes.cache_clear()
    try:
        with pytest.raises(VocabularyError, match=rf"goods\.toml: .*{cause}"):
            codes("commodity")
    finally:
        codes.cache_clear()


def test_the_manuals_examples_are_read(tmp_path, monkeypatch):
    manual = (Path(__file__).parents[1] / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    examples = []
    for section in manual.split("\n## ")[1:]:
        dimension = re.search("commodity|partner|region", section.partition("\n")[0])
        example = re.search(r"```toml\n(.*?)```", section, re.S)
        if dimension is not None and example is not None:
            examples.append((dimension[0], example[1]))
    assert {dimension for dimension, _ in examples} == {"commodity", "partner", "region"}
    for dimension, text in examples:
        path = tmp_path / f"{dimension}.toml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setitem(FILES, dimension, str(path))
    codes.cache_clear()
    try:
        assert all(codes(dimension) for dimension, _ in examples)
    finally:
        codes.cache_clear()


def test_loading_in_a_fresh_process(record_property):
    """Everything loads from nothing; how long it took goes to the report (``-rP`` or JUnit), the machine decides."""
    program = (
        "import time; start = time.perf_counter(); import pipeline.vocabulary as v; "
        "n = sum(1 for u in v.USES for lang in v.LANGUAGES for _ in v.forms(lang, u)); "
        "print(n, round(1000 * (time.perf_counter() - start)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    count, milliseconds = map(int, done.stdout.split())
    record_property("vocabulary_load_ms", milliseconds)
    print(f"{count} forms in {milliseconds} ms")
    assert count == sum(len(code.forms) for code in every_code)


def test_nothing_is_loaded_on_import():
    program = "import pipeline.vocabulary as v; print(v.codes.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
    assert vocabulary.codes("partner") is vocabulary.codes("partner")
