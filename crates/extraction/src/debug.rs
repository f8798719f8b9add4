//! temp
#[test]
fn dump() {
    let Ok(file) = std::env::var("DUMP") else { return };
    let lexicon = irefuda_procurement::Lexicon::compiled_in().unwrap();
    let document = irefuda_documents::read(std::path::Path::new(&file), &Default::default()).unwrap();
    let extractor = crate::Extractor::new(&lexicon);
    let text = crate::text::Text::new(&document.text);
    let sections = crate::parts::divide(&text, &extractor.roles);
    let reading = crate::reading::Reading::new(&text, &sections, &extractor.lexicon, &extractor.labels);
    for (section, outline) in sections.iter().zip(&reading.outlines) {
        println!("=== {:?} {:?}", section.role, section.title.as_ref().map(|t| text.get(t)));
        if matches!(section.role, irefuda_procurement::PartRole::Notice | irefuda_procurement::PartRole::Instructions) || std::env::var("ALL").is_ok() { outline.dump(text.folded()); }
    }
    for m in &reading.mentions { println!("{:?} {:?} {:?} {}", text.get(&m.stretch), m.first.moment().to_string(), m.last.map(|l| l.moment().to_string()), m.is_until); }
}
