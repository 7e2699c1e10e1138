//! The pages of the archive.

use leptos::prelude::*;

use crate::{
    archive::{
        ArchivePage, ArchiveView, ArchivedRecordPage, ArchivedRecordView, ExportPage, ExportView, HoldsPage, HoldsView,
        PackagePage, PackageView, RetentionPage, RetentionView,
    },
    layout::Viewer,
    render::render,
    shell::Head,
};

pub fn archive(head: &Head, viewer: Viewer, page: ArchiveView) -> String {
    render(head, || view! { <ArchivePage viewer page/> })
}

pub fn archive_package(head: &Head, viewer: Viewer, page: PackageView) -> String {
    render(head, || view! { <PackagePage viewer page/> })
}

pub fn archived_record(head: &Head, viewer: Viewer, page: ArchivedRecordView) -> String {
    render(head, || view! { <ArchivedRecordPage viewer page/> })
}

pub fn retention(head: &Head, viewer: Viewer, page: RetentionView) -> String {
    render(head, || view! { <RetentionPage viewer page/> })
}

pub fn holds(head: &Head, viewer: Viewer, page: HoldsView) -> String {
    render(head, || view! { <HoldsPage viewer page/> })
}

pub fn school_export(head: &Head, viewer: Viewer, page: ExportView) -> String {
    render(head, || view! { <ExportPage viewer page/> })
}
