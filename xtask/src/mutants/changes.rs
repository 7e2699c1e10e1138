//! Which changes of a source file are worth a try: each is a text put before a place and one put behind it, so that all of them
//! stand in one program and a number says which one holds.

use std::{collections::BTreeMap, ops::Range};

use anyhow::{Context, Result};
use proc_macro2::Span;
use syn::{
    BinOp, Block, Expr, Pat, ReturnType, Signature, Stmt, Token, Type, UnOp,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
    spanned::Spanned,
    visit::{self, Visit},
};

/// Stands in what is put in for the number of the change.
pub const NUMBER: &str = "№";
/// Whether this change holds.
const HOLDS: &str = "crate::mutant::on(№)";

/// One change of one place.
#[derive(Clone, Debug)]
pub struct Change {
    /// The bytes of the source around which it stands.
    pub place: Range<usize>,
    pub before: String,
    pub after: String,
    /// Counted from 1.
    pub line: usize,
    /// "needs_trust: a == b → !=": the function, what stands there and what becomes of it; no two of a file are the same.
    pub words: String,
}

/// What can be changed in a source file, and where it says `const fn`: a rule that looks at a number is none.
#[derive(Debug, Default)]
pub struct Changes {
    pub all: Vec<Change>,
    /// The word `const`, and the name of the function.
    pub constant: Vec<(Range<usize>, String)>,
}

/// Reads a source file; what is there for tests alone is left as it is.
pub fn of(source: &str) -> Result<Changes> {
    let file = syn::parse_file(source).context("no Rust")?;
    let mut finder = Finder { source, functions: Vec::new(), found: Changes::default() };
    finder.visit_file(&file);
    let mut said: BTreeMap<String, usize> = BTreeMap::new();
    for change in &mut finder.found.all {
        let times = said.entry(change.words.clone()).or_default();
        *times += 1;
        if *times > 1 {
            change.words = format!("{} ({times})", change.words);
        }
    }
    Ok(finder.found)
}

struct Finder<'a> {
    source: &'a str,
    functions: Vec<String>,
    found: Changes,
}

/// Methods for which another one of the same shape stands in.
const METHODS: [(&str, &str); 23] = [
    ("any", "all"),
    ("all", "any"),
    ("is_some_and", "is_none_or"),
    ("is_none_or", "is_some_and"),
    ("is_some", "is_none"),
    ("is_none", "is_some"),
    ("is_ok", "is_err"),
    ("is_err", "is_ok"),
    ("max", "min"),
    ("min", "max"),
    ("max_by_key", "min_by_key"),
    ("min_by_key", "max_by_key"),
    ("first", "last"),
    ("last", "first"),
    ("find", "rfind"),
    ("rfind", "find"),
    ("next", "last"),
    ("next_back", "next"),
    ("succ_opt", "pred_opt"),
    ("pred_opt", "succ_opt"),
    ("saturating_sub", "saturating_add"),
    ("saturating_add", "saturating_sub"),
    ("position", "rposition"),
];
/// Methods that say yes or no, beside those that begin with `is_` and have no other one above.
const ANSWERS: [&str; 6] = ["contains", "contains_key", "starts_with", "ends_with", "eq", "ne"];
/// Methods without which the value in front of them is of the same kind.
const ADDITIONS: [&str; 5] = ["or", "or_else", "then_with", "filter", "trim"];
/// Methods whose argument says of each value whether it stays, and what it says of all of them.
const CHOICES: [(&str, &str); 9] = [
    ("filter", "true"),
    ("retain", "true"),
    ("take_while", "true"),
    ("skip_while", "false"),
    ("find", "true"),
    ("rfind", "true"),
    ("position", "true"),
    ("any", "true"),
    ("is_some_and", "true"),
];

impl Finder<'_> {
    fn text(&self, node: &impl Spanned) -> &str {
        &self.source[node.span().byte_range()]
    }

    fn add(&mut self, span: Span, before: String, after: &str, words: String) {
        self.add_at(span.byte_range(), span.start().line, before, after, words);
    }

    fn add_at(&mut self, place: Range<usize>, line: usize, before: String, after: &str, words: String) {
        let function = self.functions.last().map_or("", String::as_str);
        let words = format!("{function}: {words}");
        self.found.all.push(Change { place, before, after: after.to_owned(), line, words });
    }

    fn short(&self, node: &impl Spanned) -> String {
        short(self.text(node))
    }

    /// Another expression in the place of this one.
    fn instead(&mut self, place: &impl Spanned, other: &str, words: String) {
        self.add(place.span(), format!("(match {HOLDS} {{ true => {other}, false => "), "})", words);
    }

    /// Always yes, or always no.
    fn always(&mut self, place: &Expr, answer: bool) {
        let before = if answer { format!("({HOLDS} || (") } else { format!("(!{HOLDS} && (") };
        let words = format!("{} → {answer}", self.short(place));
        self.add(place.span(), before, "))", words);
    }

    fn opposite(&mut self, place: &Expr) {
        let words = format!("{} → !", self.short(place));
        self.add(place.span(), format!("({HOLDS} != ("), "))", words);
    }

    fn binary(&mut self, whole: &Expr, binary: &syn::ExprBinary) {
        if has_let(whole) {
            // A part of a condition that also takes something apart: each other part may go.
            for part in [&*binary.left, &*binary.right] {
                if !has_let(part) && !matches!(part, Expr::Binary(inner) if matches!(inner.op, BinOp::And(_))) {
                    self.always(part, true);
                }
            }
            return;
        }
        let others: &[&str] = match binary.op {
            BinOp::And(_) => &["||"],
            BinOp::Or(_) => &["&&"],
            BinOp::Eq(_) => &["!="],
            BinOp::Ne(_) => &["=="],
            BinOp::Lt(_) => &["<=", ">="],
            BinOp::Le(_) => &["<", ">"],
            BinOp::Gt(_) => &[">=", "<="],
            BinOp::Ge(_) => &[">", "<"],
            BinOp::Add(_) => &["-"],
            BinOp::Sub(_) | BinOp::Mul(_) => &["+"],
            BinOp::AddAssign(_) => &["-="],
            BinOp::SubAssign(_) => &["+="],
            _ => &[],
        };
        let (left, right) = (self.text(&binary.left).to_owned(), self.text(&binary.right).to_owned());
        for other in others {
            let words = format!("{} {} {} → {other}", short(&left), self.text(&binary.op), short(&right));
            let instead = if other.len() == 2 && other.ends_with('=') && "+-".contains(&other[..1]) {
                format!("{left} {other} {right}")
            } else {
                format!("({left}) {other} ({right})")
            };
            self.instead(whole, &instead, words);
        }
        let goes = match binary.op {
            BinOp::And(_) => Some(true),
            BinOp::Or(_) => Some(false),
            _ => None,
        };
        if let Some(answer) = goes {
            self.always(&binary.left, answer);
            self.always(&binary.right, answer);
        }
    }

    fn method(&mut self, whole: &Expr, call: &syn::ExprMethodCall) {
        let name = call.method.to_string();
        let (from, to) = (whole.span().byte_range(), call.method.span().byte_range());
        for (_, other) in METHODS.iter().filter(|(one, _)| *one == name) {
            let instead = format!("{}{other}{}", &self.source[from.start..to.start], &self.source[to.end..from.end]);
            let words = format!("{} → {other}", self.short(whole));
            self.instead(whole, &instead, words);
        }
        let is_answer = ANSWERS.contains(&name.as_str()) || name.starts_with("is_");
        if is_answer && !METHODS.iter().any(|(one, _)| *one == name) {
            self.opposite(whole);
        }
        if ADDITIONS.contains(&name.as_str()) {
            let (instead, words) = (self.text(&call.receiver).to_owned(), format!("{} → without .{name}", self.short(whole)));
            self.instead(whole, &instead, words);
        }
        if name == "cmp" {
            let (instead, words) = (format!("{}.reverse()", self.text(whole)), format!("{} → reverse", self.short(whole)));
            self.instead(whole, &instead, words);
        }
        let answer = CHOICES.iter().find(|(one, _)| *one == name).map(|(_, answer)| *answer);
        match (answer, call.args.first()) {
            (Some(answer), Some(Expr::Closure(closure))) => self.always(&closure.body, answer == "true"),
            (Some(answer), Some(named)) => {
                let yes = if answer == "true" { "" } else { "!" };
                let sign = if answer == "true" { "||" } else { "&&" };
                let words = format!(".{name}({}) → {answer}", self.short(named));
                self.add(named.span(), format!("|it| {yes}{HOLDS} {sign} ("), ")(it)", words);
            }
            _ => {}
        }
    }

    fn condition(&mut self, condition: &Expr) {
        if has_let(condition) {
            let words = format!("if {} → false", self.short(condition));
            self.add(condition.span(), format!("!{HOLDS} && "), "", words);
        } else {
            self.always(condition, true);
            self.always(condition, false);
        }
    }

    fn function(&mut self, signature: &Signature, block: &Block) {
        if let Some(word) = &signature.constness {
            self.found.constant.push((word.span().byte_range(), signature.ident.to_string()));
        }
        let start = block.brace_token.span.open().byte_range().end;
        let values = match &signature.output {
            ReturnType::Default => vec![String::new()],
            ReturnType::Type(_, kind) => values(kind),
        };
        for value in values {
            let shown = if value.is_empty() { "nothing" } else { value.as_str() };
            let words = format!("whole body → {}", shown.replace("crate::mutant::proof()", "a proof"));
            let before = format!(" if {HOLDS} {{ return {value}; }}");
            self.add_at(start..start, signature.ident.span().start().line, before, "", words);
        }
    }

    fn statement(&mut self, statement: &Stmt) {
        let Stmt::Expr(expression, end) = statement else { return };
        let goes = match expression {
            Expr::MethodCall(_) | Expr::Call(_) | Expr::Try(_) | Expr::Assign(_) => end.is_some(),
            Expr::Binary(binary) => matches!(binary.op, BinOp::AddAssign(_) | BinOp::SubAssign(_)),
            Expr::ForLoop(_) => true,
            _ => false,
        };
        if goes {
            let words = format!("{} → goes", self.short(statement));
            self.add(statement.span(), format!("if !{HOLDS} {{ "), " }", words);
        }
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !is_for_tests(&item.attrs) {
            self.functions.push(item.sig.ident.to_string());
            self.function(&item.sig, &item.block);
            self.visit_block(&item.block);
            self.functions.pop();
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !is_for_tests(&item.attrs) {
            self.functions.push(item.sig.ident.to_string());
            self.function(&item.sig, &item.block);
            self.visit_block(&item.block);
            self.functions.pop();
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_impl(self, item);
        }
    }

    // Values that the compiler works out know no number.
    fn visit_item_const(&mut self, _: &'ast syn::ItemConst) {}
    fn visit_impl_item_const(&mut self, _: &'ast syn::ImplItemConst) {}
    fn visit_item_static(&mut self, _: &'ast syn::ItemStatic) {}
    fn visit_item_enum(&mut self, _: &'ast syn::ItemEnum) {}
    fn visit_type(&mut self, _: &'ast Type) {}
    fn visit_pat(&mut self, _: &'ast Pat) {}
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_stmt(&mut self, statement: &'ast Stmt) {
        self.statement(statement);
        visit::visit_stmt(self, statement);
    }

    fn visit_expr_match(&mut self, node: &'ast syn::ExprMatch) {
        let rest = node.arms.iter().any(|arm| matches!(arm.pat, Pat::Wild(_)) && arm.guard.is_none());
        for arm in &node.arms {
            match &arm.guard {
                Some((_, guard)) => {
                    self.always(guard, true);
                    self.always(guard, false);
                }
                None if rest && !matches!(arm.pat, Pat::Wild(_)) => {
                    let words = format!("{} => … → goes", self.short(&arm.pat));
                    self.add(arm.pat.span(), String::new(), &format!(" if !{HOLDS} "), words);
                }
                None => {}
            }
        }
        visit::visit_expr_match(self, node);
    }

    fn visit_expr(&mut self, node: &'ast Expr) {
        match node {
            Expr::Binary(binary) => self.binary(node, binary),
            Expr::MethodCall(call) => self.method(node, call),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Not(_)) => {
                self.opposite(node);
                // The opposite of what is inside would be the same change once more.
                return match &*unary.expr {
                    Expr::Macro(inner) => self.visit_macro(&inner.mac),
                    inner => visit::visit_expr(self, inner),
                };
            }
            Expr::Macro(inner) if inner.mac.path.is_ident("matches") => self.opposite(node),
            Expr::If(one) => self.condition(&one.cond),
            Expr::While(one) if !has_let(&one.cond) => self.always(&one.cond, false),
            Expr::Lit(literal) => match &literal.lit {
                syn::Lit::Bool(_) => self.opposite(node),
                syn::Lit::Int(number) => {
                    if let Ok(value) = number.base10_parse::<u128>() {
                        let more = format!("{}{}", value + 1, number.suffix());
                        self.instead(node, &more, format!("{value} → {more}"));
                    }
                }
                _ => {}
            },
            _ => {}
        }
        visit::visit_expr(self, node);
    }

    fn visit_macro(&mut self, node: &'ast syn::Macro) {
        if node.path.is_ident("matches") {
            let Ok(question) = node.parse_body::<Question>() else { return };
            self.visit_expr(&question.value);
            if let Some(guard) = question.guard {
                self.always(&guard, true);
                self.visit_expr(&guard);
            }
        } else if let Ok(arguments) = node.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated) {
            arguments.iter().for_each(|argument| match argument {
                Expr::Assign(named) => self.visit_expr(&named.right),
                Expr::Lit(_) => {}
                argument => self.visit_expr(argument),
            });
        }
    }
}

/// What stands in `matches!(…)`.
struct Question {
    value: Expr,
    guard: Option<Expr>,
}

impl Parse for Question {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let value = input.parse()?;
        input.parse::<Token![,]>()?;
        Pat::parse_multi_with_leading_vert(input)?;
        let guard = if input.parse::<Option<Token![if]>>()?.is_some() { Some(input.parse()?) } else { None };
        input.parse::<Option<Token![,]>>()?;
        Ok(Self { value, guard })
    }
}

fn has_let(condition: &Expr) -> bool {
    match condition {
        Expr::Let(_) => true,
        Expr::Binary(both) => has_let(&both.left) || has_let(&both.right),
        _ => false,
    }
}

fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    let names_tests = |one: &syn::Attribute| {
        one.path().is_ident("cfg") && one.meta.require_list().is_ok_and(|list| list.tokens.to_string().contains("test"))
    };
    attributes.iter().any(names_tests)
}

/// Values of this type that are worth a try.
fn values(kind: &Type) -> Vec<String> {
    let own = |words: &[&str]| words.iter().map(|one| (*one).to_owned()).collect();
    match kind {
        Type::ImplTrait(_) => Vec::new(),
        Type::Tuple(none) if none.elems.is_empty() => own(&["()"]),
        Type::Reference(to) => match &*to.elem {
            Type::Slice(_) => own(&["&[]"]),
            Type::Path(path) if path.path.is_ident("str") => own(&["\"\"", "\"xyzzy\""]),
            _ => Vec::new(),
        },
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else { return Vec::new() };
            let inside = match &last.arguments {
                syn::PathArguments::AngleBracketed(inside) => inside.args.first(),
                _ => None,
            };
            match (last.ident.to_string().as_str(), inside) {
                ("bool", _) => own(&["true", "false"]),
                ("u8" | "u16" | "u32" | "u64" | "usize" | "i8" | "i16" | "i32" | "i64" | "isize", _) => own(&["0", "1"]),
                ("String", _) => own(&["String::new()", "\"xyzzy\".to_owned()"]),
                // Where a rule says no to nobody, a proof is all that it can give.
                ("Allowed", _) => Vec::new(),
                ("Option", _) => own(&["None"]),
                ("Result", Some(syn::GenericArgument::Type(inside))) if is_proof(inside) => own(&["Ok(crate::mutant::proof())"]),
                ("Result", Some(syn::GenericArgument::Type(inside))) => {
                    values(inside).into_iter().map(|value| format!("Ok({value})")).collect()
                }
                _ => own(&["Default::default()"]),
            }
        }
        _ => own(&["Default::default()"]),
    }
}

fn is_proof(kind: &Type) -> bool {
    matches!(kind, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Allowed"))
}

/// On one line, without its middle where it is long.
fn short(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let letters: Vec<char> = words.join(" ").chars().collect();
    if letters.len() <= 64 {
        return letters.into_iter().collect();
    }
    let (start, end): (String, String) = (letters[..40].iter().collect(), letters[letters.len() - 20..].iter().collect());
    format!("{start} … {end}")
}
