#![allow(clippy::unwrap_used)]
use super::*;

const MOUNTS: &str = "\
/dev/sda1 / ext4 rw 0 0
nas:/data /mnt/nas nfs4 rw 0 0
/dev/sdb1 /mnt/nas/local\\040disk ext4 rw 0 0
//box/share /srv/share cifs rw 0 0
";

#[test]
fn a_share_is_known_by_its_longest_mount_point() {
    let kind = |path: &str| remote(Path::new(path), MOUNTS);
    assert_eq!(kind("/var/lib/hoso/hoso.db"), None);
    assert_eq!(kind("/mnt/nas/hoso.db").as_deref(), Some("nfs4"));
    assert_eq!(kind("/mnt/nas/local disk/hoso.db"), None);
    assert_eq!(kind("/srv/share/hoso.db").as_deref(), Some("cifs"));
    assert_eq!(kind("/srv/shared/hoso.db"), None);
}

#[test]
fn a_synchronised_folder_is_known_by_its_name() {
    let kind = |path: &str| synced(Path::new(path));
    assert_eq!(kind("/home/lan/OneDrive/hoso.db").as_deref(), Some("OneDrive"));
    assert_eq!(kind("/home/lan/OneDrive - Trường Mầm non Hoa Sen/hoso.db").as_deref(), Some("OneDrive - Trường Mầm non Hoa Sen"));
    assert_eq!(kind("/home/lan/dropbox/hoso.db").as_deref(), Some("dropbox"));
    assert_eq!(kind("/home/lan/dropboxes/hoso.db"), None);
}

#[test]
fn the_refusal_names_the_folder_in_vietnamese() {
    let refusal = refuse_shared(Path::new("/home/lan/Dropbox/hoso.db")).unwrap_err();
    assert!(refusal.to_string().contains("ổ mạng hoặc được đồng bộ (Dropbox)"), "{refusal}");
}
