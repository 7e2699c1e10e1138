//! The queue's way to the server: one file at a time, then the hand-in, and what each answer changes.

use std::time::Duration;

use domain::refusal::Words;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;

use super::{Item, Obstacle, Progress, Queue, said};
use crate::{
    hand_in::Answer,
    requests::{NoAnswer, milliseconds, pause, send},
};

/// After the network is gone, the next try.
const TRY_AGAIN: Duration = Duration::from_secs(5);

/// So long after the last letter the words are sent to be kept.
const FINGERS_REST: Duration = Duration::from_millis(1200);

/// The headers of a form of words.
const WORDS: [(&str, &str); 2] = [("Accept", "application/json"), ("Content-Type", "application/x-www-form-urlencoded")];

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
                    None if self.pressed.get_untracked() => {
                        self.hand_in().await;
                        break;
                    }
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
        let Some(file) = self.files.with_value(|files| files.get(&item.number).cloned()) else {
            return self.heard(item, Ok(Answer::Refused(said("Tệp này không còn trên trang", "Bỏ tệp này, chọn lại rồi nộp."))));
        };
        let name = String::from(js_sys::encode_uri_component(&item.name));
        let url = format!("{}/tep?ten={name}&nguoi={}", self.address.get_value(), self.person.get_value());
        let (progress, size, began) = (item.progress, item.size as f64, milliseconds());
        progress.set(Progress::Sending { percent: 0, seconds_left: None });
        let told = move |sent: f64| {
            let part = (sent / size).min(1.0);
            let seconds = (milliseconds() - began) / 1000.0;
            let left = (seconds > 1.0 && part > 0.02).then(|| (seconds / part * (1.0 - part)).ceil() as u32);
            progress.try_set(Progress::Sending { percent: (part * 100.0) as u32, seconds_left: left });
        };
        let headers = [("Accept", "application/json"), ("Content-Type", "application/octet-stream")];
        let answer = send("POST", &url, &headers, Some(&JsValue::from(file)), told).await;
        self.heard(item, self.understand(answer))
    }

    /// What the answer to one file changes.
    pub(super) fn heard(self, item: &Item, answer: Result<Answer, NoAnswer>) -> Next {
        let on_the_list = self.items.with_untracked(|items| items.iter().any(|one| one.number == item.number));
        match answer {
            Ok(Answer::Uploaded { id }) if !on_the_list => Next::Forget(id),
            Ok(Answer::Uploaded { id }) => {
                item.progress.try_set(Progress::Arrived(id));
                Next::GoOn
            }
            Ok(Answer::Refused(_) | Answer::Later(_)) if !on_the_list => Next::GoOn,
            // The first complete hand-in is the one that is judged: what was to go along is never left out silently.
            Ok(Answer::Refused(words)) => {
                let missed = self.pressed.get_untracked();
                item.progress.try_set(Progress::Refused { words, missed });
                if let Some(words) = self.missed().filter(|_| missed) {
                    self.call_off(words);
                }
                Next::GoOn
            }
            Ok(Answer::Later(words)) => {
                item.progress.try_set(Progress::Held(words));
                if self.pressed.get_untracked() {
                    self.call_off(said(
                        &format!("Chưa nộp gì cả, vì chưa gửi được {}", item.name),
                        "Bấm Nộp để gửi lại, hoặc bỏ tệp đó khỏi danh sách. Lời nhắn và các tệp khác còn nguyên.",
                    ));
                }
                Next::GoOn
            }
            Ok(Answer::SessionOver) => {
                item.progress.try_set(Progress::Waiting);
                self.obstacle.set(Some(Obstacle::SessionOver));
                Next::Stop
            }
            Ok(_) | Err(NoAnswer) => {
                item.progress.try_set(Progress::Waiting);
                self.obstacle.set(Some(Obstacle::Offline));
                Next::Pause
            }
        }
    }

    /// Tells the server that an upload is not wanted any more, until it has heard it.
    pub(super) fn forget(self, id: String) {
        spawn_local(async move {
            let url = format!("{}/tep/{id}/bo", self.address.get_value());
            loop {
                let answer = send("POST", &url, &WORDS, Some(&JsValue::from_str("")), |_| {}).await;
                match self.understand(answer) {
                    Ok(Answer::SessionOver) => {
                        self.unwanted.update_value(|ids| ids.push(id));
                        self.obstacle.set(Some(Obstacle::SessionOver));
                        return;
                    }
                    Ok(Answer::Later(_)) | Err(NoAnswer) => {
                        self.obstacle.set(Some(Obstacle::Offline));
                        pause(TRY_AGAIN).await;
                    }
                    Ok(_) => return,
                }
            }
        });
    }

    /// Takes what was typed, and lets the server keep it once the fingers rest: a reload finds it again. Not heard, it is
    /// sent with the next letter; the words on the page are those that count.
    pub fn type_words(self, text: String) {
        self.note.set(text);
        let turn = self.typed.get_value() + 1;
        self.typed.set_value(turn);
        spawn_local(async move {
            pause(FINGERS_REST).await;
            if self.typed.get_value() == turn && !self.pressed.get_untracked() && self.obstacle.get_untracked().is_none() {
                let body = JsValue::from_str(&self.words());
                let answer = self.understand(send("POST", &self.words_address(), &WORDS, Some(&body), |_| {}).await);
                if answer == Ok(Answer::Kept) {
                    self.kept.set_value(turn);
                }
                // Nobody who is typing gets a dialog in their way; the notice says how it is.
                if answer == Ok(Answer::SessionOver) && self.obstacle.get_untracked().is_none() {
                    self.obstacle.set(Some(Obstacle::SignedOut));
                }
            }
        });
    }

    /// The page is being left, perhaps in the middle of a word: what was typed goes along without waiting for an answer.
    pub fn leave(self) {
        if self.typed.get_value() == self.kept.get_value()
            || self.pressed.get_untracked()
            || self.obstacle.get_untracked().is_some()
        {
            return;
        }
        if let Ok(words) = web_sys::UrlSearchParams::new_with_str(&self.words()) {
            // A browser that refuses has kept the words at the last rest of the fingers.
            let _ = window().navigator().send_beacon_with_opt_url_search_params(&self.words_address(), Some(&words));
        }
    }

    fn words(self) -> String {
        format!("person={}&note={}", self.person.get_value(), encode(&self.note.get_untracked()))
    }

    fn words_address(self) -> String {
        format!("{}/loi-nhan", self.address.get_value())
    }

    /// What is handed in, as the page stands now.
    fn body(self) -> JsValue {
        let mut body =
            format!("person={}&key={}&note={}", self.person.get_value(), self.key.get_value(), encode(&self.note.get_untracked()));
        for item in self.items.get_untracked() {
            if let Progress::Arrived(id) = item.progress.get_untracked() {
                body.push_str("&upload=");
                body.push_str(&id);
            }
        }
        JsValue::from_str(&body)
    }

    /// Hands in what has arrived, under the form's key: sent twice, it is one hand-in. What is changed on the page while
    /// the server does not answer is changed in the next try too.
    async fn hand_in(self) {
        loop {
            let answer = send("POST", &self.address.get_value(), &WORDS, Some(&self.body()), |_| {}).await;
            match self.understand(answer) {
                Ok(Answer::HandedIn { receipt }) => {
                    let _ = window().location().assign(&receipt);
                    return;
                }
                Ok(Answer::SessionOver) => {
                    self.obstacle.set(Some(Obstacle::SessionOver));
                    return;
                }
                Ok(Answer::Refused(words) | Answer::Later(words)) => {
                    self.call_off(words);
                    return;
                }
                Ok(_) | Err(NoAnswer) => {
                    self.obstacle.set(Some(Obstacle::Offline));
                    pause(TRY_AGAIN).await;
                }
            }
        }
    }

    /// An answer that is none of ours is a fault on the way, and is tried again like no answer.
    fn understand(self, answer: Result<(u16, String), NoAnswer>) -> Result<Answer, NoAnswer> {
        let (_, text) = answer?;
        let answer = serde_json::from_str(&text).map_err(|_| NoAnswer)?;
        if self.obstacle.get_untracked() == Some(Obstacle::Offline) {
            self.obstacle.set(None);
        }
        Ok(answer)
    }

    /// Signs in over the page; `Some` words where it was refused.
    pub async fn sign_in(self, username: String, password: String) -> Option<Words> {
        let body = format!("username={}&password={}", encode(&username), encode(&password));
        let answer = send("POST", "/dang-nhap", &WORDS, Some(&JsValue::from_str(&body)), |_| {}).await;
        match answer.ok().and_then(|(_, text)| serde_json::from_str(&text).ok()) {
            Some(Answer::SignedIn { .. }) => {
                self.go_on();
                None
            }
            Some(Answer::Refused(words) | Answer::Later(words)) => Some(words),
            _ => Some(Words {
                fact: "Chưa liên lạc được với máy chủ của trường".to_owned(),
                advice: "Xem lại mạng của máy này, chờ một lát rồi bấm Vào lại. Tệp và lời nhắn vẫn còn trên trang này.".to_owned(),
            }),
        }
    }
}

fn encode(text: &str) -> String {
    String::from(js_sys::encode_uri_component(text))
}
