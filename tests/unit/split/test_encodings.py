"""The encoding of a drop is told by evidence: read right, or refused with the likeliest two."""

# ruff: noqa: RUF001 - look-alike letters of many scripts are what this is about

import pytest

from hinterland.errors import RejectedError
from tests.unit.split.drops import split_rows

TEXTS = {
    "Russian": ("Москва, улица Ленина, Иванов Пётр", "cp1251 koi8-r cp866 iso8859-5"),
    "Ukrainian": ("Привіт, вулиця Шевченка, їжак Київ", "cp1251 koi8-u"),
    "Greek": ("Αθήνα, οδός Ερμού, Γιώργος Παπαδόπουλος", "cp1253 iso8859-7"),
    "Polish": ("Łódź, ulica Świętokrzyska, Żółć gęślą jaźń", "cp1250 iso8859-2 cp852"),
    "Czech": ("Příliš žluťoučký kůň, Děčín, náměstí", "cp1250 iso8859-2"),
    "Hungarian": ("Árvíztűrő tükörfúrógép, Győr utca", "cp1250"),
    "Turkish": ("İstanbul, Şişli caddesi, ığdır çğüşö", "cp1254 iso8859-9"),
    "Hebrew": ("שלום, רחוב הרצל, תל אביב", "cp1255 iso8859-8"),
    "Arabic": ("مرحبا، شارع الملك، الرياض", "cp1256 iso8859-6"),
    "Thai": ("กรุงเทพ, ถนนสุขุมวิท, สวัสดี", "cp874"),
    "Japanese": ("東京都,千代田区 テスト ひらがな", "shift_jis euc_jp iso2022_jp"),
    "Chinese": ("北京市,朝阳区 测试 数据", "gbk gb18030"),
    "Taiwanese": ("臺北市,信義區 測試 資料", "big5"),
    "Korean": ("서울시,강남구 테스트 자료", "euc_kr cp949"),
    "French": ("Café, rue de l'Église, élève, Noël à Paris", "cp1252 latin-1 mac_roman cp850"),
    "German": ("größe, Müller, Straße, Köln über", "cp1252 mac_roman cp850"),
    "Spanish": ("Año, señor, José, Peñíscola, acción", "cp1252 mac_roman"),
    "Vietnamese": ("Đường Nguyễn", "cp1258"),
    "a shop sign": ("Ravi’s “Sweets” – 12½ °C £5", "cp1252"),
    "titles": ("Who Did…What? Doesn’t Know", "cp1252"),
    "one letter": ("café", "cp1252 mac_roman"),
    "small letters": ("москва улица ленина", "cp1251 koi8-r cp866"),
    "capitals": ("МОСКВА УЛИЦА", "cp1251 koi8-r iso8859-5"),
}
MARKED = "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be"
# So few or so even letters that honest doubt is the answer.
IN_DOUBT = {("Vietnamese", "cp1258"), ("small letters", "koi8-r"), ("capitals", "koi8-r")}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [(name, each) for name, (_, some) in TEXTS.items() for each in f"{some} {MARKED}".split()],
)
def test_text_is_read_as_it_was_written_or_refused(language: str, encoding: str) -> None:
    text = TEXTS[language][0]
    table = "id,text\n" + "".join(f'{n},"{text} {n}"\n' for n in range(1, 12))
    body = table.encode(encoding, "replace")
    if (language, encoding) in IN_DOUBT:
        with pytest.raises(RejectedError, match=r"likeliest encodings are .* and .*encoding: "):
            split_rows(body)
        return
    assert split_rows(body).table[1] == ["1", f"{text} 1"]


@pytest.mark.parametrize(
    "body",
    [
        "id,text\n1,caf\u00e9, \u00e9l\u00e8ve, No\u00ebl\n".encode("utf-7"),
        b"id,text\n1,~{VPND~}\n",
        bytes([*range(0x80, 0x100)]) * 4,
        "id,text\n1,caf\u00e9\n2,\u0431\n".encode() + b"3,Caf\xe9\n4,\xe8\xe9\n",
    ],
)
def test_what_may_be_one_or_another_is_refused(body: bytes) -> None:
    with pytest.raises(RejectedError) as caught:
        split_rows(body)
    assert caught.value.code == "unsure_encoding"
