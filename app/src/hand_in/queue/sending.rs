//! The queue's way to the server: one file at a time, then the hand-in, and what each answer changes.

use std::time::Duration;

use domain::refusal::Words;
use leptos::{prelude::*, server_fn::ServerFn, task::spawn_local};

use super::{Item, Obstacle, Progress, Queue, said};
use crate::{
    api::ApiError,
    hand_in::api::{Files, Note, SaveDraft, Uploaded, forget_upload, save_draft, send_hand_in, sign_in_over_page},
    paths,
    pause::{TRY_AGAIN, pause},
    requests::{can_be_read, milliseconds, send_file},
};

/// How long after the last letter the words are sent to be kept.
const FINGERS_REST: Duration = Duration::from_millis(1200);

/// How the queue goes on after one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    GoOn,
    /// It has arrived under this id, and was taken off the list meanwhile.
    Forget(String),
    /// Nobody answers: the same file once more, after a while.
    Pause,
    Stop,
}

impl Queue {
    /// Sends what waits, then hands in if that was asked for; one such worker at a time.
    pub(super) fn work(self) {
        if self.busy.get_value() {
            return;
        }
        self.busy.set_value(true);
        spawn_local(async move {
            loop {
                match untrack(|| self.next_waiting()) {
                    Some(item) => match self.send_one(&item).await {
                        Next::GoOn => {}
                        Next::Forget(id) => self.forget(id),
                        Next::Pause => pause(TRY_AGAIN).await,
                        Next::Stop => break,
                    },
                    None if self.pressed.get_untracked() && self.hand_in().await == Next::Pause => pause(TRY_AGAIN).await,
                    None => break,
                }
            }
            self.busy.set_value(false);
        });
    }

    pub(super) fn next_waiting(self) -> Option<Item> {
        self.items.with(|items| items.iter().find(|item| item.progress.with(|one| *one == Progress::Waiting)).cloned())
    }

    async fn send_one(self, item: &Item) -> Next {
        let Some(file) =
            self.files.with_value(|files| files.iter().find(|(number, _)| *number == item.number).map(|(_, file)| file.clone()))
        else {
            return self.heard(item, Err(ApiError::Refused(said("Tệp này không còn trên trang", "Bỏ tệp này, chọn lại rồi nộp."))));
        };
        let name = String::from(js_sys::encode_uri_component(&item.name));
        let url = format!("{}?name={name}&person={}", paths::uploads(self.obligation.get_value()), self.person.get_value());
        let (progress, size, began) = (item.progress, item.size as f64, milliseconds());
        progress.set(Progress::Sending { percent: 0, seconds_left: None });
        let progressed = move |sent: f64| {
            let part = (sent / size).min(1.0);
            let seconds = (milliseconds() - began) / 1000.0;
            let left = (seconds > 1.0 && part > 0.02).then(|| (seconds / part * (1.0 - part)).ceil() as u32);
            progress.try_set(Progress::Sending { percent: (part * 100.0) as u32, seconds_left: left });
        };
        let answer = match send_file(&url, &file, progressed).await {
            Some((200, answer)) => postcard::from_bytes(&answer).map_err(|_| ApiError::NoAnswer),
            // An answer that is none of ours is a fault on the way, and is tried again like no answer.
            Some((_, answer)) => Err(postcard::from_bytes(&answer).unwrap_or(ApiError::NoAnswer)),
            // No line is at fault where the browser may not read the file any more.
            None if !can_be_read(&file).await => Err(ApiError::Refused(said(
                &format!("{} đã thay đổi hoặc không còn trên máy này từ lúc chọn", item.name),
                "Chọn lại tệp, tệp mới thay vào dòng này. Lời nhắn và các tệp khác còn nguyên.",
            ))),
            None => Err(ApiError::NoAnswer),
        };
        self.heard(item, self.reached(answer))
    }

    /// What the answer to one file changes.
    pub(super) fn heard(self, item: &Item, answer: Result<Uploaded, ApiError>) -> Next {
        let on_the_list = self.items.with_untracked(|items| items.iter().any(|one| one.number == item.number));
        match answer {
            Ok(Uploaded { id, .. }) if !on_the_list => Next::Forget(id),
            Ok(Uploaded { id, warnings }) => {
                let told = [item.warnings.get_untracked()].into_iter().chain(warnings).filter(|one| !one.is_empty());
                item.warnings.try_set(told.collect::<Vec<_>>().join("\n"));
                item.progress.try_set(Progress::Arrived(id));
                Next::GoOn
            }
            Err(ApiError::Refused(_) | ApiError::Gone { .. } | ApiError::Changed { .. } | ApiError::Later(_)) if !on_the_list => {
                Next::GoOn
            }
            // The first complete hand-in is the one that is judged: what was to go along is never left out silently.
            Err(ApiError::Refused(words) | ApiError::Gone { words, .. } | ApiError::Changed { words, .. }) => {
                item.progress.try_set(Progress::Refused(words));
                if let Some(words) = self.missed().filter(|_| self.pressed.get_untracked()) {
                    self.call_off(words);
                }
                Next::GoOn
            }
            Err(ApiError::Later(words)) => {
                item.progress.try_set(Progress::Held(words));
                if self.pressed.get_untracked() {
                    self.call_off(said(
                        &format!("Chưa nộp gì cả, vì chưa gửi được {}", item.name),
                        "Bấm Nộp để gửi lại, hoặc bỏ tệp đó khỏi danh sách. Lời nhắn và các tệp khác còn nguyên.",
                    ));
                }
                Next::GoOn
            }
            Err(ApiError::SessionOver) => {
                item.progress.try_set(Progress::Waiting);
                self.obstacle.set(Some(Obstacle::SessionOver));
                Next::Stop
            }
            Err(ApiError::NoAnswer) => {
                item.progress.try_set(Progress::Waiting);
                self.obstacle.set(Some(Obstacle::Offline));
                Next::Pause
            }
        }
    }

    /// Tells the server that an upload is not wanted any more, until it has heard it.
    pub(super) fn forget(self, id: String) {
        spawn_local(async move {
            loop {
                let answer = forget_upload(self.obligation.get_value(), id.clone()).await;
                match self.reached(answer) {
                    Err(ApiError::SessionOver) => {
                        self.unwanted.update_value(|ids| ids.push(id));
                        self.obstacle.set(Some(Obstacle::SessionOver));
                        return;
                    }
                    Err(ApiError::Later(_) | ApiError::NoAnswer) => {
                        self.obstacle.set(Some(Obstacle::Offline));
                        pause(TRY_AGAIN).await;
                    }
                    Ok(()) | Err(ApiError::Refused(_) | ApiError::Gone { .. } | ApiError::Changed { .. }) => return,
                }
            }
        });
    }

    /// Takes what was typed, and lets the server keep it once the fingers rest: a reload finds it again. Not heard, it is
    /// sent again until it is, or until there are other words.
    pub fn type_words(self, text: String) {
        self.note.set(text);
        let turn = self.typed.get_value() + 1;
        self.typed.set_value(turn);
        spawn_local(async move {
            pause(FINGERS_REST).await;
            while self.typed.get_value() == turn && self.may_keep_words() {
                let answer = save_draft(self.obligation.get_value(), self.written()).await;
                match self.reached(answer) {
                    Ok(()) => return self.kept.set_value(turn),
                    // Nobody who is typing gets a dialog in their way; the notice says how it is.
                    Err(ApiError::SessionOver) => return self.obstacle.set(Some(Obstacle::SignedOut)),
                    Err(ApiError::Refused(words) | ApiError::Gone { words, .. } | ApiError::Changed { words, .. }) => {
                        return self.obstacle.set(Some(Obstacle::Refused(words)));
                    }
                    Err(ApiError::Later(_) | ApiError::NoAnswer) => pause(TRY_AGAIN).await,
                }
            }
        });
    }

    /// Words go out by themselves until the hand-in takes them along, which files may be ahead of, and while somebody is signed in
    /// for whom they are kept. A refused hand-in is no reason against it: whoever reads why goes on writing.
    fn may_keep_words(self) -> bool {
        !self.handing.get_value() && !matches!(self.obstacle.get_untracked(), Some(Obstacle::SessionOver | Obstacle::SignedOut))
    }

    /// The page is being left, perhaps in the middle of a word: what was typed goes along without waiting for an answer.
    pub fn leave(self) {
        if self.typed.get_value() == self.kept.get_value() || !self.may_keep_words() {
            return;
        }
        let call = SaveDraft { obligation: self.obligation.get_value(), note: self.written() };
        if let Ok(mut body) = postcard::to_allocvec(&call) {
            // A browser that refuses has kept the words at the last rest of the fingers.
            let _ = window().navigator().send_beacon_with_opt_u8_array(SaveDraft::PATH, Some(&mut body));
        }
    }

    fn written(self) -> Note {
        Note { person: self.person.get_value(), text: self.note.get_untracked() }
    }

    /// Hands in what has arrived, under the form's key: sent twice, it is one hand-in. Where nobody answers, whatever was
    /// added to the list meanwhile goes first: it is never left out silently.
    async fn hand_in(self) -> Next {
        self.handing.set_value(true);
        let answer = send_hand_in(self.obligation.get_value(), self.key.get_value(), self.written(), self.files()).await;
        let answer = self.reached(answer);
        self.handing.set_value(answer.is_ok());
        match answer {
            Ok(receipt) => {
                let _ = window().location().assign(&receipt);
            }
            Err(ApiError::Gone { uploads, .. }) => {
                self.gone(&uploads);
                self.type_words(self.note.get_untracked());
            }
            Err(ApiError::Changed { words, version, files }) => {
                self.now_shows(version, files);
                self.call_off(words);
                self.type_words(self.note.get_untracked());
            }
            Err(ApiError::SessionOver) => self.obstacle.set(Some(Obstacle::SessionOver)),
            Err(ApiError::Refused(words) | ApiError::Later(words)) => {
                self.call_off(words);
                // Whatever is done about it, perhaps on a fresh page, the words are there again.
                self.type_words(self.note.get_untracked());
            }
            Err(ApiError::NoAnswer) => {
                self.obstacle.set(Some(Obstacle::Offline));
                return Next::Pause;
            }
        }
        Next::Stop
    }

    /// What stays and what has arrived, as the page stands now.
    pub(super) fn files(self) -> Files {
        let mut files = Files { version: self.version.get_value(), left_out: self.left_out.get_value(), ..Files::default() };
        for item in self.items.get_untracked() {
            if let Progress::Arrived(id) = item.progress.get_untracked() {
                if item.kept.is_some() { &mut files.kept } else { &mut files.uploads }.push(id);
            }
        }
        files
    }

    /// An answer has come: whatever it says, the server can be reached.
    fn reached<T>(self, answer: Result<T, ApiError>) -> Result<T, ApiError> {
        if !matches!(answer, Err(ApiError::NoAnswer)) && self.obstacle.get_untracked() == Some(Obstacle::Offline) {
            self.obstacle.set(None);
        }
        answer
    }

    /// Signs in over the page; `Some` words where it was refused.
    pub async fn sign_in(self, username: String, password: String, code: String) -> Option<Words> {
        match sign_in_over_page(username, password, code).await {
            Ok(()) => {
                self.go_on();
                None
            }
            Err(
                ApiError::Refused(words) | ApiError::Gone { words, .. } | ApiError::Changed { words, .. } | ApiError::Later(words),
            ) => Some(words),
            Err(ApiError::SessionOver | ApiError::NoAnswer) => Some(said(
                "Chưa liên lạc được với máy chủ của trường",
                "Xem lại mạng của máy này, chờ một lát rồi bấm Vào lại. Tệp và lời nhắn vẫn còn trên trang này.",
            )),
        }
    }
}
