//! One stream of events for all pages of a browser, which opens no more than six connections to a server (over HTTP/1.1):
//! a stream holds one for as long as its page is looked at.
//!
//! Whichever page has the lock opens the stream and passes on what it hears. When that page goes, or nobody looks at it any
//! more, the lock goes to another one. A browser has no locks for pages that came without TLS from another machine; there
//! each page opens a stream for itself.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use futures::{
    FutureExt, StreamExt,
    channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded},
    future::{AbortHandle, Abortable},
    stream,
};
use gloo_net::eventsource::{State, futures::EventSource};
use js_sys::{Function, Promise, Reflect};
use leptos::{prelude::window, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageEvent;

use crate::paths;

/// The name of the lock, and of the channel between the pages.
const NAME: &str = "su-kien";
/// Asked by a page that begins to listen: whoever has the stream says what is present.
const WHO: &str = "who";
const PRESENT: &str = "present";
const CHANGED: &str = "changed";
/// Said by no server: the stream of this page has ended. It is given up before the browser asks again by itself, for what
/// answers then may be the page of the sign-in.
pub const LOST: &str = "lost";

#[wasm_bindgen]
extern "C" {
    type BroadcastChannel;
    #[wasm_bindgen(constructor, catch)]
    fn new(name: &str) -> Result<BroadcastChannel, JsValue>;
    #[wasm_bindgen(method, js_name = postMessage)]
    fn post(this: &BroadcastChannel, message: &str);
    #[wasm_bindgen(method, setter, js_name = onmessage)]
    fn set_onmessage(this: &BroadcastChannel, heard: Option<&Function>);
    #[wasm_bindgen(method)]
    fn close(this: &BroadcastChannel);

    type Locks;
    #[wasm_bindgen(method)]
    fn request(this: &Locks, name: &str, granted: &JsValue) -> Promise;
}

thread_local! {
    /// What listens now, if anything does: it gets the lock whenever this page's turn comes.
    static LISTENING: RefCell<Weak<Shared>> = const { RefCell::new(Weak::new()) };
    /// This page stands in the queue for the lock already.
    static IS_QUEUED: Cell<bool> = const { Cell::new(false) };
}

/// What the server said.
pub struct Told {
    pub kind: String,
    pub data: String,
    /// Of `present`: the program for which this server answers.
    pub program: String,
}

impl Told {
    fn of_event(event: &MessageEvent) -> Self {
        Self { kind: event.type_(), data: event.data().as_string().unwrap_or_default(), program: event.last_event_id() }
    }

    fn lost() -> Self {
        Self { kind: LOST.to_owned(), data: String::new(), program: String::new() }
    }

    fn of_message(event: &MessageEvent) -> Option<Self> {
        let message = event.data().as_string()?;
        let mut lines = message.splitn(3, '\n').map(str::to_owned);
        Some(Self { kind: lines.next()?, data: lines.next()?, program: lines.next()? })
    }

    fn message(&self) -> String {
        [&*self.kind, &*self.data, &*self.program].join("\n")
    }
}

/// The stream, heard by this page or by another one of this browser, until this is dropped.
pub struct SharedStream(Rc<Shared>);

struct Shared {
    tell: UnboundedSender<Told>,
    channel: Option<Channel>,
    source: RefCell<Option<Source>>,
    /// The revision and the program, for pages that begin to listen later.
    present: RefCell<Option<Told>>,
    /// Gives the lock back.
    release: RefCell<Option<Function>>,
}

struct Channel {
    channel: BroadcastChannel,
    _heard: Closure<dyn Fn(MessageEvent)>,
}

/// The stream of this page; it closes, and nobody waits for it any more, when this is dropped.
struct Source {
    source: EventSource,
    hearing: AbortHandle,
}

impl Drop for Source {
    fn drop(&mut self) {
        self.hearing.abort();
    }
}

impl SharedStream {
    /// Begins to listen; what is told arrives at the receiver.
    pub fn open() -> (Self, UnboundedReceiver<Told>) {
        let (tell, told) = unbounded();
        let locks = Reflect::get(&window().navigator(), &"locks".into()).ok().filter(|locks| !locks.is_undefined());
        let shared = Rc::new_cyclic(|this| Shared {
            tell,
            channel: locks.as_ref().and_then(|_| Channel::open(this.clone())),
            source: RefCell::default(),
            present: RefCell::default(),
            release: RefCell::default(),
        });
        match (locks, &shared.channel) {
            (Some(locks), Some(Channel { channel, .. })) => {
                LISTENING.set(Rc::downgrade(&shared));
                channel.post(&[WHO, "", ""].join("\n"));
                queue(locks.unchecked_ref());
            }
            _ => shared.listen(),
        }
        (Self(shared), told)
    }

    /// This page has the stream, and the browser tries to open it again, of which no word is heard; of another page's stream
    /// nothing is known but its silence.
    pub fn is_broken(&self) -> bool {
        self.0.source.borrow().as_ref().is_some_and(|source| source.source.state() != State::Open)
    }
}

/// Stands in the queue for the lock; a page that listens no longer when its turn comes lets it go on at once.
fn queue(locks: &Locks) {
    if IS_QUEUED.replace(true) {
        return;
    }
    let granted = Closure::once_into_js(|| {
        IS_QUEUED.set(false);
        let Some(shared) = LISTENING.with_borrow(Weak::upgrade) else { return JsValue::UNDEFINED };
        shared.listen();
        // Held for as long as this promise is not kept.
        Promise::new(&mut |release, _| shared.release.replace(Some(release)).map_or((), drop)).into()
    });
    let held = JsFuture::from(locks.request(NAME, &granted));
    spawn_local(async move {
        // A browser that keeps nothing for this address refuses locks, too: then this page listens for itself.
        if held.await.is_err() {
            IS_QUEUED.set(false);
            if let Some(shared) = LISTENING.with_borrow(Weak::upgrade) {
                shared.listen();
            }
        }
    });
}

impl Channel {
    fn open(shared: Weak<Shared>) -> Option<Self> {
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let (Some(shared), Some(told)) = (shared.upgrade(), Told::of_message(&event)) {
                shared.heard_from_page(told);
            }
        });
        let channel = BroadcastChannel::new(NAME).ok()?;
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        Some(Self { channel, _heard: heard })
    }
}

impl Shared {
    /// Opens the stream, passes on what it says, and says it to this page.
    fn listen(self: &Rc<Self>) {
        let Ok(mut source) = EventSource::new(paths::EVENTS) else { return };
        let subscribed = (source.subscribe(PRESENT), source.subscribe(CHANGED), source.subscribe("beat"));
        let (Ok(present), Ok(changed), Ok(beat)) = subscribed else { return };
        let mut told = stream::select(present, stream::select(changed, beat));
        let this = Rc::downgrade(self);
        let (hearing, registration) = AbortHandle::new_pair();
        let hear = async move {
            while let Some(told) = told.next().await {
                let Some(shared) = this.upgrade() else { return };
                match told {
                    Ok((_, event)) => shared.heard_from_server(Told::of_event(&event)),
                    Err(_) => _ = shared.tell.unbounded_send(Told::lost()),
                }
            }
        };
        spawn_local(Abortable::new(hear, registration).map(drop));
        self.source.replace(Some(Source { source, hearing }));
    }

    fn heard_from_server(&self, told: Told) {
        if let Some(Channel { channel, .. }) = &self.channel {
            channel.post(&told.message());
        }
        self.remember(&told);
        _ = self.tell.unbounded_send(told);
    }

    fn remember(&self, told: &Told) {
        let mut present = self.present.borrow_mut();
        match (&*told.kind, &mut *present) {
            (PRESENT, present) => {
                *present = Some(Told { kind: PRESENT.to_owned(), data: told.data.clone(), program: told.program.clone() });
            }
            (CHANGED, Some(present)) => present.data.clone_from(&told.data),
            _ => {}
        }
    }

    fn heard_from_page(&self, told: Told) {
        let has_stream = self.source.borrow().is_some();
        match (told.kind == WHO, has_stream) {
            (true, true) => {
                if let (Some(Channel { channel, .. }), Some(present)) = (&self.channel, &*self.present.borrow()) {
                    channel.post(&present.message());
                }
            }
            (false, false) => _ = self.tell.unbounded_send(told),
            // Nobody but the holder of the lock passes anything on.
            (true, false) | (false, true) => {}
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        if let Some(Channel { channel, .. }) = &self.channel {
            channel.set_onmessage(None);
            channel.close();
        }
        if let Some(release) = self.release.take() {
            _ = release.call0(&JsValue::NULL);
        }
    }
}
