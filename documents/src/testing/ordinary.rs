//! Documents as teachers make them, with the programs and phones that they have: two thousand, each another one.

mod office;
mod old;
mod parts;
mod rest;

use domain::files::FileKind;

/// Draws by a number; the same number always draws the same.
pub struct Draw(u64);

impl Draw {
    pub const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x00D1_B54A_32D1_92ED)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % bound
    }

    pub fn is(&mut self, one_in: u64) -> bool {
        self.below(one_in) == 0
    }

    pub fn of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len() as u64) as usize]
    }

    /// Some words of a plan.
    pub fn words(&mut self) -> String {
        const WORDS: [&str; 24] = [
            "Hoạt động",
            "học",
            "Bé",
            "tập",
            "kể",
            "chuyện",
            "“Chú dê đen”",
            "Trò chuyện",
            "về",
            "mùa",
            "đông",
            "Góc phân vai",
            "bán hàng",
            "Thể dục sáng",
            "hô hấp 2",
            "tay 1",
            "Rèn kỹ năng",
            "rửa tay",
            "|",
            "DDE",
            "Ôn số 4",
            "& chữ cái",
            "vẽ hoa",
            "cmd",
        ];
        let count = 3 + self.below(14);
        let words: Vec<&str> = (0..count).map(|_| self.of(&WORDS)).collect();
        words.join(" ").replace('&', "&amp;")
    }
}

/// How many of each kind.
pub const NUMBERS: [(FileKind, u64); 16] = [
    (FileKind::Docx, 580),
    (FileKind::Xlsx, 300),
    (FileKind::Pptx, 220),
    (FileKind::Pdf, 260),
    (FileKind::Doc, 120),
    (FileKind::Xls, 90),
    (FileKind::Ppt, 40),
    (FileKind::Jpeg, 130),
    (FileKind::Png, 80),
    (FileKind::Heic, 20),
    (FileKind::Mp3, 50),
    (FileKind::Mp4, 50),
    (FileKind::Webp, 20),
    (FileKind::M4a, 10),
    (FileKind::Mov, 20),
    (FileKind::ThreeGp, 10),
];

pub fn one(kind: FileKind, number: u64) -> Vec<u8> {
    let mut draw = Draw::new(number * 31 + kind as u64 + 1);
    match kind {
        FileKind::Docx => office::word(&mut draw),
        FileKind::Xlsx => office::excel(&mut draw),
        FileKind::Pptx => office::power_point(&mut draw),
        FileKind::Doc => old::word(&mut draw),
        FileKind::Xls => old::excel(&mut draw),
        FileKind::Ppt => old::power_point(&mut draw),
        FileKind::Pdf => rest::pdf(&mut draw),
        FileKind::Jpeg => rest::jpeg(&mut draw),
        FileKind::Png => rest::png(&mut draw),
        FileKind::Heic => rest::heic(&mut draw),
        FileKind::Mp3 => rest::mp3(&mut draw),
        FileKind::Mp4 => rest::mp4(&mut draw),
        FileKind::Webp => rest::webp(&mut draw),
        FileKind::M4a => rest::of_phone(&mut draw, b"M4A "),
        FileKind::Mov => rest::of_phone(&mut draw, b"qt  "),
        FileKind::ThreeGp => rest::of_phone(&mut draw, b"3gp4"),
    }
}
