//! Texts by their names, packed: a log holds hundreds of thousands of such maps, read often and
//! changed hardly ever, and as trees of strings they are some fifty allocations a record.

use std::{cmp::Ordering, fmt, ops::Range};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeSeed, MapAccess, Visitor},
};

/// A map of texts, in the order of their names.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Texts {
    /// Name, text, name, text and so on.
    text: Box<str>,
    /// Where each of them ends.
    ends: Box<[u32]>,
}

impl Texts {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.ends.len() / 2
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.part(2 * middle).cmp(name) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(self.part(2 * middle + 1)),
            }
        }
        None
    }

    /// Names and texts, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        (0..self.len()).map(|place| (self.part(2 * place), self.part(2 * place + 1)))
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(name, _)| name)
    }

    /// Puts a text in, in the place of the one that the name had.
    pub fn insert(&mut self, name: &str, text: &str) {
        *self = self.iter().chain([(name, text)]).collect();
    }

    /// Puts others in, in the place of those of the same name.
    pub fn absorb(&mut self, later: &Self) {
        if !later.is_empty() {
            *self = self.iter().chain(later.iter()).collect();
        }
    }

    /// Leaves out what does not fit.
    pub fn retain(&mut self, fits: impl Fn(&str, &str) -> bool) {
        if !self.iter().all(|(name, text)| fits(name, text)) {
            *self = self
                .iter()
                .filter(|(name, text)| fits(name, text))
                .collect();
        }
    }

    /// The number of bytes of all names and texts.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.text.len()
    }

    fn part(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[place] as usize]
    }

    /// Packs parts that may come in any order; of several texts of a name the last one counts.
    fn packed(all: &str, parts: &[Part]) -> Self {
        let name = |part: &Part| &all[part.name.clone()];
        let is_sorted = parts.is_sorted_by(|one, other| name(one) < name(other));
        let mut order: Vec<&Part> = parts.iter().collect();
        if !is_sorted {
            order.sort_by(|one, other| name(one).cmp(name(other)));
        }
        let mut text = String::with_capacity(all.len());
        let mut ends = Vec::with_capacity(2 * order.len());
        for (place, part) in order.iter().enumerate() {
            if order
                .get(place + 1)
                .is_some_and(|next| name(next) == name(part))
            {
                continue;
            }
            for range in [&part.name, &part.text] {
                text.push_str(&all[range.clone()]);
                ends.push(end(&text));
            }
        }
        Self {
            text: text.into(),
            ends: ends.into(),
        }
    }
}

/// Where a name and its text stand.
struct Part {
    name: Range<usize>,
    text: Range<usize>,
}

/// The most memory that a page has is four gigabytes.
fn end(text: &str) -> u32 {
    u32::try_from(text.len()).expect("texts of less than four gigabytes")
}

impl<N: AsRef<str>, T: AsRef<str>> FromIterator<(N, T)> for Texts {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(given: I) -> Self {
        let mut all = String::new();
        let mut put = |part: &str| {
            let start = all.len();
            all.push_str(part);
            start..all.len()
        };
        let parts: Vec<Part> = (given.into_iter())
            .map(|(name, text)| Part {
                name: put(name.as_ref()),
                text: put(text.as_ref()),
            })
            .collect();
        Self::packed(&all, &parts)
    }
}

impl PartialOrd for Texts {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Texts {
    fn cmp(&self, other: &Self) -> Ordering {
        self.iter().cmp(other.iter())
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Texts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Texts, A::Error> {
        let (mut all, mut parts) = (String::new(), Vec::new());
        while let Some(name) = members.next_key_seed(Append(&mut all))? {
            let text = members.next_value_seed(Append(&mut all))?;
            parts.push(Part { name, text });
        }
        Ok(Texts::packed(&all, &parts))
    }
}

/// Reads a text behind others, without a string of its own.
struct Append<'a>(&'a mut String);

impl<'de> DeserializeSeed<'de> for Append<'_> {
    type Value = Range<usize>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for Append<'_> {
    type Value = Range<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        let start = self.0.len();
        self.0.push_str(text);
        Ok(start..self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_text_is_refused() {
        for wrong in [r#"{"a":1}"#, r#"{"a":null}"#, r#"["a"]"#, r#""a""#] {
            assert!(serde_json::from_str::<Texts>(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn it_does_what_a_tree_does(
            given: Vec<(String, String)>,
            later: Vec<(String, String)>,
            sought: String,
        ) {
            let mut tree: BTreeMap<String, String> = given.iter().cloned().collect();
            let mut texts: Texts = given.iter().map(|(name, text)| (name, text)).collect();
            for (name, text) in &later {
                tree.insert(name.clone(), text.clone());
                texts.insert(name, text);
            }
            let mut absorbed: Texts = given.iter().map(|(name, text)| (name, text)).collect();
            absorbed.absorb(&later.iter().map(|(name, text)| (name, text)).collect());
            prop_assert_eq!(&absorbed, &texts);
            prop_assert!(texts.iter().eq(tree.iter().map(|(name, text)| (&**name, &**text))));
            prop_assert_eq!(texts.len(), tree.len());
            for name in tree.keys().chain([&sought]) {
                prop_assert_eq!(texts.get(name), tree.get(name).map(String::as_str));
            }
            let json = serde_json::to_string(&tree).unwrap();
            prop_assert_eq!(&serde_json::to_string(&texts).unwrap(), &json);
            prop_assert_eq!(&serde_json::from_str::<Texts>(&json).unwrap(), &texts);
            tree.retain(|name, text| name < text);
            texts.retain(|name, text| name < text);
            prop_assert!(texts.iter().eq(tree.iter().map(|(name, text)| (&**name, &**text))));
        }
    }
}
