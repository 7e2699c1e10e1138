use domain::{
    files::{FileKind, FileName, StoredFile},
    refusal::Refusal,
};

use super::{
    super::{ReceiveError, file_name, receive_one},
    LIMIT, School, body, broken, plan, school,
};

impl School {
    async fn receives_one(&self, name: &str, bytes: &[u8], declared: Option<u64>) -> Result<StoredFile, Refusal> {
        let result = receive_one((&self.blobs, &self.reader), FileName::clean(name), body(bytes, 4096), declared, LIMIT).await;
        result.map(|kept| kept.file).map_err(|error| match error {
            ReceiveError::Refused(refusal) => refusal,
            other => panic!("{other}"),
        })
    }
}

#[tokio::test]
async fn a_file_alone_is_received_and_kept() {
    let school = school();
    let length = plan().len() as u64;
    for declared in [None, Some(length)] {
        let stored = school.receives_one("Giáo án.pdf", &plan(), declared).await.unwrap();
        assert_eq!((stored.name.as_str(), stored.kind, stored.size), ("Giáo án.pdf", FileKind::Docx, length));
        assert_eq!(school.blobs.read(stored.sha256).await.unwrap().1, length);
    }
    assert_eq!(school.files(), 1);
}

#[tokio::test]
async fn what_cannot_be_taken_is_refused_and_leaves_nothing() {
    let school = school();
    let name = FileName::clean("bài.docx");
    for (bytes, declared, refusal) in [
        (vec![], None, Refusal::FileEmpty { name: name.clone() }),
        (vec![7; 70_000], None, Refusal::FileTooLarge { name: name.clone(), limit: LIMIT }),
        (vec![7; 70_000], Some(70_000), Refusal::FileTooLarge { name: name.clone(), limit: LIMIT }),
        (plan()[..30_000].to_vec(), Some(37_573), Refusal::FileIncomplete { name: name.clone() }),
        ([plan(), vec![0; 9]].concat(), Some(37_573), Refusal::FileIncomplete { name: name.clone() }),
        (b"MZ".to_vec(), None, Refusal::FileKindUnknown { name: name.clone() }),
    ] {
        assert_eq!(school.receives_one("bài.docx", &bytes, declared).await, Err(refusal));
    }
    let lock_file = school.receives_one("~$bài.docx", &plan(), None).await;
    assert!(matches!(lock_file, Err(Refusal::FileTemporary { .. })));
    let cut = receive_one((&school.blobs, &school.reader), name.clone(), broken(&plan()[..9000]), Some(37_573), LIMIT).await;
    assert!(matches!(cut, Err(ReceiveError::Refused(Refusal::FileIncomplete { .. }))));
    assert_eq!(school.files(), 0);
}

#[test]
fn a_name_travels_in_a_header() {
    let encoded = "Gi%C3%A1o%20%C3%A1n%2F..%2Ftu%E1%BA%A7n%2012.docx";
    assert_eq!(file_name(encoded).as_str(), "tuần 12.docx");
    // Neither a byte that is no letter nor NUL is kept.
    assert_eq!(file_name("%FF%00").as_str(), "tep-khong-ten");
}
