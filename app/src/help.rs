//! "/huong-dan": one screen of help for each kind of work, with a picture of the page on which it is done. For everybody, also who
//! is not signed in.

use domain::help::HelpFor;
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    whom_to_call::whom_to_call,
};

/// What a page of help shows.
#[derive(Clone, Debug)]
pub struct HelpView {
    pub of: HelpFor,
    /// The address of its picture.
    pub picture: &'static str,
    /// Whom to call, each with a phone number.
    pub contacts: Vec<String>,
}

/// The picture of each page of help, by the name of its file in `public/huong-dan`.
pub const fn picture(of: HelpFor) -> &'static str {
    match of {
        HelpFor::Teacher => "viec-cua-toi.png",
        HelpFor::Head => "cho-duyet.png",
        HelpFor::Leadership => "bang-theo-doi.png",
        HelpFor::ManagementTeam => "can-bo.png",
    }
}

const fn title(of: HelpFor) -> &'static str {
    match of {
        HelpFor::Teacher => "Người nộp hồ sơ",
        HelpFor::Head => "Tổ trưởng, tổ phó",
        HelpFor::Leadership => "Ban giám hiệu",
        HelpFor::ManagementTeam => "Tổ quản lý phần mềm",
    }
}

/// What the picture shows.
const fn shown(of: HelpFor) -> &'static str {
    match of {
        HelpFor::Teacher => "Trang Việc của tôi: hồ sơ phải nộp, hạn và vì sao hạn đó",
        HelpFor::Head => "Trang Chờ tôi duyệt: hồ sơ đang chờ tổ trưởng xem",
        HelpFor::Leadership => "Bảng theo dõi: tuần theo tổ, mỗi ô là bao nhiêu hồ sơ đã nộp",
        HelpFor::ManagementTeam => "Trang Cán bộ: danh sách, chức vụ và tài khoản",
    }
}

/// What is done, how, and the page for it by its name.
type HelpStep = (&'static str, &'static str, Option<(&'static str, &'static str)>);

/// What is done, in the order in which it comes, each with the page for it where there is one.
const fn steps(of: HelpFor) -> &'static [HelpStep] {
    match of {
        HelpFor::Teacher => &[
            (
                "Xem phải nộp gì",
                "“Việc của tôi” ghi từng hồ sơ, nộp trước lúc nào; bấm “Vì sao hạn này?” để xem cách tính.",
                Some(("Việc của tôi", paths::MY_WORK)),
            ),
            (
                "Nộp",
                "Bấm “Nộp” ở hàng của hồ sơ, chọn tệp hoặc chụp ảnh, chờ từng tệp ghi “Đã tải lên, chưa nộp”, rồi bấm “Nộp” lần \
                 nữa. Có biên nhận thì mới là đã nộp.",
                None,
            ),
            (
                "Sửa và nộp lại",
                "Phiên bản mới là cả bộ tệp: tệp nào còn dùng thì giữ dấu tích, tệp nào không thì bỏ. Phiên bản cũ vẫn giữ; \
                 đúng hạn hay muộn xét theo lần nộp đầu.",
                Some(("Đã nộp", paths::DONE)),
            ),
            (
                "Không kịp hạn",
                "Xin gia hạn hoặc xin miễn bằng một câu, ngay ở hàng của hồ sơ. Nộp muộn thì ghi lý do lúc nộp, ban giám \
                 hiệu đọc khi xét.",
                None,
            ),
        ],
        HelpFor::Head => &[
            (
                "Xem hồ sơ chờ duyệt",
                "“Chờ tôi duyệt” xếp hồ sơ đến hạn duyệt trước lên đầu. Mở hồ sơ, đọc tệp ngay trên trang, góp ý vào \
                 đúng đoạn, đúng ô.",
                Some(("Chờ tôi duyệt", paths::REVIEW_QUEUE)),
            ),
            (
                "Duyệt hoặc trả lại",
                "Trả lại thì ghi cần sửa gì, trước ngày nào; người nộp thấy ngay. Bấm nhầm thì hoàn tác được trong ít phút.",
                None,
            ),
            (
                "Theo dõi tổ mình",
                "“Bảng theo dõi” cho biết tuần nào, lớp nào còn thiếu; bấm vào ô để xem từng hồ sơ. Hồ sơ quá hạn thì mở ra: mục \
                 “Nhắc nộp” có sẵn tin nhắn để dán vào Zalo, nhắc rồi thì ghi lại ở đó.",
                Some(("Bảng theo dõi", paths::DASHBOARD)),
            ),
            (
                "Nộp hồ sơ của tổ",
                "Hồ sơ chung của tổ và giáo án của mình ở “Việc của tôi”, nộp như mọi người.",
                Some(("Việc của tôi", paths::MY_WORK)),
            ),
        ],
        HelpFor::Leadership => &[
            (
                "Theo dõi cả trường",
                "“Bảng theo dõi” theo tuần, theo tổ, theo học kỳ, tự cập nhật trong khi đang xem; bấm vào ô để xem ai \
                 còn thiếu gì.",
                Some(("Bảng theo dõi", paths::DASHBOARD)),
            ),
            (
                "Duyệt, gia hạn, miễn",
                "Hồ sơ chờ ký duyệt ở “Chờ tôi duyệt”. Lời xin gia hạn, xin miễn và lý do nộp muộn trả lời bằng một lần bấm.",
                Some(("Gia hạn", paths::EXTENSIONS)),
            ),
            (
                "Nghỉ đột xuất, vắng mặt",
                "Hôm bão, mất điện thì báo nghỉ: hạn ngày đó tự dời, không ai bị tính muộn. Ai ốm, đi học thì ghi ngày \
                 nghỉ và người làm thay.",
                Some(("Nghỉ đột xuất", paths::CLOSURES)),
            ),
            (
                "Khóa khi đã xong",
                "Tuần, loại hồ sơ hay lớp đã xong thì ra lệnh khóa; trang cho thấy ảnh hưởng đến ai trước khi ra lệnh. Cần \
                 sửa sau khóa thì có đề nghị bổ sung.",
                Some(("Lệnh khóa", paths::LOCK_ORDERS)),
            ),
        ],
        HelpFor::ManagementTeam => &[
            (
                "Giúp người quên mật khẩu",
                "Ở trang của người đó trong “Cán bộ”, bấm phát mật khẩu mới, đọc qua điện thoại được. Mật khẩu phát ra \
                 dùng một lần để vào.",
                Some(("Cán bộ", paths::STAFF)),
            ),
            (
                "Thêm người, đổi chức vụ",
                "Thêm từng người, hoặc nhập cả danh sách từ Excel. Một số chức vụ có hiệu lực khi ban giám hiệu xác nhận.",
                Some(("Nhập danh sách", paths::STAFF_LIST)),
            ),
            (
                "Tệp giữ lại",
                "Tệp có lệnh tự chạy, liên kết lạ thì giữ lại chờ tổ quản lý phần mềm xem: cho mở, hoặc trả lại kèm lý do.",
                Some(("Tệp giữ lại", paths::HELD_FILES)),
            ),
            (
                "Khi có sự cố",
                "Hỏi mã sự cố trên màn hình: mã đó ghi trong cửa sổ chạy chương trình trên máy chủ. Việc gì đã xảy ra \
                 xem ở “Nhật ký”.",
                Some(("Nhật ký", paths::LOG)),
            ),
        ],
    }
}

#[component]
pub fn HelpPage(viewer: Option<Viewer>, page: HelpView) -> impl IntoView {
    let is_known = viewer.is_some();
    let others = HelpFor::ALL.map(|one| {
        let here = (one == page.of).then_some("page");
        view! { <li><a class="btn" href=paths::help_for(one.code()) aria-current=here>{title(one)}</a></li> }
    });
    let steps = steps(page.of).iter().map(move |(deed, words, way)| {
        let way = way.filter(|_| is_known).map(|(name, address)| view! { " "<a href=address>{name}</a> });
        view! { <li><p><b>{*deed}"."</b>" "{*words}{way}</p></li> }
    });
    view! {
        <Page viewer here=NavItem::Elsewhere>
            <main id="noi-dung" class="sheet help" tabindex="-1">
                <div class="cols">
                    <p class="when"><span>"Hướng dẫn"</span></p>
                    <div>
                        <h1>{title(page.of)}</h1>
                        <nav aria-label="Hướng dẫn cho ai"><ul class="btns">{others.into_iter().collect_view()}</ul></nav>
                        <ol class="in-order">{steps.collect_view()}</ol>
                        <figure>
                            <img src=page.picture alt=shown(page.of) width="1366" height="768" loading="lazy"/>
                            <figcaption class="quiet">{shown(page.of)}"."</figcaption>
                        </figure>
                        {whom_to_call(&page.contacts)}
                    </div>
                </div>
            </main>
        </Page>
    }
}
