//! The same text in every byte form that Japanese documents come in.

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS};

use super::read_as;

/// ①, ㈱ and 髙 are not in JIS X 0208: only CP932 and its kin have them.
const TEXT: &str = "入札公告①　㈱髙島屋の庁舎清掃業務を次のとおり一般競争入札に付します。\
    参加資格はプライバシーマークの付与を受けていること、提出期限は令和８年１１月２０日（金）正午。";

/// The part of it that EUC-JP and ISO-2022-JP can write.
const PLAIN: &str = "入札公告　庁舎清掃業務を次のとおり一般競争入札に付します。\
    参加資格はプライバシーマークの付与を受けていること、提出期限は令和８年１１月２０日（金）正午。";

/// How a page says what it is written in.
#[derive(Clone, Copy)]
enum Declaration {
    None,
    Meta(&'static str),
    HttpEquiv(&'static str),
    Xml(&'static str),
}

#[test]
fn pages_and_texts_are_decoded() {
    use Declaration::{HttpEquiv, Meta, None, Xml};
    for (form, text, bytes, charset) in [
        ("UTF-8", TEXT, utf_8 as fn(&str) -> Vec<u8>, "UTF-8"),
        ("UTF-8 with BOM", TEXT, utf_8_bom, "UTF-8"),
        ("UTF-16LE with BOM", TEXT, utf_16le, "UTF-16LE"),
        ("UTF-16BE with BOM", TEXT, utf_16be, "UTF-16BE"),
        ("Shift_JIS", TEXT, shift_jis, "Shift_JIS"),
        ("EUC-JP", PLAIN, euc_jp, "EUC-JP"),
        ("ISO-2022-JP", PLAIN, iso_2022_jp, "ISO-2022-JP"),
    ] {
        for declaration in [
            None,
            Meta("utf-8"),
            Meta("Shift_JIS"),
            Meta("windows-31j"),
            Meta("x-sjis"),
            Meta("cp932"),
            Meta("EUC-JP"),
            Meta("iso-8859-1"),
            Meta("no-such-charset"),
            HttpEquiv("Shift_JIS"),
            HttpEquiv("euc-jp"),
            Xml("Shift_JIS"),
            Xml("UTF-8"),
        ] {
            check_page(form, text, bytes, charset, declaration);
        }
        check_text(form, text, &bytes(text), charset);
    }
}

/// Right, undeclared and wrongly declared pages all become the same text.
fn check_page(
    form: &str,
    text: &str,
    encode: fn(&str) -> Vec<u8>,
    charset: &str,
    declaration: Declaration,
) {
    let page = encode(&page(text, declaration));
    let document = read_as("a.html", &page).unwrap();
    assert_eq!(document.text, format!("{text}\n"), "{form}");
    assert_eq!(document.charset, Some(charset), "{form}");
    assert!(document.warnings.is_empty(), "{form}");
}

fn check_text(form: &str, text: &str, bytes: &[u8], charset: &str) {
    let document = read_as("a.txt", bytes).unwrap();
    assert_eq!(document.text, text, "{form}");
    assert_eq!(document.charset, Some(charset), "{form}");
}

fn page(text: &str, declaration: Declaration) -> String {
    let (xml, meta) = match declaration {
        Declaration::None => (String::new(), String::new()),
        Declaration::Meta(label) => (String::new(), format!("<META CHARSET='{label}'>")),
        Declaration::HttpEquiv(label) => {
            let content = format!("text/html; charset={label}");
            let meta = format!("<meta http-equiv=Content-Type content=\"{content}\">");
            (String::new(), meta)
        }
        Declaration::Xml(label) => {
            let xml = format!("<?xml version=\"1.0\" encoding=\"{label}\"?>\n");
            (xml, String::new())
        }
    };
    format!("{xml}<!DOCTYPE html><html><head>{meta}</head><body><p>{text}</p></body></html>")
}

#[test]
fn the_nec_and_ibm_extensions_of_cp932_are_known() {
    let document = read_as("a.txt", b"\x87\x40\x87\x8A\xFB\xFC\x96\xBC\x91\x4F").unwrap();
    assert_eq!(document.text, "①㈱髙名前");
}

#[test]
fn a_short_page_is_not_taken_for_half_width_katakana() {
    let bytes = euc_jp("<meta charset=Shift_JIS><p>入札のお知らせです");
    assert_eq!(
        read_as("a.html", &bytes).unwrap().text,
        "入札のお知らせです\n"
    );
}

#[test]
fn a_declaration_in_a_comment_does_not_count() {
    let page = "<html><!-- <meta charset=euc-jp> --><meta charset=shift_jis><p>ｶﾀｶﾅ 入札";
    assert_eq!(
        read_as("a.html", &shift_jis(page)).unwrap().text,
        "ｶﾀｶﾅ 入札\n"
    );
}

#[test]
fn one_damaged_byte_is_a_warning() {
    for encode in [utf_8, shift_jis, utf_8_bom] {
        let mut bytes = encode(&PLAIN.repeat(5));
        bytes.insert(60, 0xFF);
        let document = read_as("a.txt", &bytes).unwrap();
        assert!(document.text.contains("提出期限は令和８年"));
        assert_eq!(document.warnings.len(), 1, "{:?}", document.warnings);
    }
}

#[test]
fn many_damaged_bytes_are_an_error() {
    let mut bytes = utf_8(&PLAIN.repeat(5));
    for at in (0..bytes.len()).step_by(50) {
        bytes[at] = 0xFF;
    }
    let error = read_as("a.txt", &bytes).unwrap_err();
    assert_eq!(error.reason(), "undecodable");
}

#[test]
fn english_text_with_some_western_characters_is_read() {
    let document = read_as("a.txt", b"Caf\xE9 tables, 12 sets, \xA9 City of Kochi").unwrap();
    assert_eq!(document.text, "Café tables, 12 sets, © City of Kochi");
}

fn utf_8(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

fn utf_8_bom(text: &str) -> Vec<u8> {
    [b"\xEF\xBB\xBF", text.as_bytes()].concat()
}

fn utf_16le(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

fn utf_16be(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}

fn shift_jis(text: &str) -> Vec<u8> {
    encode(SHIFT_JIS, text)
}

fn euc_jp(text: &str) -> Vec<u8> {
    encode(EUC_JP, text)
}

fn iso_2022_jp(text: &str) -> Vec<u8> {
    encode(ISO_2022_JP, text)
}

fn encode(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, has_unknown) = encoding.encode(text);
    assert!(!has_unknown, "{} cannot write {text}", encoding.name());
    bytes.into_owned()
}
