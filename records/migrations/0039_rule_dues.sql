-- By which rule types fall due under a version of the rules, where that is not the rule with which a type began
-- (domain::record_types::RuleVersion::due). Each version has all of them; none is changed or removed.
CREATE TABLE rule_dues (
    school_id UUID NOT NULL,
    rule_version_id UUID NOT NULL,
    record_type_id UUID NOT NULL,
    -- A code of domain::deadlines::DueRule.
    due TEXT NOT NULL,
    PRIMARY KEY (school_id, rule_version_id, record_type_id),
    FOREIGN KEY (school_id, rule_version_id) REFERENCES rule_versions (school_id, id),
    FOREIGN KEY (school_id, record_type_id) REFERENCES record_types (school_id, id)
);
