//! AES with keys of 128 bits in CBC (FIPS 197, NIST SP 800-38A), without padding: one step of the hash of newer PDFs, and nothing
//! that keeps a secret.

const ROUNDS: usize = 10;

type Block = [u8; 16];

/// What is shorter than a block at the end is left out.
pub fn encrypt(key: Block, start: Block, bytes: &[u8]) -> Vec<u8> {
    let boxes = substitutes();
    let keys = round_keys(key, &boxes);
    let mut before = start;
    let mut made = Vec::with_capacity(bytes.len());
    for block in bytes.as_chunks::<16>().0 {
        let mut state: Block = std::array::from_fn(|at| block[at] ^ before[at]);
        add(&mut state, &keys[0]);
        for (round, of_round) in keys.iter().enumerate().skip(1) {
            state = state.map(|byte| boxes[usize::from(byte)]);
            // Row by row the bytes move to the left, each row one place more than the one above it.
            state = std::array::from_fn(|at| state[(at + 4 * (at % 4)) % 16]);
            if round < ROUNDS {
                mix(&mut state);
            }
            add(&mut state, of_round);
        }
        made.extend(state);
        before = state;
    }
    made
}

fn add(state: &mut Block, key: &Block) {
    state.iter_mut().zip(key).for_each(|(byte, of_key)| *byte ^= of_key);
}

/// Twice, in the field of 256 elements.
const fn double(byte: u8) -> u8 {
    (byte << 1) ^ (if byte & 0x80 == 0 { 0 } else { 0x1B })
}

fn mix(state: &mut Block) {
    for column in state.as_chunks_mut::<4>().0 {
        let [a, b, c, d] = *column;
        let all = a ^ b ^ c ^ d;
        *column = [a ^ all ^ double(a ^ b), b ^ all ^ double(b ^ c), c ^ all ^ double(c ^ d), d ^ all ^ double(d ^ a)];
    }
}

/// The table of substitutes, made of the inverse elements (FIPS 197, 5.1.1).
fn substitutes() -> [u8; 256] {
    let mut boxes = [0x63; 256];
    let (mut one, mut inverse) = (1_u8, 1_u8);
    loop {
        // Three times, and a third of it.
        one ^= double(one);
        inverse ^= inverse << 1;
        inverse ^= inverse << 2;
        inverse ^= inverse << 4;
        if inverse & 0x80 != 0 {
            inverse ^= 0x09;
        }
        let turned = (1..5).fold(inverse, |sum, bits| sum ^ inverse.rotate_left(bits));
        boxes[usize::from(one)] = turned ^ 0x63;
        if one == 1 {
            return boxes;
        }
    }
}

fn round_keys(key: Block, boxes: &[u8; 256]) -> [Block; ROUNDS + 1] {
    let mut keys = [key; ROUNDS + 1];
    let mut constant = 1_u8;
    for round in 1..=ROUNDS {
        let last = keys[round - 1];
        let mut word = [last[13], last[14], last[15], last[12]].map(|byte| boxes[usize::from(byte)]);
        word[0] ^= constant;
        constant = double(constant);
        for at in 0..16 {
            word[at % 4] ^= last[at];
            keys[round][at] = word[at % 4];
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::encrypt;

    #[test]
    fn the_example_of_the_standard() {
        let bytes = |text: &str| -> [u8; 16] {
            std::array::from_fn(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).expect("two digits"))
        };
        // NIST SP 800-38A, F.2.1.
        let key = bytes("2b7e151628aed2a6abf7158809cf4f3c");
        let start = bytes("000102030405060708090a0b0c0d0e0f");
        let plain = [bytes("6bc1bee22e409f96e93d7e117393172a"), bytes("ae2d8a571e03ac9c9eb76fac45af8e51")].concat();
        let made = [bytes("7649abac8119b246cee98e9b12e9197d"), bytes("5086cb9b507219ee95db113a917678b2")].concat();
        assert_eq!(encrypt(key, start, &plain), made);
    }
}
