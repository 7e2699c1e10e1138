use leptos::reactive::owner::Owner;

use super::{sending::Next, *};
use crate::{
    api::ApiError,
    hand_in::{Files, PendingUpload, Uploaded},
};

/// A queue with files on the list as they are while the line is slow, in an owner of its own.
fn with_queue(files: &[(&str, Progress)], test: impl FnOnce(Queue)) {
    Owner::new_root(None).with(|| {
        let queue = Queue::new("1".to_owned(), "hoa".to_owned(), "key".to_owned(), "Em nộp ạ".to_owned(), 1_000_000, Vec::new());
        let items = (0_u32..).zip(files).map(|(number, (name, progress))| Item {
            number,
            name: (*name).to_owned(),
            size: 1000,
            kept: None,
            progress: RwSignal::new(progress.clone()),
            warnings: RwSignal::new(String::new()),
        });
        queue.items.set(items.collect());
        test(queue);
    });
}

fn item(queue: Queue, at: usize) -> Item {
    queue.items.get_untracked()[at].clone()
}

fn refusal(queue: Queue) -> String {
    match queue.obstacle.get_untracked() {
        Some(Obstacle::Refused(words)) => format!("{}. {}", words.fact, words.advice),
        other => format!("{other:?}"),
    }
}

fn no() -> Words {
    said("b.docx không phải loại tệp nhận được", "Lưu lại rồi chọn lại.")
}

const ARRIVED: fn() -> Progress = || Progress::Arrived("a".to_owned());

#[test]
fn a_file_refused_after_nop_calls_the_hand_in_off() {
    with_queue(&[("a.docx", ARRIVED()), ("b.docx", Progress::Waiting)], |queue| {
        assert!(queue.wish());
        assert_eq!(queue.heard(&item(queue, 1), Err(ApiError::Refused(no()))), Next::GoOn);
        assert!(!queue.pressed.get_untracked(), "nothing is handed in");
        assert!(refusal(queue).contains("Chưa nộp gì cả") && refusal(queue).contains("b.docx"), "{}", refusal(queue));

        // The second half of a double click, or a press without reading.
        assert!(!queue.wish());
        assert!(!queue.pressed.get_untracked() && refusal(queue).contains("b.docx"));

        queue.take_off(1);
        assert_eq!(queue.obstacle.get_untracked(), None);
        assert!(queue.wish(), "once it is off the list by the person's own hand, the rest may go");
    });
}

#[test]
fn what_was_refused_before_is_taken_off_first_and_named_with_the_hand_in() {
    with_queue(&[("a.docx", ARRIVED()), ("b.docx", Progress::Waiting)], |queue| {
        queue.heard(&item(queue, 1), Err(ApiError::Refused(no())));
        assert_eq!((queue.obstacle.get_untracked(), queue.going()), (None, 1));
        assert!(!queue.wish() && refusal(queue).contains("b.docx"), "nothing goes in before the person has said so");
        queue.take_off(1);
        assert!(queue.wish());
        let files = Files { version: None, kept: Vec::new(), uploads: vec!["a".to_owned()], left_out: vec!["b.docx".to_owned()] };
        assert_eq!(queue.files(), files);
    });
}

/// A file of the last version.
fn kept(place: &str, name: &str) -> PendingUpload {
    PendingUpload { id: place.to_owned(), name: name.to_owned(), size: 1000, warnings: Vec::new(), kept: Some(true) }
}

#[test]
fn the_files_of_the_last_version_stay_unless_they_are_replaced_or_left_out() {
    Owner::new_root(None).with(|| {
        let files = vec![kept("0", "giáo án.docx"), kept("1", "image.jpg"), kept("2", "phiếu.pdf")];
        let queue = Queue::new("1".to_owned(), "hoa".to_owned(), "key".to_owned(), String::new(), 1_000_000, files)
            .shows(Some("v1".to_owned()), Vec::new());
        assert_eq!((queue.going(), queue.leaves_something()), (3, false));
        assert!(queue.replace("giáo án.docx").contains("Thay tệp cùng tên"));
        assert_eq!(queue.replace("image.jpg"), "", "phones give every photo the same name");
        queue.tick(2);
        assert_eq!(queue.files(), Files { version: Some("v1".to_owned()), kept: vec!["1".to_owned()], ..Files::default() });
        queue.tick(0);
        assert_eq!(queue.files().kept, ["0", "1"]);
    });
}

#[test]
fn the_version_of_a_colleague_takes_the_place_of_the_one_that_was_shown() {
    Owner::new_root(None).with(|| {
        let waiting = PendingUpload { kept: None, ..kept("u", "của em.docx") };
        let files = vec![kept("0", "a.docx"), waiting];
        let queue = Queue::new("1".to_owned(), "hoa".to_owned(), "key".to_owned(), String::new(), 1_000_000, files);
        queue.now_shows("v2".to_owned(), vec![("b.docx".to_owned(), 5), ("c.docx".to_owned(), 6)]);
        let names: Vec<String> = queue.items.get_untracked().into_iter().map(|item| item.name).collect();
        assert_eq!(names, ["b.docx", "c.docx", "của em.docx"]);
        let files = queue.files();
        assert_eq!(
            (files.version.as_deref(), files.uploads, files.kept),
            (Some("v2"), vec!["u".to_owned()], vec!["0".to_owned(), "1".to_owned()])
        );
        assert!(!queue.leaves_something(), "nothing was chosen here");
    });
}

#[test]
fn what_may_pass_is_kept_and_sent_again() {
    with_queue(&[("a.docx", ARRIVED()), ("b.docx", Progress::Waiting)], |queue| {
        assert!(queue.wish());
        let full = said("Máy chủ của trường hết chỗ lưu", "Tệp chưa được nhận.");
        queue.heard(&item(queue, 1), Err(ApiError::Later(full.clone())));
        assert_eq!(item(queue, 1).progress.get_untracked(), Progress::Held(full));
        assert!(!queue.pressed.get_untracked() && refusal(queue).contains("b.docx"), "{}", refusal(queue));
        assert_eq!((queue.going(), queue.on_their_way()), (2, 1), "it is still to be handed in");
        assert!(queue.next_waiting().is_none(), "but not tried for ever");

        assert!(queue.wish());
        assert_eq!(queue.next_waiting().map(|item| item.number), Some(1), "Nộp sends it again");
    });
}

#[test]
fn a_refusal_of_what_is_off_the_list_changes_nothing() {
    with_queue(&[("a.docx", ARRIVED()), ("b.docx", Progress::Waiting)], |queue| {
        let gone = item(queue, 1);
        queue.take_off(1);
        assert!(queue.wish());
        queue.heard(&gone, Err(ApiError::Refused(no())));
        assert!(queue.pressed.get_untracked());
    });
}

#[test]
fn whoever_closes_the_dialog_finds_a_page_that_works() {
    with_queue(&[("a.docx", Progress::Waiting)], |queue| {
        assert!(queue.wish());
        assert_eq!(queue.heard(&item(queue, 0), Err(ApiError::SessionOver)), Next::Stop);
        queue.put_off();
        assert!(!queue.pressed.get_untracked());
        assert_eq!(queue.obstacle.get_untracked(), Some(Obstacle::SignedOut));
        assert_eq!(item(queue, 0).progress.get_untracked(), Progress::Waiting, "the file stays in line");
        assert!(queue.wish(), "Nộp asks for the password again");
        // Closed by itself after signing in.
        queue.put_off();
        assert!(queue.pressed.get_untracked());
    });
}

#[test]
fn what_is_taken_off_is_forgotten_by_the_server_too() {
    with_queue(&[("a.docx", ARRIVED()), ("b.docx", Progress::Waiting)], |queue| {
        assert_eq!(queue.take_off(0), Some("a".to_owned()));
        let under_way = item(queue, 0);
        assert_eq!(queue.take_off(1), None, "the server does not have it yet");
        assert_eq!(
            queue.heard(&under_way, Ok(Uploaded { id: "b".to_owned(), warnings: Vec::new() })),
            Next::Forget("b".to_owned())
        );
    });
}

#[test]
fn a_list_that_was_changed_after_nop_never_goes_out_by_itself() {
    with_queue(&[("a.docx", ARRIVED()), ("b.docx", Progress::Waiting)], |queue| {
        assert!(queue.wish());
        queue.take_off(1);
        queue.changed();
        assert!(!queue.pressed.get_untracked() && refusal(queue).contains("Danh sách tệp vừa thay đổi"), "{}", refusal(queue));
        assert!(queue.wish(), "Nộp is pressed for the list as it is now");
    });
}

#[test]
fn what_the_server_keeps_no_longer_holds_the_hand_in_back_and_says_so_on_its_row() {
    with_queue(&[("a.docx", ARRIVED()), ("b.docx", Progress::Arrived("b".to_owned()))], |queue| {
        assert!(queue.wish());
        queue.gone(&["b".to_owned()]);
        assert!(!queue.pressed.get_untracked() && refusal(queue).contains("b.docx"), "{}", refusal(queue));
        let Progress::Refused(words) = item(queue, 1).progress.get_untracked() else { panic!("not refused") };
        assert!(words.fact.contains("24 giờ"), "{words:?}");
        assert!(!queue.wish(), "it is chosen again or taken off first");
        assert_eq!(item(queue, 0).progress.get_untracked(), ARRIVED(), "the other one lies there still");
    });
}

#[test]
fn whoever_leaves_files_behind_is_asked_but_not_after_the_hand_in() {
    with_queue(&[("a.docx", ARRIVED())], |queue| {
        assert!(queue.leaves_something());
        queue.handing.set_value(true);
        assert!(!queue.leaves_something(), "the hand-in takes them along");
    });
    with_queue(&[("~$a.docx", Progress::Aside), ("b.zip", Progress::Refused(no()))], |queue| {
        assert!(!queue.leaves_something(), "nothing of that would be handed in");
    });
}

#[test]
fn all_that_is_on_its_way_takes_as_long_as_the_speed_of_the_first_says() {
    let sending = Progress::Sending { percent: 50, seconds_left: Some(10) };
    with_queue(&[("a.mp4", sending), ("b.mp4", Progress::Waiting)], |queue| {
        // 500 bytes in ten seconds, and a thousand more after them.
        assert_eq!(untrack(|| queue.seconds_left()), Some(30));
    });
    with_queue(&[("a.mp4", ARRIVED()), ("b.mp4", Progress::Waiting)], |queue| {
        assert_eq!(untrack(|| queue.seconds_left()), None);
    });
}

/// Near the hour the page says in time what will count: 30 seconds are left of the line.
#[test]
fn whoever_hands_in_near_the_hour_is_told_before_it_passes() {
    let sending = Progress::Sending { percent: 50, seconds_left: Some(10) };
    with_queue(&[("a.mp4", sending), ("b.mp4", Progress::Waiting)], |queue| {
        let told =
            |seconds: f64, now: f64| untrack(|| queue.passes(Some(&(seconds * 1000.0, "17:00".to_owned())), || now * 1000.0));
        assert_eq!(told(100.0, 71.0), Some("17:00".to_owned()), "it ends a second too late");
        assert_eq!(told(100.0, 69.0), None, "it ends in time");
        assert_eq!(told(100.0, 101.0), None, "the hour is over, and another sentence says so");
        assert_eq!(untrack(|| queue.passes(None, || 0.0)), None, "it makes no difference");
    });
    with_queue(&[("a.mp4", ARRIVED())], |queue| {
        assert_eq!(untrack(|| queue.passes(Some(&(1.0, "17:00".to_owned())), || 0.0)), None, "nothing is on its way");
    });
}
