package privatelink.lib.names_in_use_test

import data.privatelink.testing

document := {"resource": object.union(testing.vpcs, {
	"aws_vpc_peering_connection": {"x": {"vpc_id": "${aws_vpc.b.id}", "peer_vpc_id": "vpc-0000000000000000a"}},
	"aws_subnet": {"id": {"vpc_id": "vpc-0000000000000000b"}},
	"aws_vpc_endpoint": {"x": {"vpc_id": "${aws_vpc.a.id}", "service_name": "com.amazonaws.us-east-1.logs", "service_region": "us-east-1"}},
	"aws_vpc_endpoint_service": {"x": {"acceptance_required": true}},
	"datadog_monitor": {"x": {}},
})}

names(config) := verdict.names if {
	verdict := testing.under(config) with input as document
}

test_says_which_entries_match_something if {
	every list, entries in {
		"allowed_service_regions": ["us-east-1", "us-*"],
		"allowed_services": ["com.amazonaws.us-east-1.logs", "*.logs"],
		"consumer_vpcs": ["aws_vpc.a", "aws_vpc.*", "vpc-0000000000000000b"],
		"other_vpcs": ["aws_vpc.b", "vpc-0000000000000000a"],
		"tls_services": ["aws_vpc_endpoint_service.x"],
	} {
		names({list: array.concat(entries, ["misspelled"])}).used == {list: [i | some i, _ in entries]}
	}
	harmless := [{"type": "datadog_*", "reason": "x"}, {"type": "other_thing", "reason": "x"}]
	names({"harmless_types": harmless}).used == {"harmless_types": [0]}
}

test_only_other_vpcs_name_where_a_reference_ends if {
	gateway := {"resource": {"aws_internet_gateway": {"x": {"vpc_id": "${var.vpc}"}}}, "variable": {"vpc": {}}}
	other := testing.under({"other_vpcs": ["var.vpc"]}) with input as gateway
	other.names.used == {"other_vpcs": [0]}
	consumer := testing.under({"consumer_vpcs": ["var.vpc"]}) with input as gateway
	consumer.names.used == {"consumer_vpcs": []}
}

test_says_what_an_entry_that_matches_nothing_may_have_meant if {
	names({"consumer_vpcs": ["aws_vpc.x"]}).seen == {"consumer_vpcs": ["aws_vpc.a", "aws_vpc.b", "aws_vpc.c"]}
	names({"tls_services": ["x"]}).seen == {"tls_services": ["aws_vpc_endpoint_service.x"]}
	names({"allowed_services": ["x"]}).seen == {"allowed_services": ["com.amazonaws.us-east-1.logs"]}
	names({"allowed_service_regions": ["x"]}).seen == {"allowed_service_regions": []}
	names({"harmless_types": [{"type": "datadog_monitr", "reason": "x"}]}).seen == {"harmless_types": ["datadog_monitor"]}
	names({"consumer_vpcs": ["aws_vpc.a"]}).seen == {}
}

test_says_nothing_where_there_are_no_lists if {
	names({}) == {"used": {}, "seen": {}, "destroyed": [], "taken_out": []}
}

destroying(tags) := testing.change_plan_of_others([testing.transition("aws_vpc", "app", ["delete"], {"id": "vpc-1", "tags": tags}, null, {})])

destroyed(config, tags) := verdict.names if {
	verdict := testing.under(config) with input as destroying(tags)
}

test_a_consumer_vpc_that_a_plan_destroys_counts_as_seen if {
	every config in [{"strict": true}, {"consumer_vpcs": ["aws_vpc.app"]}, {"consumer_vpcs": ["vpc-1"]}] {
		destroyed(config, {}).destroyed == ["aws_vpc.app"]
	}
	destroyed({"consumer_vpcs": ["aws_vpc.app", "vpc-1", "vpc-2"]}, {}).used == {"consumer_vpcs": [0, 1]}
	destroyed({}, {"privatelink:vpc-role": "consumer"}).destroyed == ["aws_vpc.app"]
}

test_another_vpc_that_a_plan_destroys_is_no_consumers if {
	destroyed({}, {}).destroyed == []
	destroyed({"strict": true, "other_vpcs": ["vpc-1"]}, {}) == {"used": {"other_vpcs": [0]}, "seen": {}, "destroyed": [], "taken_out": []}
	destroyed({"strict": true}, {"privatelink:vpc-role": "service"}).destroyed == ["aws_vpc.app"]
}
