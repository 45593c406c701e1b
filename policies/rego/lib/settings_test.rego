package privatelink.lib.settings_test

import data.privatelink
import data.privatelink.lib.settings
import data.privatelink.testing

harmless(entries) := testing.under({"harmless_types": entries})

stack := testing.stack("consumer", {"datadog_monitor": {"x": {}}, "other_thing": {"x": {}}})

test_a_team_calls_a_type_of_another_provider_harmless if {
	every type in ["datadog_monitor", "datadog_*"] {
		verdict := harmless([{"type": type, "reason": "it only watches"}]) with input as stack
		not testing.is_found(verdict, "unclassified-type", "datadog_monitor.x")
		testing.is_found(verdict, "unclassified-type", "other_thing.x")
		some vpc in verdict.consumer_vpcs
		"datadog_monitor opens no way: it only watches (`harmless_types` of the policy data)" in vpc.assumptions
	}
}

test_a_team_gives_each_harmless_type_a_reason if {
	every entries in ["datadog_monitor", [{"type": "datadog_monitor"}], [{"type": "datadog_monitor", "reason": " "}], [{"reason": "x"}], ["datadog_monitor"]] {
		verdict := harmless(entries) with input as stack
		some why in verdict.why
		contains(why, "`harmless_types` of the policy data must be a list of objects")
	}
}

test_a_team_cannot_call_everything_or_a_type_of_aws_harmless if {
	every type in ["*", "datadog*", "aws_internet_gateway", "aws_*", "aws_new"] {
		verdict := harmless([{"type": type, "reason": "x"}]) with input as stack
		some why in verdict.why
		contains(why, "must name types of one provider other than aws")
	}
}

test_a_team_cannot_call_harmless_what_the_classification_judges if {
	judged := {"types": {"awscc_ec2_thing": {"kind": "path", "vpc_arguments": [], "what": "x", "rule": "no-vpn", "outside": "x"}}}
	every type in ["awscc_ec2_thing", "awscc_ec2_*", "awscc_*"] {
		config := {"harmless_types": [{"type": type, "reason": "x"}]}
		verdict := privatelink.verdict with input as stack
			with data.privatelink_policy as object.union(testing.policy, {"classification": judged, "config": config})
		some why in verdict.why
		contains(why, "which the classification judges")
	}
}

test_narrow_egress_is_required_only_where_policy_data_says_so if {
	not settings.requires_narrow_egress with data.privatelink_policy as {}
	settings.requires_narrow_egress with data.privatelink_policy as {"config": {"require_narrow_egress": true}}
	verdict := testing.under({"require_narrow_egress": "true"}) with input as stack
	"`require_narrow_egress` of the policy data must be true or false" in verdict.why
}

test_takes_only_true_for_a_perimeter if {
	settings.requires_resource_perimeter with data.privatelink_policy as {"config": {"require_resource_perimeter": true}}
	verdict := testing.under({"require_resource_perimeter": "true"}) with input as stack
	"`require_resource_perimeter` of the policy data must be true or false" in verdict.why
}

test_an_unknown_key_is_refused if {
	verdict := testing.under({"require_narow_egress": true}) with input as stack
	some why in verdict.why
	startswith(why, "`require_narow_egress` is no key of the `config` of the policy data. Its keys: allow_no_consumer_vpc, ")
}

test_a_vpc_is_in_one_list if {
	verdict := testing.under({"consumer_vpcs": ["aws_vpc.a"], "other_vpcs": ["aws_vpc.a"]}) with input as stack
	verdict.why == ["`aws_vpc.a` of the policy data stands in `consumer_vpcs` and in `other_vpcs`: remove it from one of the two lists"]
}

test_the_order_of_harmless_types_does_not_matter if {
	entries := [{"type": "datadog_*", "reason": "b"}, {"type": "datadog_monitor", "reason": "a"}]
	one := said(harmless(entries)) with input as stack
	other := said(harmless(array.reverse(entries))) with input as stack
	count(one[0]) > 1
	one == other
}

said(verdict) := [vpc.assumptions | some vpc in verdict.consumer_vpcs]
