//! PDFs of Word, LibreOffice, browsers and scanners; pictures, sounds and films of phones.

use super::Draw;
use crate::testing::{media, pdfs};

pub fn pdf(draw: &mut Draw) -> Vec<u8> {
    let catalogue = match draw.below(5) {
        // LibreOffice opens at the first page, Acrobat fits it.
        0 => "/OpenAction[3 0 R/XYZ null null 0]/Lang(vi-VN)",
        1 => "/OpenAction<</S/GoTo/D[3 0 R/Fit]>>",
        2 => "/Outlines 6 0 R/PageMode/UseOutlines/Names<</Dests 7 0 R>>",
        3 => "/MarkInfo<</Marked true>>/StructTreeRoot<</Type/StructTreeRoot>>",
        _ => "/AcroForm<</Fields[]/DA(/Helv 0 Tf 0 g)>>",
    };
    let page = match draw.below(4) {
        0 => "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://truong.edu.vn/tin\\)a)>>>>]",
        1 => "/Annots[<</Subtype/Link/F 4/Dest[3 0 R/Fit]>>]/Group<</S/Transparency>>",
        2 => "/Annots[8 0 R]/Tabs/S",
        _ => "",
    };
    let mut more = Vec::new();
    for at in 0..draw.below(6) {
        more.push(match draw.below(6) {
            0 => pdfs::stream(
                "/Type/XObject/Subtype/Image/Width 2480/Height 3508/Filter/DCTDecode",
                &media::jpeg(2480, 3508, at, 4000),
            ),
            1 => pdfs::object_stream(&[
                (40, "<</Type/Font/BaseFont/TimesNewRoman>>"),
                (41, "[0 1 2]"),
                (42, "<</S/URI/URI(http://x.vn)>>"),
            ]),
            2 => pdfs::packed("/Type/XRef/W[1 2 1]/Predictor 12", &media::noise(at, 300)),
            3 => pdfs::stream("/Type/Metadata/Subtype/XML", b"<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'/>"),
            4 => pdfs::packed("/Length1 9000", &media::noise(at, 6000)),
            _ => b"<</Title(Ke hoach \\(tuan 12\\))/Creator<FEFF0057006F00720064>>>".to_vec(),
        });
    }
    if draw.is(12) {
        more.push(b"<</Type/Filespec/F(so-lieu.csv)/EF<</F 20 0 R>>>>".to_vec());
        more.push(pdfs::packed("/Type/EmbeddedFile", b"ten;lop\nHoa;4A"));
    }
    let bytes = pdfs::one_page(catalogue, page, &more);
    match draw.below(5) {
        // Saved once more at the end of the file; some programs fill up with blanks.
        0 => {
            [bytes, b"9 0 obj\n<</Type/Annot>>\nendobj\nxref\n0 0\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF".to_vec()].concat()
        }
        1 => [bytes, vec![0; 20_000]].concat(),
        _ => bytes,
    }
}

pub fn jpeg(draw: &mut Draw) -> Vec<u8> {
    let (width, height) = [(4000, 3000), (3024, 4032), (1280, 960), (16_320, 12_240), (800, 600)][draw.below(5) as usize];
    let length = 2000 + draw.below(9000) as usize;
    let photo = media::jpeg(width, height, draw.below(9999), length);
    match draw.below(6) {
        // A photo that moves, and what Samsung and Google write behind the picture.
        0 => [photo, media::mp4(draw.below(99), 4000, true)].concat(),
        1 => [photo, b"\0\0\x01\x0aImage_UTC_Data1700000000000SEFHk\0\0\0SEFT".to_vec()].concat(),
        2 => [photo, media::jpeg(1000, 750, 3, 900)].concat(),
        3 => {
            let notes =
                b"http://ns.adobe.com/xap/1.0/\0<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF/></x:xmpmeta>";
            let segment = [&[0xFF, 0xE1][..], &(notes.len() as u16 + 2).to_be_bytes(), notes].concat();
            [&photo[..2], &segment, &photo[2..]].concat()
        }
        _ => photo,
    }
}

pub fn png(draw: &mut Draw) -> Vec<u8> {
    let (width, height) = [(1366, 768), (1080, 2400), (300, 300), (8000, 6000)][draw.below(4) as usize];
    let length = 500 + draw.below(9000) as usize;
    media::png(width, height, draw.below(9999), length)
}

pub fn heic(draw: &mut Draw) -> Vec<u8> {
    media::heic(4032, 3024, draw.below(9999))
}

pub fn webp(draw: &mut Draw) -> Vec<u8> {
    media::webp(4000, 3000, draw.below(9999), 900)
}

/// What a phone records under this brand.
pub fn of_phone(draw: &mut Draw, brand: &[u8; 4]) -> Vec<u8> {
    media::of_phone(brand, draw.below(9999), 4000)
}

pub fn mp3(draw: &mut Draw) -> Vec<u8> {
    let frames = 5 + draw.below(40) as usize;
    let song = media::mp3(draw.below(9999), frames, draw.is(2));
    if draw.is(3) { [song, b"TAG".to_vec(), vec![0; 125]].concat() } else { song }
}

pub fn mp4(draw: &mut Draw) -> Vec<u8> {
    let length = 1000 + draw.below(20_000) as usize;
    media::mp4(draw.below(9999), length, draw.is(2))
}
