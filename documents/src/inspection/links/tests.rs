use super::*;

#[test]
fn a_link_is_judged_by_where_it_leads() {
    let check = |wanted: Link, targets: &[&str]| {
        for target in targets {
            assert_eq!(Link::of(target), wanted, "{target}");
        }
    };
    check(
        Link::Harmless,
        &[
            "",
            "#muc-luc",
            "NULL",
            "mailto:mamnon@truong.edu.vn",
            "tel:0243123456",
            "slide3.xml",
            "thu-muc",
            "truong.com",
            "javascript:void(0);",
            "about:blank",
        ],
    );
    check(
        Link::Web,
        &[
            "https://truongmamnon.edu.vn",
            "http://moet.gov.vn/van-ban?id=3#x",
            "https://www.youtube.com/watch?v=abc",
            "https://site.com",
            "HTTPS://site.com/a/b.aspx",
            "https://x.vn/tai%20ve/ke-hoach.docx",
        ],
    );
    check(
        Link::OwnMachine,
        &[
            "file:///C:\\Users\\HOA\\Desktop\\bai%20hat.mp3",
            "file:///D:/giao%20an/",
            "D:\\video\\mua.mp4",
            "bai-hat.mp4",
            "file:anh.jpg",
        ],
    );
    check(
        Link::OtherMachine,
        &[
            "\\\\192.168.1.5\\share\\a.docx",
            "//may-chu/chung/a.docx",
            "file://may-chu/chung/a.docx",
            "file:////may-chu/chung/a.docx",
            "file:\\\\may-chu\\chung",
            "%5C%5Cmay-chu%5Ca",
            "file://///may-chu/a.jpg",
        ],
    );
    check(
        Link::Program,
        &[
            "file:///C:/Windows/System32/cmd.exe",
            "C:\\a.bat",
            "C:\\a.com",
            "tro-choi.exe",
            "tro-choi.exe. ",
            "anh.jpg.lnk",
            "https://x.vn/cai-dat.exe?a=1",
            "http://x.vn/a.hta",
            "javascript:alert(1)",
            "vbscript:x",
            "ms-msdt:/id",
            "search-ms:query=x",
            "mhtml:http://x.vn/a",
            "file:///C:/mau.dotm",
        ],
    );
}
