package privatelink.lib.classification_test

import data.privatelink
import data.privatelink.testing

why(policy) := verdict.why if {
	document := object.union(testing.stack("consumer", {"aws_x": {"x": {}}}), {"data": {"aws_x": {"x": {}}}})
	verdict := privatelink.verdict with input as document with data.privatelink_policy as policy
	verdict.verdict == "unjudgeable"
}

test_judges_nothing_without_a_classification if {
	every policy in [{}, {"classification": {}}, {"classification": {"types": {}, "known_types": {}}}, {"classification": "text"}] {
		some reason in why(policy)
		contains(reason, "no classification")
	}
}

with_type(entry) := object.union(testing.policy, {"classification": {"types": {"aws_x": entry}}})

path := {"kind": "path", "vpc_arguments": [], "what": "x", "rule": "no-vpn", "outside": "x"}

condition := {"argument": "a", "refuse": [true], "omitted": "allow", "rating": "deny", "rule": "no-vpn", "what": "x"}

test_judges_nothing_by_an_entry_that_is_not_whole if {
	entries := [
		{},
		object.union(path, {"kind": "unheard"}),
		object.remove(path, ["rule"]),
		object.remove(path, ["outside"]),
		object.remove(path, ["vpc_arguments"]),
		object.union(path, {"conditions": [object.remove(condition, ["refuse"])]}),
		object.union(path, {"conditions": [object.union(condition, {"allow": []})]}),
		object.union(path, {"conditions": [object.union(condition, {"omitted": "maybe"})]}),
	]
	every entry in entries {
		some reason in why(with_type(entry))
		contains(reason, "classification of aws_x")
	}
}

test_judges_nothing_by_a_rule_that_is_not_there if {
	every entry in [object.union(path, {"rule": "unheard"}), object.union(path, {"conditions": [object.union(condition, {"rule": "unheard"})]})] {
		some reason in why(with_type(entry))
		contains(reason, "the rule unheard")
	}
}

test_judges_by_what_is_whole if {
	verdict := privatelink.verdict with input as testing.stack("consumer", {"aws_x": {"x": {"a": true}}})
		with data.privatelink_policy as with_type(object.union(path, {"conditions": [condition, object.union(condition, {"argument": "b", "refuse": ["x"]})]}))
	testing.is_found(verdict, "no-vpn", "aws_x.x")
	{finding.cut | some finding in verdict.findings} == {"remove aws_x.x", "remove a of aws_x.x"}
}

test_judges_nothing_by_a_data_source_that_is_not_whole if {
	some reason in why(object.union(testing.policy, {"classification": {"data_sources": {"aws_x": {"kind": "conditional"}}}}))
	contains(reason, "aws_x")
}
