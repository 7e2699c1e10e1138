//! A program that encrypts whatever the running program may write, with its rights and its keys: what stands afterwards, and how soon
//! that is seen.

use domain::backups::SpoiledPlace as Spoiled;
use tokio::task::spawn_blocking;

use super::{bucket::store::Store, *};
use crate::{Standing, place::Place};

/// Writes over every file that it finds; each second one gets another name, as such programs do.
fn encrypts(folder: &Path) -> usize {
    let files = tree(folder);
    for (number, (path, held)) in files.iter().enumerate() {
        let encrypted: Vec<u8> = held.iter().map(|byte| byte ^ 0xa5).collect();
        fs::write(path, encrypted).unwrap();
        if number % 2 == 0 {
            fs::rename(path, format!("{}.locked", path.display())).unwrap();
        }
    }
    files.len()
}

/// With the keys of the store, which the running program has: writes over all of it and takes all of it away, as far as the store
/// lets it.
async fn encrypts_bucket(address: &Address, names: Vec<String>) -> usize {
    let address = address.clone();
    let tried = spawn_blocking(move || {
        let Place::Bucket(place) = Place::read(&address).unwrap() else { panic!("a bucket") };
        let of_place = |name: &String| Some(name.strip_prefix("sao-luu/")?.to_owned());
        names.iter().filter_map(of_place).flat_map(|name| place.spoil(&name)).filter(Result::is_ok).count()
    });
    tried.await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_the_program_may_write_is_encrypted_and_the_last_restore_point_stands_where_it_may_only_add_and_where_it_is_not() {
    let (kept, store) = (Kept::new().await, Store::open().await);
    let (bucket, content) = (store.address("sao-luu"), bytes(1, 200_000));
    kept.hands_in(PLAN, std::slice::from_ref(&content)).await;
    kept.make_at(&bucket, true).await.unwrap();
    store.add_only();
    // Two disks in turn: this one is pulled out again.
    let (slot, cupboard) = (kept.folder.join("cam-vao"), Folder::fresh());
    kept.make_in(&slot, true).await.unwrap();
    fs::rename(&slot, cupboard.join("sao-luu")).unwrap();
    kept.make(true).await.unwrap();
    // A store that only adds takes the next backup too, and keeps what the program would tidy away.
    let newest = kept.make_at(&bucket, false).await.unwrap();
    assert!(newest.label.is_good());
    let before = store.objects();

    // The envelope lies in a cupboard, and the database is open as it is while people work.
    fs::rename(kept.folder.join("khoa.txt"), cupboard.join("khoa.txt")).unwrap();
    assert!(encrypts(&kept.folder) > 8, "all that is plugged in");
    assert_eq!(encrypts_bucket(&bucket, store.names()).await, 0, "the store refuses both, of everything");
    assert!(store.objects() == before);
    assert!(list(&kept.place(), false).is_err(), "what was plugged in is lost: it is no restore point");

    let key = KeyFile::read(&cupboard.join("khoa.txt")).unwrap();
    for (place, into) in [(&bucket, "tu-kho"), (&Address::from(&*cupboard.join("sao-luu")), "tu-o-da-rut")] {
        let into = cupboard.join(into);
        let backup = Chosen { place, key: &key, number: None, even_incomplete: false };
        let restored = restore(&Asked { backup, into: &into, server: None }).await.unwrap();
        assert_eq!((restored.files, restored.lacking.len()), (1, 0), "{place}");
        assert_eq!(fs::read(into.join("blobs").join(sha256(&content).place())).unwrap(), content);
    }
}

/// What `docs/khoi-phuc.md` calls the copy of root: files that are there already are not copied again (`rsync --ignore-existing`).
fn copies_what_is_new(from: &Path, to: &Path) {
    for (path, held) in tree(from) {
        let copy = to.join(path.strip_prefix(from).unwrap());
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        if !copy.exists() {
            fs::write(copy, held).unwrap();
        }
    }
}

#[tokio::test]
async fn a_copy_that_somebody_else_makes_of_what_is_new_alone_stands_and_restores_by_its_number() {
    let kept = Kept::new().await;
    kept.hands_in(PLAN, &[bytes(1, 5_000)]).await;
    kept.make(true).await.unwrap();
    let others = Folder::fresh();
    copies_what_is_new(&kept.place(), &others.join("sao-luu"));
    let key = KeyFile::read(&kept.folder.join("khoa.txt")).unwrap();
    encrypts(&kept.place());
    fs::write(kept.place().join("backups/00000099.hoso"), "encrypted").unwrap();
    copies_what_is_new(&kept.place(), &others.join("sao-luu"));
    let (place, into) = (Address::from(&*others.join("sao-luu")), others.join("data"));
    let newest = Chosen { place: &place, key: &key, number: None, even_incomplete: false };
    let refused = restore(&Asked { backup: newest, into: &into, server: None }).await.unwrap_err();
    assert!(refused.to_string().contains("--backup"), "what came later is not passed over in silence: {refused}");
    let first = Chosen { number: Some(1), ..newest };
    assert_eq!(restore(&Asked { backup: first, into: &into, server: None }).await.unwrap().files, 1);
}

/// What a look finds, after somebody has been at a copy of the place.
fn found(kept: &Kept, spoil: impl FnOnce(&Path)) -> Standing {
    let copy = Folder::fresh();
    copies_what_is_new(&kept.place(), &copy);
    spoil(&copy);
    crate::look(&Address::from(&*copy), 0).unwrap()
}

#[tokio::test]
async fn one_look_sees_a_place_that_was_encrypted_renamed_or_emptied_and_nothing_in_one_that_was_not() {
    let kept = Kept::new().await;
    let nowhere = Address::from(&*kept.folder.join("chua-cam"));
    assert!(crate::look(&nowhere, 0).is_err(), "a disk that is not plugged in says nothing");
    kept.hands_in(PLAN, &(1..=20).map(|seed| bytes(seed, 3_000)).collect::<Vec<_>>()).await;
    kept.make(true).await.unwrap();
    kept.hands_in(NEXT_PLAN, &[bytes(21, 3_000)]).await;
    let second = kept.make(false).await.unwrap();
    for turn in [0, 1, 2, 77, u64::MAX] {
        let whole = crate::look(&Address::from(&*kept.place()), turn).unwrap();
        assert_eq!(whole, Standing::Whole { number: 2, at: second.label.at, by: kept.key.public() });
    }
    let each = |folder: &Path, change: fn(&Path)| tree(folder).iter().for_each(|(path, _)| change(path));
    let in_place: fn(&Path) = |path| {
        let held = fs::read(path).unwrap();
        fs::write(path, held.iter().map(|byte| byte ^ 0x5a).collect::<Vec<u8>>()).unwrap();
    };
    let renamed: fn(&Path) = |path| fs::rename(path, path.with_extension("locked")).unwrap();
    let marker = Standing::Spoiled(Spoiled::Marker);
    assert_eq!(found(&kept, |place| each(place, in_place)), marker);
    assert_eq!(found(&kept, |place| each(place, renamed)), marker);
    assert_eq!(found(&kept, |place| fs::remove_file(place.join("hoso-backups")).unwrap()), marker);
    assert_eq!(found(&kept, |place| each(&place.join("backups"), in_place)), Standing::Spoiled(Spoiled::Labels(2)));
    assert_eq!(found(&kept, |place| each(&place.join("backups"), renamed)), Standing::Spoiled(Spoiled::Labels(2)));
    assert_eq!(
        found(&kept, |place| fs::write(place.join("backups/LAM-SAO-LAY-LAI.txt"), "x").unwrap()),
        Standing::Spoiled(Spoiled::Labels(1))
    );
    assert_eq!(
        found(&kept, |place| each(&place.join("objects"), in_place)),
        Standing::Spoiled(Spoiled::Parts(8)),
        "those that it reads"
    );
    assert_eq!(found(&kept, |place| each(&place.join("objects"), renamed)), Standing::Spoiled(Spoiled::Parts(23)));
    assert_eq!(found(&kept, |place| fs::remove_dir_all(place.join("objects")).unwrap()), Standing::Spoiled(Spoiled::Parts(23)));
    assert_eq!(found(&kept, |place| fs::remove_dir_all(place.join("backups")).unwrap()), Standing::Unused);
}

#[tokio::test]
async fn a_backup_into_a_place_that_was_spoiled_says_so_and_is_whole() {
    let kept = Kept::new().await;
    kept.hands_in(PLAN, &[bytes(1, 5_000), bytes(2, 5_000)]).await;
    let first = kept.make(true).await.unwrap();
    assert_eq!(first.fault(), "");
    let object = |at: usize| kept.place().join("objects").join(first.label.files[at].object.sha256.place());
    fs::write(object(0), "encrypted").unwrap();
    fs::remove_file(object(1)).unwrap();
    let second = kept.make(false).await.unwrap();
    assert!(second.label.is_good() && second.spoiled == 2);
    assert!(second.fault().contains("mất hoặc hỏng 2 phần"), "{}", second.fault());
    assert_eq!(kept.make(false).await.unwrap().fault(), "", "it is mended");
    assert_eq!(kept.restore().await.unwrap().files, 2);
}
