//! SPDX expressions (SPDX specification, annex D), as crates write them: `(MIT OR Apache-2.0) AND Unicode-3.0`, and the
//! older `MIT/Apache-2.0`.

/// Whether licences from `allowed` are enough for `expression`.
///
/// # Errors
/// What cannot be read, in words.
pub fn satisfied(expression: &str, allowed: &[&str]) -> Result<bool, String> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut tokens = Tokens { left: spaced.split_whitespace().collect(), allowed };
    let answer = tokens.either()?;
    match tokens.left.first() {
        None => Ok(answer),
        Some(more) => Err(format!("“{more}” stands where the end should be")),
    }
}

struct Tokens<'a> {
    left: Vec<&'a str>,
    allowed: &'a [&'a str],
}

impl<'a> Tokens<'a> {
    /// `OR` binds the least.
    fn either(&mut self) -> Result<bool, String> {
        let mut answer = self.both()?;
        while self.takes("OR") {
            answer |= self.both()?;
        }
        Ok(answer)
    }

    fn both(&mut self) -> Result<bool, String> {
        let mut answer = self.one()?;
        while self.takes("AND") {
            answer &= self.one()?;
        }
        Ok(answer)
    }

    fn one(&mut self) -> Result<bool, String> {
        if self.takes("(") {
            let answer = self.either()?;
            return if self.takes(")") { Ok(answer) } else { Err("a bracket is not closed".to_owned()) };
        }
        let name = self.next()?;
        // An exception is a licence of its own: whoever allows it names it whole.
        let name = if self.takes("WITH") { format!("{name} WITH {}", self.next()?) } else { name.to_owned() };
        Ok(self.allowed.contains(&name.as_str()))
    }

    fn takes(&mut self, word: &str) -> bool {
        let is_next = self.left.first() == Some(&word);
        if is_next {
            self.left.remove(0);
        }
        is_next
    }

    fn next(&mut self) -> Result<&'a str, String> {
        match self.left.first() {
            Some(name) if !["AND", "OR", "WITH", "(", ")"].contains(name) => Ok(self.left.remove(0)),
            Some(word) => Err(format!("“{word}” stands where a licence should be")),
            None => Err("it ends too early".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_a_choice_is_enough_and_all_that_hold_together_are_needed() {
        let allowed = ["MIT", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"];
        for (expression, expected) in [
            ("MIT", true),
            ("GPL-3.0-only", false),
            ("GPL-3.0-only OR MIT", true),
            ("MIT AND GPL-3.0-only", false),
            ("Apache-2.0/MIT", true),
            ("Apache-2.0 / MIT", true),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
            ("(GPL-3.0-only OR Apache-2.0) AND Unicode-3.0", false),
            ("GPL-3.0-only OR MIT AND Unicode-3.0", true),
            ("GPL-3.0-only AND MIT OR GPL-2.0-only AND Unicode-3.0", false),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("Apache-2.0", false),
            ("MIT WITH LLVM-exception", false),
        ] {
            assert_eq!(satisfied(expression, &allowed), Ok(expected), "{expression}");
        }
        for broken in ["", "MIT OR", "(MIT", "MIT)", "MIT MIT", "AND MIT", "MIT WITH"] {
            assert!(satisfied(broken, &allowed).is_err(), "{broken}");
        }
    }
}
