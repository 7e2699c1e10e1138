//! Word, Excel and PowerPoint 97–2003, and newer programs that save so.

use super::Draw;
use crate::testing::compound::{
    compound, excel as book, other_book, packed_object, power_point as show, record, sheet, web_link, word as document,
};

pub fn word(draw: &mut Draw) -> Vec<u8> {
    let mut text = String::new();
    for _ in 0..5 + draw.below(40) {
        text += &draw.words();
        text += match draw.below(6) {
            0 => "\u{13} PAGE \u{14}3\u{15}",
            1 => "\u{13} HYPERLINK \"http://truong.edu.vn\" \u{1}\u{14}truong\u{15}",
            2 => "\u{13} INCLUDEPICTURE \"http://x.vn/a.gif\" \\* MERGEFORMATINET \u{14}\u{1}\u{15}",
            3 => "\u{7}\u{7}",
            _ => "\r",
        };
    }
    let equation = [0x1C; 80];
    let picture = super::super::media::noise(draw.below(999), 9000);
    let more: [(&str, &[u8]); 3] =
        [("/Data", &picture), ("/ObjectPool/_1/Equation Native", &equation), ("/ObjectPool/_1/\u{3}ObjInfo", b"xxxxxx")];
    let count = draw.below(4) as usize;
    let template = draw.of(&["Normal.dot", "Normal.dotm", "C:\\Users\\HOA\\Giao an.dot", ""]);
    document(&text, draw.is(2), template, &more[..count])
}

pub fn excel(draw: &mut Draw) -> Vec<u8> {
    let sheets: Vec<Vec<u8>> = (0..1 + draw.below(4)).map(|_| sheet(0)).collect();
    let own = [1_u8, 0, 1, 4];
    let other = other_book("\u{1}danh sach.xls");
    let link = web_link("https://truong.edu.vn/so");
    let cells: Vec<Vec<u8>> = (0..20 + draw.below(200)).map(|_| draw.words().into_bytes()).collect();
    let mut records: Vec<(u16, &[u8])> = sheets.iter().map(|sheet| (0x85, sheet.as_slice())).collect();
    if draw.is(2) {
        records.extend([(0x1AE, own.as_slice()), (0x1AE, other.as_slice())]);
    }
    records.extend(cells.iter().map(|cell| (0x204, cell.as_slice())));
    if draw.is(2) {
        records.push((0x1B8, &link));
    }
    book(&records, if draw.is(3) { &[("/MBD0001/Equation Native", &[1; 60])] } else { &[] })
}

pub fn power_point(draw: &mut Draw) -> Vec<u8> {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let mut records = Vec::new();
    for _ in 0..3 + draw.below(30) {
        records.extend(record(0, 0x0FA0, &wide(&draw.words())));
        match draw.below(5) {
            0 => records.extend(record(0x0F, 0x0FD7, &record(0x10, 0x0FBA, &wide("http://truong.edu.vn")))),
            1 => records.extend(record(0, 0x0FF3, &[0, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 8, 0, 0, 0])),
            2 => records.extend(record(2, 0x0400, &[1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0])),
            _ => {}
        }
    }
    if draw.is(3) {
        records.extend(packed_object(&book(&[(0x85, &sheet(0))], &[])));
    }
    if draw.is(3) {
        records.extend(record(0, 0x1011, &compound(&[("/CONTENTS", &[3; 300])])));
    }
    show(&records)
}
