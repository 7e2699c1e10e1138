//! "/cai-dat" of an open school: what can be changed.

use domain::settings::Setting;
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{Column, Table},
};

const SETTINGS: [Column; 3] = [Column::new("Phần"), Column::new("Đang là"), Column::spoken("Mở")];

/// `about`: for each of the settings what it holds now, and the word of the way to it.
#[component]
pub fn SettingsPage(viewer: Viewer, about: Vec<(Setting, String, &'static str)>) -> impl IntoView {
    view! {
        <Page viewer=Some(viewer) here=NavItem::Settings>
            <main id="noi-dung" class="sheet" tabindex="-1">
                <div class="cols">
                    <p class="when setup"><span>"Cài đặt"</span></p>
                    <div class="setup">
                        <h1>"Cài đặt của trường"</h1>
                        <p class="sub">"Đổi ở đây thì hạn nộp được tính lại ngay. Không ai bị tính muộn vì một thay đổi."</p>
                        <Table class="grid" columns=&SETTINGS>
                            <tbody>
                                {about.into_iter().map(|(setting, words, deed)| view! {
                                    <tr>
                                        <th scope="row">{setting.title()}</th>
                                        <td>{words}</td>
                                        <td class="tight">
                                            <a class="btn" href=paths::setting(setting)>
                                                {deed}<span class="vh">" "{setting.title()}</span>
                                            </a>
                                        </td>
                                    </tr>
                                }).collect_view()}
                            </tbody>
                        </Table>
                        <p class="quiet">"Người và tài khoản ở trang "<a href=paths::STAFF>"Cán bộ"</a>"."</p>
                    </div>
                </div>
            </main>
        </Page>
    }
}
