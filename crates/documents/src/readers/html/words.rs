//! The words of a class or an id.

/// Splits at `-`, `_`, digits and humps: `globalNav_02` is global and nav.
pub(super) fn words(name: &str) -> Vec<String> {
    let characters: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (at, character) in characters.iter().enumerate() {
        let follows_small = at > 0 && characters[at - 1].is_lowercase();
        let is_hump = character.is_uppercase() && follows_small;
        if is_hump || !character.is_alphabetic() {
            words.push(String::new());
        }
        if let (true, Some(word)) = (character.is_alphabetic(), words.last_mut()) {
            word.extend(character.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
