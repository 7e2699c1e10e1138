//! What is not in a copy, and why, in words.

/// How much of what a person would look for is not in their copy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Records whose type is fenced off.
    pub sensitive: usize,
    /// Versions that were taken back.
    pub withdrawn: usize,
    /// Files that are held, were given back, or that nobody has looked into yet.
    pub kept_files: usize,
    /// Files that were disposed of by the minutes of a council.
    pub disposed_files: usize,
}

impl LeftOut {
    /// One line each; none where everything is there.
    pub fn words(self) -> Vec<String> {
        let line = |count: usize, words: &str| (count > 0).then(|| format!("{count} {words}"));
        let lines = [
            line(self.sensitive, "hồ sơ về sức khỏe, trẻ, nhân sự hoặc thu chi chỉ lưu trong hệ thống, không mang về máy riêng."),
            line(self.kept_files, "tệp đang giữ lại, bị trả lại hoặc chưa kiểm tra xong; mở được thì có trong bản lưu sau."),
            line(
                self.disposed_files,
                "tệp đã tiêu hủy theo biên bản của hội đồng; bản lưu cũ của thầy cô cũng cần xóa các tệp này.",
            ),
            line(self.withdrawn, "phiên bản đã rút lại."),
        ];
        lines.into_iter().flatten().collect()
    }
}
