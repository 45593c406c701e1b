package main_test

import data.main

finding := {
	"rule": "no-peering",
	"severity": "critical",
	"outcome": "violated",
	"address": "aws_vpc_peering_connection.p",
	"message": "a peering connection",
	"witness": [{"step": "vpc", "address": "aws_vpc.v", "what": "a VPC"}, {"step": "outside", "address": null, "what": "another VPC"}],
	"cut": "remove it",
	"settle": null,
	"waiver": null,
}

verdict(changes) := {
	"verdict": "violations",
	"findings": [object.union(finding, changes)],
}

messages(results) := {result.msg | some result in results}

test_a_violation_is_denied if {
	denied := main.deny with data.privatelink.verdict as verdict({})
	messages(denied) == {"no-peering (critical, violated) aws_vpc_peering_connection.p: a peering connection; path: aws_vpc.v -> another VPC; cut: remove it"}
	count(main.warn) == 0 with data.privatelink.verdict as verdict({})
}

test_what_is_unproven_is_denied if {
	denied := main.deny with data.privatelink.verdict as verdict({"outcome": "unproven", "witness": [], "cut": null, "settle": "a plan"})
	messages(denied) == {"no-peering (critical, unproven) aws_vpc_peering_connection.p: a peering connection; settled by: a plan"}
}

test_what_is_waived_or_warned_of_is_a_warning if {
	waiver := {"reason": "a", "owner": "b", "expires": "2026-12-31"}
	some changes in [{"outcome": "warning"}, {"waiver": waiver}]
	count(main.deny) == 0 with data.privatelink.verdict as verdict(changes)
	count(main.warn) == 1 with data.privatelink.verdict as verdict(changes)
}

test_what_cannot_be_judged_is_denied if {
	denied := main.deny with data.privatelink.verdict as {"verdict": "unjudgeable", "form": "unknown", "why": ["it is empty"]}
	messages(denied) == {"it could not be judged: it is empty"}
}

test_no_verdict_is_denied if {
	some answer in [{}, {"verdict": "fine"}, null]
	messages(main.deny) == {"the policies give no verdict on it"} with data.privatelink.verdict as answer
}

test_a_clean_verdict_passes if {
	count(main.deny | main.warn) == 0 with data.privatelink.verdict as {"verdict": "clean", "findings": []}
}

judged(changes) := object.union({"verdict": "clean", "role": null, "consumer_vpcs": [], "findings": []}, changes)

says_nothing_is_proven(results) if {
	some text in messages(results)
	startswith(text, "no VPC counts as a consumer's, so nothing is proven about any VPC; ")
}

test_a_document_without_a_consumer_vpc_is_denied if {
	every word in ["clean", "violations"] {
		denied := main.deny with data.privatelink.verdict as judged({"verdict": word})
		says_nothing_is_proven(denied)
	}
	count(main.warn) == 0 with data.privatelink.verdict as judged({})
}

test_it_gets_a_warning_where_policy_data_allows_it if {
	policy := {"config": {"allow_no_consumer_vpc": true}}
	warned := main.warn with data.privatelink.verdict as judged({}) with data.privatelink_policy as policy
	says_nothing_is_proven(warned)
	count(main.deny) == 0 with data.privatelink.verdict as judged({}) with data.privatelink_policy as policy
}

test_a_name_that_matches_nothing_is_a_warning if {
	owner := {"remote_state": {"path": "f.tfstate"}, "output": "g"}
	policy := {"config": {
		"allowed_appliance_services": [owner],
		"consumer_vpcs": ["a", "b"],
		"harmless_types": [{"type": "c_d", "reason": "e"}],
	}}
	names := {"used": {"allowed_appliance_services": [], "consumer_vpcs": [0], "harmless_types": []}}
	warned := main.warn with data.privatelink.verdict as judged({"role": "service", "names": names})
		with data.privatelink_policy as policy
	messages(warned) == {
		"`allowed_appliance_services` of the policy data names `output g of the state f.tfstate`, which matches nothing in this document",
		"`consumer_vpcs` of the policy data names `b`, which matches nothing in this document",
		"`harmless_types` of the policy data names `c_d`, which matches nothing in this document",
	}
}

test_a_finding_that_is_there_twice_is_one if {
	twice := {"verdict": "violations", "findings": [finding, object.union(finding, {"vpcs": ["b"], "witness": []})]}
	count(main.deny) == 1 with data.privatelink.verdict as twice
}

test_a_consumer_vpc_or_a_role_is_enough if {
	count(main.warn | main.deny) == 0 with data.privatelink.verdict as judged({"consumer_vpcs": [{"address": "aws_vpc.app"}]})
	count(main.warn | main.deny) == 0 with data.privatelink.verdict as judged({"role": "service"})
}

test_what_cannot_be_judged_needs_no_such_warning if {
	count(main.warn) == 0 with data.privatelink.verdict as {"verdict": "unjudgeable", "form": "unknown", "why": ["it is empty"]}
}

test_what_a_status_makes_no_finding_is_a_warning if {
	relied := {"rule": "no-destruction", "address": "aws_lb.x", "message": "m", "because": "nobody is connected", "status": [0]}
	warned := main.warn with data.privatelink.verdict as judged({"role": "service", "relied_on": [relied]})
	messages(warned) == {"no-destruction aws_lb.x: no finding, because nobody is connected"}
}
