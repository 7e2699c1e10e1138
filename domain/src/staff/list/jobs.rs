//! What somebody does, as lists say it: "Tổ trưởng", "GV kiêm văn thư", "Y tế học đường", with the department and the class that
//! stand in columns of their own.

use super::super::{places::section, posts::Post};
use crate::{
    names::fold,
    people::{Organisation, SectionKind},
};

/// What a row says of somebody's work.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct JobCells<'r> {
    pub post: &'r str,
    pub second_post: &'r str,
    pub department: &'r str,
    pub class: &'r str,
    /// Class, department or section, as the post has it.
    pub place: &'r str,
    pub second_place: &'r str,
}

/// A code of `Post`, or words that are none, with the place as typed: what the form of the staff has for a post.
pub(super) type Job = (String, String);

/// Words that part two posts in one cell.
const BETWEEN: [&str; 8] = [", ", "; ", " + ", " / ", " - ", " – ", " và ", " kiêm "];

impl JobCells<'_> {
    /// The posts, the first one first; none where the row says nothing of it.
    pub(super) fn read(self, organisation: &Organisation) -> Vec<Job> {
        let mut jobs: Vec<Job> = Vec::new();
        let mut add = |job: Job| {
            if !jobs.contains(&job) {
                jobs.push(job);
            }
        };
        for words in parts(self.post) {
            add(self.job(words, self.place, organisation));
        }
        for words in parts(self.second_post) {
            add(self.job(words, self.second_place, organisation));
        }
        let teaches = |jobs: &[Job]| jobs.iter().any(|(post, _)| post == Post::Teacher.code());
        // A head has a class too, and a list without posts is one of teachers.
        if !self.class.is_empty() && !teaches(&jobs) {
            jobs.push((Post::Teacher.code().to_owned(), self.class.to_owned()));
        }
        jobs
    }

    fn job(self, words: &str, place: &str, organisation: &Organisation) -> Job {
        let plain = fold(words);
        let bare = ["nhan vien ", "nv ", "phu trach ", "bo phan ", "can bo "].into_iter().find_map(|word| plain.strip_prefix(word));
        let at = |post: Post, place: &str| (post.code().to_owned(), place.to_owned());
        let or = |one: &'_ str, other: &str| if one.is_empty() { other.to_owned() } else { one.to_owned() };
        // "Giáo viên lớp 4A", "Tổ trưởng tổ Nhà trẻ": the place stands behind the post.
        let (post, behind) = match known(&plain) {
            Some(post) => (Some(post), ""),
            None => Post::ALL
                .into_iter()
                .find_map(|post| begins_with(words, post).map(|behind| (Some(post), behind)))
                .unwrap_or_default(),
        };
        match post {
            Some(post @ (Post::Principal | Post::VicePrincipal | Post::ManagementTeam)) => at(post, ""),
            Some(post @ Post::Teacher) => at(post, &or(&or(self.class, behind), place)),
            Some(post @ (Post::Head | Post::DeputyHead)) => at(post, &or(&or(self.department, behind), place)),
            Some(Post::Member | Post::SectionHolder) | None => {
                let named = [behind, words, place, self.department]
                    .into_iter()
                    .find(|name| !name.is_empty() && is_section(name, organisation));
                let kind = || section_of_work(bare.unwrap_or(&plain), organisation);
                match (kind(), named, post) {
                    (Some(section), ..) => at(Post::SectionHolder, &section),
                    (None, Some(name), _) => at(Post::SectionHolder, name),
                    (None, None, Some(post)) => at(post, &or(&or(behind, self.department), place)),
                    (None, None, None) if MEMBERS.contains(&bare.unwrap_or(&plain)) => {
                        at(Post::Member, &or(self.department, place))
                    }
                    (None, None, None) => (words.to_owned(), or(&or(place, self.department), self.class)),
                }
            }
        }
    }
}

/// What people of a department do who have no section of their own.
const MEMBERS: [&str; 10] =
    ["cap duong", "nau an", "nuoi duong", "bao ve", "phuc vu", "tap vu", "lao cong", "ve sinh", "lai xe", "cham soc"];

fn parts(words: &str) -> Vec<&str> {
    let mut parts = vec![words];
    for between in BETWEEN {
        parts = parts.into_iter().flat_map(|part| part.split(between)).collect();
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn known(plain: &str) -> Option<Post> {
    Post::ALL.into_iter().find(|post| fold(post.words()) == plain || post.short().contains(&plain))
}

/// What stands behind the words of a post, without "lớp" or "tổ" of its own.
fn begins_with(words: &str, post: Post) -> Option<&str> {
    let count = post.words().split(' ').count();
    let (at, _) = words.match_indices(' ').nth(count - 1)?;
    let (before, behind) = words.split_at(at);
    (fold(before) == fold(post.words())).then(|| behind.trim())
}

fn is_section(name: &str, organisation: &Organisation) -> bool {
    section(name, organisation).is_some()
}

/// The section of such work: by its kind, "Kế toán" and "Y tế học đường" are the school's own, whatever they are called there.
fn section_of_work(plain: &str, organisation: &Organisation) -> Option<String> {
    let kind = match plain {
        "ke toan" | "ke toan vien" | "ke toan truong" => SectionKind::Accounting,
        "y te" | "y te hoc duong" | "y te truong hoc" | "y si" | "y ta" | "dieu duong" => SectionKind::Health,
        "van thu" | "van thu luu tru" | "van thu thu quy" => SectionKind::Clerical,
        _ => return None,
    };
    let mut of_kind = organisation.sections.iter().filter(|section| section.kind == kind);
    let found = of_kind.next()?;
    of_kind.next().is_none().then(|| found.name.clone())
}
