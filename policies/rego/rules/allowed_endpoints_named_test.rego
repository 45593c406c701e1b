package privatelink.rules.allowed_endpoints_named_test

import data.privatelink.testing

rule := "allowed-endpoints"

service := "com.amazonaws.vpce.us-east-1.vpce-svc-1"

network := "arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-1"

inspection := "aws_vpc_endpoint.inspection"

appliances := {"allowed_appliance_services": [service]}

networks := {"allowed_service_networks": [network]}

judged(document, config) := verdict if {
	verdict := testing.under(config) with input as document
}

outcomes(document, config, address) := {finding.outcome |
	some finding in judged(document, config).findings
	finding.rule == rule
	finding.address == address
}

gateway := {"vpc_id": "${aws_vpc.v.id}", "vpc_endpoint_type": "GatewayLoadBalancer", "service_name": service}

# A consumer's VPC with a subnet for clients, appliances behind an endpoint, and more.
inspected(more) := object.union(
	testing.stack("consumer", {
		"aws_vpc": {"v": {"cidr_block": "10.20.0.0/20"}},
		"aws_subnet": {"clients": {"vpc_id": "${aws_vpc.v.id}", "cidr_block": "10.20.0.0/24"}},
		"aws_route_table": {"clients": {"vpc_id": "${aws_vpc.v.id}"}},
		"aws_route_table_association": {"clients": {
			"subnet_id": "${aws_subnet.clients.id}",
			"route_table_id": "${aws_route_table.clients.id}",
		}},
		"aws_vpc_endpoint": {"inspection": gateway},
	}),
	{"resource": more},
)

inline(route) := inspected({"aws_route_table": {"clients": {"route": [route]}}})

alone(route) := inspected({"aws_route": {"x": object.union({"route_table_id": "${aws_route_table.clients.id}"}, route)}})

through := {"vpc_endpoint_id": "${aws_vpc_endpoint.inspection.id}"}

within := object.union(through, {"cidr_block": "10.20.1.0/24"})

assumed(document, config) := [assumption |
	some vpc in judged(document, config).consumer_vpcs
	some assumption in vpc.assumptions
	contains(assumption, "of the policy data")
]

test_appliances_that_the_policy_data_names_are_allowed_and_assumed if {
	document := inline(within)
	testing.is_clean(judged(document, appliances))
	[vpc] := judged(document, appliances).consumer_vpcs
	vpc.result == "PROVEN"
	[assumption] := assumed(document, appliances)
	startswith(assumption, concat("", [
		$"{inspection} hands the packets that are routed to it to the owner of its appliances ({service}), ",
		"who may send them anywhere",
	]))
}

test_appliances_may_be_named_by_the_address_of_their_endpoint if {
	document := inspected({"aws_vpc_endpoint": {"inspection": {"service_name": "${var.s}"}}})
	testing.is_clean(judged(document, {"allowed_appliance_services": [inspection]}))
	[assumption] := assumed(document, {"allowed_appliance_services": [inspection]})
	contains(assumption, "the owner of its appliances, who may send them anywhere")
}

# Whoever may write another name into the stack may not so keep what the address allows.
test_an_address_names_no_endpoint_whose_service_is_written_out if {
	config := {"allowed_appliance_services": [inspection]}
	outcomes(inline(within), config, inspection) == {"violated"}
	outcomes(inline(within), config, "aws_route_table.clients") == {"violated"}
	change := testing.change("aws_vpc_endpoint", "inspection", ["create"], gateway, {})
	planned := {expression: testing.change_plan(
		"consumer", [change],
		{"resources": [testing.configured("aws_vpc_endpoint", "inspection", {"service_name": expression})]},
	) |
		some expression in [
			{"constant_value": service}, {}, testing.refers(["local.s"]), testing.refers(["var.s"]),
			testing.refers(["data.terraform_remote_state.a.outputs", "data.terraform_remote_state.a"]),
		]
	}
	every expression, document in planned {
		outcomes(document, config, inspection) == {true: set(), false: {"violated"}}[contains(json.marshal(expression), "remote_state")]
	}
}

test_appliances_that_are_not_named_are_a_way_out if {
	every config in [{}, {"allowed_appliance_services": []}, {"allowed_appliance_services": [concat("", [service, "0"])]}, {"allowed_services": [service]}] {
		[vpc] := judged(inline(within), config).consumer_vpcs
		vpc.result == "VIOLATED"
		outcomes(inline(within), config, inspection) == {"violated"}
		outcomes(inline(within), config, "aws_route_table.clients") == {"violated"}
	}
}

test_shows_the_path_to_the_owner_of_appliances if {
	[finding] := [one | some one in judged(inline(within), {}).findings; one.address == inspection]
	[step.what | some step in finding.witness][2] == "wherever the owner of the appliances sends the packets"
}

test_a_service_that_is_not_known_is_unproven_or_refused if {
	every name in ["${var.s}", "${data.terraform_remote_state.a.outputs.service_name}"] {
		document := inspected({"aws_vpc_endpoint": {"inspection": {"service_name": name}}, "aws_route_table": {"clients": {"route": [within]}}})
		outcomes(document, appliances, inspection) == {"unproven"}
		outcomes(document, appliances, "aws_route_table.clients") == {"unproven"}
		outcomes(document, {}, inspection) == {"violated"}
		outcomes(document, {}, "aws_route_table.clients") == {"violated"}
	}
}

# The appliances get what leaves the VPC, too.
test_a_route_to_appliances_for_addresses_outside_is_a_way_out if {
	every destination in [
		{"cidr_block": "0.0.0.0/0"}, {"cidr_block": "0.0.0.0/1"}, {"cidr_block": "10.0.0.0/8"}, {"cidr_block": "10.21.0.0/24"},
		{"ipv6_cidr_block": "::/0"}, {"destination_prefix_list_id": "pl-1"}, {"cidr_block": "10.20.1.0/24", "ipv6_cidr_block": "::/0"},
		{},
	] {
		document := inline(object.union(through, destination))
		outcomes(document, appliances, "aws_route_table.clients") == {"violated"}
	}
	every destination in [
		{"destination_cidr_block": "0.0.0.0/0"}, {"destination_ipv6_cidr_block": "::/0"}, {"destination_prefix_list_id": "pl-1"},
	] {
		outcomes(alone(object.union(through, destination)), appliances, "aws_route.x") == {"violated"}
	}
	testing.is_clean(judged(alone(object.union(through, {"destination_cidr_block": "10.20.1.0/24"})), appliances))
}

test_a_destination_that_is_not_known_is_unproven if {
	every destination in [{"cidr_block": "${var.c}"}, {"ipv6_cidr_block": "${aws_subnet.clients.ipv6_cidr_block}"}, {"destination_prefix_list_id": "${var.p}"}] {
		outcomes(inline(object.union(through, destination)), appliances, "aws_route_table.clients") == {"unproven"}
	}
	unknown := object.union(inline(within), {"resource": {"aws_vpc": {"v": {"cidr_block": "${var.c}"}}}})
	outcomes(unknown, appliances, "aws_route_table.clients") == {"unproven"}
}

test_a_route_to_an_endpoint_that_is_not_of_the_document_is_a_way_out if {
	every target in ["vpce-0123456789abcdef0", "${data.aws_vpc_endpoint.x.id}", "${aws_networkfirewall_firewall.f.id}"] {
		document := inline({"vpc_endpoint_id": target, "cidr_block": "10.20.1.0/24"})
		count(outcomes(document, appliances, "aws_route_table.clients") & {"violated", "unproven"}) > 0
	}
}

test_a_route_to_one_of_several_endpoints_counts_for_each_of_them if {
	choice := "${var.other ? aws_vpc_endpoint.other.id : aws_vpc_endpoint.inspection.id}"
	document := object.union(
		inline({"vpc_endpoint_id": choice, "cidr_block": "10.20.1.0/24"}),
		{"resource": {"aws_vpc_endpoint": {"other": object.union(gateway, {"service_name": "com.amazonaws.vpce.us-east-1.vpce-svc-2"})}}},
	)
	count(outcomes(document, appliances, "aws_route_table.clients")) > 0
}

test_a_gateway_route_table_is_judged_by_its_gateway if {
	document := inspected({"aws_route_table_association": {"edge": {
		"gateway_id": "${aws_internet_gateway.i.id}",
		"route_table_id": "${aws_route_table.clients.id}",
	}}})
	verdict := judged(document, appliances)
	[vpc] := verdict.consumer_vpcs
	vpc.result != "PROVEN"
}

# In a plan of what is deployed, a route has the id of the endpoint.
deployed(id) := testing.change_plan(
	"consumer",
	[
		testing.change("aws_vpc", "v", ["no-op"], {"id": "vpc-1", "cidr_block": "10.20.0.0/20"}, {}),
		testing.change("aws_vpc_endpoint", "inspection", ["no-op"], object.union(gateway, {"id": "vpce-1", "vpc_id": "vpc-1"}), {}),
		testing.change(
			"aws_route_table", "clients", ["no-op"],
			{"id": "rtb-1", "vpc_id": "vpc-1", "route": [{"cidr_block": "10.20.1.0/24", "ipv6_cidr_block": "", "destination_prefix_list_id": "", "gateway_id": "", "vpc_endpoint_id": id}]},
			{},
		),
	],
	{},
)

test_a_plan_of_what_is_deployed_is_judged_by_ids if {
	testing.is_clean(judged(deployed("vpce-1"), appliances))
	outcomes(deployed("vpce-2"), appliances, "aws_route_table.clients") == {"violated"}
	outcomes(deployed("vpce-1"), {}, "aws_route_table.clients") == {"violated"}
}

service_network(arn) := testing.stack("consumer", {
	"aws_vpc": {"v": {}},
	"aws_vpc_endpoint": {"n": {"vpc_id": "${aws_vpc.v.id}", "vpc_endpoint_type": "ServiceNetwork", "service_network_arn": arn}},
})

test_a_service_network_is_allowed_where_the_policy_data_names_it if {
	address := "aws_vpc_endpoint.n"
	testing.is_clean(judged(service_network(network), networks))
	[assumption] := assumed(service_network(network), networks)
	assumption == concat("", [
		$"{address} leads to whatever the owner of its service network ({network}) adds to it, now or later ",
		"(`allowed_service_networks` of the policy data)",
	])
	outcomes(service_network(network), {}, address) == {"violated"}
	outcomes(service_network(network), {"allowed_services": [network]}, address) == {"violated"}
	outcomes(service_network(concat("", [network, "0"])), networks, address) == {"violated"}
	outcomes(service_network("${var.n}"), networks, address) == {"unproven"}
	outcomes(service_network("${var.n}"), {}, address) == {"violated"}
	testing.is_clean(judged(service_network("${var.n}"), {"allowed_service_networks": [address]}))
}

test_names_stand_for_one_thing if {
	every list in ["allowed_appliance_services", "allowed_service_networks"] {
		every entry in ["*", "com.amazonaws.*", "aws_vpc_endpoint.*"] {
			verdict := judged(inline(within), {list: [entry]})
			some why in verdict.why
			contains(why, $"`{list}` of the policy data must name each service, network or endpoint in full")
		}
		not judged(inline(within), {list: ["aws_vpc_endpoint.x[\"*\"]"]}).why
	}
}

test_a_name_that_matches_nothing_is_told if {
	used := judged(inline(within), {"allowed_appliance_services": [service, "com.amazonaws.vpce.us-east-1.vpce-svc-9"]}).names.used
	used.allowed_appliance_services == [0]
	judged(service_network(network), {"allowed_service_networks": ["x", network]}).names.used.allowed_service_networks == [1]
}
