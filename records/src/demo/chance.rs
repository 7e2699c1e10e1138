//! Chance that falls the same way every time: the demo must show the same life on every machine.

/// A die that is thrown by what it is asked about, so that one hand-in more does not change all the others.
pub(super) struct Chance(u64);

impl Chance {
    /// The die of these words.
    pub fn of(words: &[&str]) -> Self {
        // FNV-1a, 64 bits; a byte that no word contains stands between two words.
        let mut state: u64 = 0xcbf2_9ce4_8422_2325;
        for word in words {
            for byte in word.bytes().chain([0xff]) {
                state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        Self(state)
    }

    /// 0 to `end`, without `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        // SplitMix64: the next number is independent of the one before.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }

    /// True `times` times of a thousand.
    pub fn per_mille(&mut self, times: u64) -> bool {
        self.below(1000) < times
    }

    /// One of these; the fallback only where there is none.
    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T], fallback: &'a T) -> &'a T {
        let at = self.below(from.len() as u64);
        usize::try_from(at).ok().and_then(|at| from.get(at)).copied().unwrap_or(fallback)
    }
}
