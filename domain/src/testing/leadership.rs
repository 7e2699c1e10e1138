//! What the leadership orders, opens, finds, shuts and gives in a story, as the database keeps it, with no question whether they may.

use super::*;

impl NamThanh {
    /// One teacher offers another one a week of theirs, for a week of the other's or for none.
    pub fn offers(&mut self, (from, to): (&str, &str), (class, week): (&str, u8), back: Option<u8>, when: &str) -> SwapId {
        let (class, from, to) = (self.class(class), self.person_id(from), self.person_id(to));
        let (id, plan) = (id(22, self.swaps.len() as u128 + 1), SwapPlan { class, week, from, to, back });
        let reason = Reason::parse("Tuần đó em đi tập huấn").unwrap();
        self.swaps.push(SwapOffer { id, plan, reason, at: at(when), answered: None });
        id
    }

    /// It is answered; confirmed, the roster follows, and the list with `bring_up_to_date`.
    pub fn answers(&mut self, mention: &str, swap: SwapId, answer: SwapAnswer, when: &str) {
        let by = self.person_id(mention);
        let known = self.swaps.iter_mut().find(|one| one.id == swap).unwrap();
        known.answered = Some(SwapAnswered { answer, by, at: at(when) });
        let plan = known.plan;
        for handed in plan.hands_over().filter(|_| answer == SwapAnswer::Accepted) {
            let mut turns = self.regime.organisation.turns.iter_mut();
            turns.find(|turn| turn.class == plan.class && turn.week == handed.week).unwrap().person = handed.to;
        }
    }

    /// The leadership decides at `when` that these records are shut, or open again, from then on.
    pub fn orders(&mut self, mention: &str, kind: LockKind, scope: Scope, when: &str) -> LockOrderId {
        let plan = LockPlan {
            kind,
            scope,
            start: Start::WhenDecided,
            until: None,
            under_way: UnderWay::Finishes,
            reason: Reason::parse("Chốt hồ sơ").unwrap(),
            decision: String::new(),
            executor: None,
        };
        self.decides_order(mention, plan, when)
    }

    /// The leadership decides at `when` what this plan says, each alone.
    pub fn decides_order(&mut self, mention: &str, plan: LockPlan, when: &str) -> LockOrderId {
        let signature = self.signature(mention, when);
        let drafted = Act { by: signature.by, at: signature.at };
        let number = self.locks.orders.len() as u32 + 1;
        let order = LockOrder { id: id(17, number.into()), number, plan, drafted, stage: Stage::Draft };
        let order = order.sign(signature, LockReading::EitherAlone).unwrap();
        self.locks.orders.push(order);
        id(17, number.into())
    }

    /// The principal opens this record, which an order shuts, to one person for 24 hours.
    pub fn opens_to(&mut self, mention: &str, title: &str, when: &str) {
        let number = self.updates.all.len() as u32 + 1;
        let asked = Update {
            id: id(18, number.into()),
            number,
            records: vec![UpdateRecord { obligation: self.obligation(title).id, order: id(17, 1) }],
            requested: Act { by: self.person_id(mention), at: at(when) },
            reason: Reason::parse("Ốm từ thứ Tư đến thứ Sáu").unwrap(),
            evidence: "Giấy ra viện ngày 09/10/2026".to_owned(),
            files: Vec::new(),
            stage: UpdateStage::Requested,
            versions: Vec::new(),
            finished_at: None,
            closed: None,
        };
        let principal = self.signature("cô Nguyệt", when);
        self.updates.all.push(asked.grant(principal, 24, LockReading::Together, OpenFor::TheHours).unwrap());
    }

    /// The last version of the record came by the last update.
    pub fn came_by_update(&mut self, title: &str, when: &str) {
        let obligation = self.obligation(title);
        let (obligation, submission) = (obligation.id, obligation.handed_in.as_ref().unwrap().submission);
        let update = self.updates.all.last_mut().unwrap();
        update.versions.push(UpdateVersion { obligation, submission, at: at(when) });
    }

    /// Says why the record is late, as the database keeps it, with no question whether they may.
    pub fn explains(&mut self, mention: &str, title: &str, words: &str, when: &str) -> &mut NamThanh {
        let by = self.person_id(mention);
        let explanation = Explanation { by, at: at(when), words: words.to_owned() };
        self.obligation(title).explained.explanations.push(explanation);
        self
    }

    /// Finds a reason for why the record was late, or none, as the database keeps it, with no question whether they may.
    pub fn finds(&mut self, mention: &str, title: &str, finding: Finding, when: &str) -> &mut NamThanh {
        let by = self.person_id(mention);
        let ruling = Ruling { by, at: at(when), finding, words: String::new() };
        self.obligation(title).explained.rulings.push(ruling);
        self
    }

    /// The leadership declares that the school, or a part of it, is shut between two days; the list is brought up to it with
    /// `bring_up_to_date`.
    pub fn shuts(&mut self, mention: &str, scope: Scope, days: (&str, &str), when: &str) -> ClosureId {
        let (kind, days) = (ClosureKind::Storm, Span::new(day(days.0), day(days.1)));
        let scope = scope.with_classes(&self.regime.organisation);
        let plan = ClosurePlan { kind, days, scope, words: "bão số 13".to_owned() };
        let number = self.closures.len() as u32 + 1;
        let declared = self.signature(mention, when);
        self.closures.push(Closure { id: id(18, number.into()), number, plan, declared, taken_back: None });
        self.follows_closures();
        id(18, number.into())
    }

    /// The leadership takes it back.
    pub fn takes_back(&mut self, mention: &str, closure: ClosureId, when: &str) {
        let (signed, reason) = (self.signature(mention, when), Reason::parse("Bão đổi hướng").unwrap());
        let known = self.closures.iter_mut().find(|one| one.id == closure).unwrap();
        *known = known.clone().take_back(signed, reason).unwrap();
        self.follows_closures();
    }

    /// The leadership gives more time for these records; the list is brought up to it with `bring_up_to_date`.
    pub fn extends(&mut self, mention: &str, titles: &[&str], until: &str, when: &str) -> ExtensionId {
        let number = self.regime.extensions.len() as u32 + 1;
        let records = titles.iter().map(|title| self.obligation(title).id).collect();
        let given = self.signature(mention, when);
        let (until, reason) = (day(until), Reason::parse("con ốm").unwrap());
        let (id, decision, taken_back) = (id(19, number.into()), String::new(), None);
        self.regime.extensions.push(Extension { id, number, records, until, reason, decision, given, taken_back });
        id
    }

    /// The leadership takes it back.
    pub fn takes_extension_back(&mut self, mention: &str, extension: ExtensionId, when: &str) {
        let (signed, reason) = (self.signature(mention, when), Reason::parse("Ghi nhầm ngày").unwrap());
        let known = self.regime.extensions.iter_mut().find(|one| one.id == extension).unwrap();
        *known = known.clone().take_back(signed, reason).unwrap();
    }

    /// The leadership notes that somebody is away between two days while another one covers; the list is brought up to it with
    /// `bring_up_to_date`.
    pub fn is_away(&mut self, mention: &str, cover: &str, days: (&str, &str), when: &str) -> AbsenceId {
        let (person, cover) = (self.person_id(mention), Some(self.person_id(cover)));
        let (number, noted) = (self.absences.len() as u32 + 1, self.signature("cô Nguyệt", when));
        let (days, words, decision) = (Span::new(day(days.0), day(days.1)), String::new(), String::new());
        let plan = AbsencePlan { person, kind: AbsenceKind::Sick, days, cover, words, decision };
        self.absences.push(plan.absence(id(21, number.into()), number, BTreeSet::new(), noted));
        self.regime.organisation.covers = covers(&self.absences, &self.regime.rules);
        id(21, number.into())
    }

    /// The leadership names somebody else who covers from now on.
    pub fn covers_now(&mut self, absence: AbsenceId, cover: &str, when: &str) {
        let (signed, cover) = (self.signature("cô Nguyệt", when), self.person_id(cover));
        let known = self.absences.iter_mut().find(|one| one.id == absence).unwrap();
        *known = known.clone().change_cover(signed, cover).unwrap();
        self.regime.organisation.covers = covers(&self.absences, &self.regime.rules);
    }

    /// The leadership says that somebody is back.
    pub fn is_back(&mut self, absence: AbsenceId, when: &str) {
        let signed = self.signature("cô Nguyệt", when);
        let back = Back { last: None, reason: Some(Reason::parse("Đã khỏi").unwrap()) };
        let known = self.absences.iter_mut().find(|one| one.id == absence).unwrap();
        *known = known.clone().end(signed, back).unwrap();
        self.regime.organisation.covers = covers(&self.absences, &self.regime.rules);
    }
}
