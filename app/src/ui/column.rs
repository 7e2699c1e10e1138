//! The columns of a table, declared once: what stands in its head, and how.

use leptos::prelude::*;

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column<'h> {
    head: &'h str,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Words,
    Number,
    Spoken,
    /// With the whole word.
    Short(&'static str),
    Corner,
}

impl<'h> Column<'h> {
    /// A column of words.
    pub const fn new(head: &'h str) -> Self {
        Self { head, kind: Kind::Words }
    }

    /// A column of numbers, which stand at the right.
    pub const fn number(head: &'h str) -> Self {
        Self { head, kind: Kind::Number }
    }

    /// A column of buttons, whose head is for screen readers only.
    pub const fn spoken(head: &'h str) -> Self {
        Self { head, kind: Kind::Spoken }
    }

    /// A narrow column, whose head is an abbreviation of `whole`.
    pub const fn short(head: &'h str, whole: &'static str) -> Self {
        Self { head, kind: Kind::Short(whole) }
    }

    /// The column of the rows' own heads, where nothing need be said above them.
    pub const fn corner() -> Self {
        Self { head: "", kind: Kind::Corner }
    }

    /// The head of a column of words or of numbers.
    fn plain(self) -> impl IntoView + use<> {
        let class = (self.kind == Kind::Number).then_some("n");
        view! { <th scope="col" class=class>{self.head.to_owned()}</th> }
    }

    /// The head of any column.
    #[cfg(feature = "ssr")]
    pub(super) fn view(self) -> AnyView {
        let head = self.head.to_owned();
        match self.kind {
            Kind::Words | Kind::Number => self.plain().into_any(),
            Kind::Spoken => view! { <th scope="col"><span class="vh">{head}</span></th> }.into_any(),
            Kind::Short(whole) => view! { <th scope="col"><abbr title=whole>{head}</abbr></th> }.into_any(),
            Kind::Corner => view! { <td></td> }.into_any(),
        }
    }
}

/// The head of a table inside an island, whose columns are of words or of numbers: hydration wants elements of one kind,
/// one for each column.
pub fn column_heads(columns: &[Column<'_>]) -> impl IntoView + use<> {
    let heads = columns.iter().map(|column| column.plain()).collect_view();
    view! { <thead><tr>{heads}</tr></thead> }
}
