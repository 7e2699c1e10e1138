//! Pictures, sounds and films, without anything to be seen or heard in them.

/// Bytes that look like packed ones, the same for the same seed; none is 0xFF.
pub fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8 & 0xFE
    };
    std::iter::repeat_with(next).take(length).collect()
}

fn segment(kind: u8, body: &[u8]) -> Vec<u8> {
    [&[0xFF, kind][..], &(body.len() as u16 + 2).to_be_bytes(), body].concat()
}

/// With the camera's notes, in which stands a small picture of its own.
pub fn jpeg(width: u16, height: u16, seed: u64, length: usize) -> Vec<u8> {
    let small = [&[0xFF, 0xD8, 0xFF, 0xDB, 0, 3, 0, 0xFF, 0xDA, 0, 3, 0][..], &noise(seed + 1, 50), &[0xFF, 0xD9]].concat();
    let notes = [b"Exif\0\0MM\0*\0\0\0\x08".as_slice(), &small].concat();
    let [w, h] = [width.to_be_bytes(), height.to_be_bytes()];
    let frame = [8, h[0], h[1], w[0], w[1], 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
    [
        vec![0xFF, 0xD8],
        segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        segment(0xE1, &notes),
        segment(0xDB, &[1; 65]),
        segment(0xC0, &frame),
        segment(0xC4, &[0; 20]),
        segment(0xDA, &[3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0]),
        noise(seed, length),
        vec![0xFF, 0xD9],
    ]
    .concat()
}

pub fn chunk(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let checked = [kind, body].concat();
    [&(body.len() as u32).to_be_bytes()[..], &checked, &rawzip::crc32(&checked).to_be_bytes()].concat()
}

pub fn png(width: u32, height: u32, seed: u64, length: usize) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &header),
        chunk(b"tEXt", b"Software\0Paint"),
        chunk(b"IDAT", &noise(seed, length)),
        chunk(b"IEND", b""),
    ]
    .concat()
}

pub fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&(body.len() as u32 + 8).to_be_bytes()[..], kind, body].concat()
}

pub fn heic(width: u32, height: u32, seed: u64) -> Vec<u8> {
    let size = boxed(b"ispe", &[&[0; 4][..], &width.to_be_bytes(), &height.to_be_bytes()].concat());
    let meta = boxed(b"meta", &[&[0; 4][..], &boxed(b"iprp", &boxed(b"ipco", &size))].concat());
    [boxed(b"ftyp", b"heic\0\0\0\0mif1heic"), meta, boxed(b"mdat", &noise(seed, 900))].concat()
}

pub fn mp4(seed: u64, length: usize, is_index_first: bool) -> Vec<u8> {
    let index = boxed(b"moov", &boxed(b"mvhd", &[0; 100]));
    let film = boxed(b"mdat", &noise(seed, length));
    let rest = if is_index_first { [index, boxed(b"free", &[0; 16]), film] } else { [film, boxed(b"free", b""), index] };
    [boxed(b"ftyp", b"isom\0\0\x02\0isomiso2mp41"), rest.concat()].concat()
}

/// A film or a sound of a phone, by its brand.
pub fn of_phone(brand: &[u8; 4], seed: u64, length: usize) -> Vec<u8> {
    let mut bytes = mp4(seed, length, false);
    bytes[8..12].copy_from_slice(brand);
    bytes
}

pub fn webp(width: u32, height: u32, seed: u64, length: usize) -> Vec<u8> {
    let side = |side: u32| (side - 1).to_le_bytes()[..3].to_vec();
    let piece = |kind: &[u8; 4], body: &[u8]| [&kind[..], &(body.len() as u32).to_le_bytes(), body].concat();
    let extended = piece(b"VP8X", &[vec![0; 4], side(width), side(height)].concat());
    let body = [b"WEBP".to_vec(), extended, piece(b"VP8 ", &noise(seed, length & !1))].concat();
    piece(b"RIFF", &body)
}

/// With a tag or without, and with the first frame that says how long the sound is.
pub fn mp3(seed: u64, frames: usize, has_tag: bool) -> Vec<u8> {
    let frame = |seed: u64| [&[0xFF, 0xFB, 0x90, 0x64][..], &noise(seed, 413)].concat();
    let sound: Vec<u8> = (0..frames as u64).flat_map(|at| frame(seed + at)).collect();
    let mut first = vec![0xFF, 0xFB, 0x90, 0x64];
    first.extend([0; 32]);
    first.extend(b"Xing\0\0\0\x03");
    first.extend((frames as u32).to_be_bytes());
    first.extend((sound.len() as u32 + 417).to_be_bytes());
    first.resize(417, 0);
    let tag = b"ID3\x03\0\0\0\0\x01\x00TIT2\0\0\0\x0A\0\0\0Tuoi tho\0\0";
    let mut tag = tag.to_vec();
    tag.resize(138, 0);
    [if has_tag { tag } else { Vec::new() }, first, sound].concat()
}
