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

state := {"path": "/terraform-state/firewall.tfstate"}

# The owner of the appliances, by the output of another stack that has the name of their service.
owner := {"remote_state": state, "output": "service_name"}

owners := {"allowed_appliance_services": [owner]}

placeholder := "com.amazonaws.vpce.us-east-1.vpce-svc-00000000000000000"

output := "data.terraform_remote_state.state-firewall.outputs.service_name"

said(text) := strings.replace_n({"OUTPUT": output, "PLACEHOLDER": placeholder, "SERVICE": service}, text)

# A consumer's stack that has the name of a service from an expression, and reads a state.
reading(expression, source) := object.union(
	inspected({"aws_vpc_endpoint": {"inspection": {"service_name": expression}}, "aws_route_table": {"clients": {"route": [within]}}}),
	{"data": {"terraform_remote_state": {"state-firewall": source}}},
)

from(config) := {"backend": "local", "config": config}

of_backend := {"backend": "s3", "config": in_bucket}

in_bucket := {"bucket": "states", "key": "a/firewall.tfstate", "region": "us-east-1"}

results(document, config) := {vpc.result | some vpc in judged(document, config).consumer_vpcs}

test_appliances_may_be_named_by_the_output_of_another_state if {
	every expression in [said(`${OUTPUT}`), said(`${try(OUTPUT, "PLACEHOLDER")}`)] {
		document := reading(expression, from(state))
		testing.is_clean(judged(document, owners))
		judged(document, owners).names.used.allowed_appliance_services == [0]
		[assumption] := assumed(document, owners)
		contains(assumption, "the owner of its appliances (output service_name of the state /terraform-state/firewall.tfstate), who")
	}
	s3 := {"allowed_appliance_services": [{"remote_state": in_bucket, "output": "service_name"}]}
	document := reading(said(`${OUTPUT}`), object.union(of_backend, {"lifecycle": {"postcondition": []}}))
	testing.is_clean(judged(document, s3))
	[assumption] := assumed(document, s3)
	contains(assumption, "(output service_name of the state s3://states/a/firewall.tfstate)")
}

# The construct's address is the same in every consumer, and whatever appliance it leads to.
test_an_address_names_nothing if {
	document := reading(said(`${OUTPUT}`), from(state))
	config := {"allowed_appliance_services": [inspection]}
	outcomes(document, config, inspection) == {"unproven"}
	judged(document, config).names.used.allowed_appliance_services == []
}

test_another_state_is_another_owner if {
	every source in [
		from({"path": "/terraform-state/rogue.tfstate"}),
		from({"path": "${var.p}"}),
		from(object.union(state, {"workspace_dir": "x"})),
		from("${var.c}"),
		from({}),
		{"backend": "local"},
		{"backend": "${var.b}", "config": state},
		{"backend": "http", "config": state},
		object.union(from(state), {"workspace": "rogue"}),
		object.union(from(state), {"defaults": {"service_name": "x"}}),
		object.union(from(state), {"for_each": {"a": "b"}}),
		object.union(from(state), {"provider": "rogue.x"}),
		of_backend,
	] {
		results(reading(said(`${OUTPUT}`), source), owners) == {"UNPROVEN"}
	}
	s3 := {"allowed_appliance_services": [{"remote_state": in_bucket, "output": "service_name"}]}
	every change in [
		{"bucket": "rogue"}, {"key": "a/rogue.tfstate"}, {"region": "cn-north-1"}, {"endpoints": {"s3": "https://example.com"}},
		{"region": null},
	] {
		source := object.union(of_backend, {"config": change})
		results(reading(said(`${OUTPUT}`), source), s3) == {"UNPROVEN"}
	}
	every entry in [object.union(owner, {"output": "other"}), {"remote_state": in_bucket, "output": "service_name"}, service] {
		results(reading(said(`${OUTPUT}`), from(state)), {"allowed_appliance_services": [entry]}) == {"UNPROVEN"}
	}
}

at_relative_path := {"path": "terraform.tfstate"}

entry_for(stacks) := {"allowed_appliance_services": [{"remote_state": at_relative_path, "output": "service_name", "stacks": stacks}]}

# From another folder, a relative path leads to another state: the entry says which stacks read it.
test_a_relative_path_is_of_the_stacks_that_the_entry_names if {
	document := reading(said(`${OUTPUT}`), from(at_relative_path))
	named := object.union(document, {"//": {"metadata": {"stackName": "prod-consumer-a"}}})
	testing.is_clean(judged(named, entry_for(["prod-consumer-b", "prod-consumer-a"])))
	judged(named, entry_for(["prod-consumer-a"])).names.used.allowed_appliance_services == [0]
	results(named, entry_for(["prod-consumer-b"])) == {"UNPROVEN"}
	judged(named, entry_for(["prod-consumer-b"])).names.seen.allowed_appliance_services == ["output service_name of the state terraform.tfstate"]
	judged(named, entry_for(["prod-consumer-b"])).names.used.allowed_appliance_services == []
	results(document, entry_for(["prod-consumer-a"])) == {"UNPROVEN"}
	[finding] := [one | some one in judged(named, entry_for(["prod-consumer-b"])).findings; one.address == inspection]
	contains(finding.message, "add this stack to `stacks` of the entry")
	every stack in ["*", "prod-*"] {
		some why in judged(named, entry_for([stack])).why
		why == $"`stacks` in `allowed_appliance_services` of the policy data must name each stack in full, without `*`; found: {stack}"
	}

	source := object.union(from(at_relative_path), {"outputs": {"service_name": service}, "defaults": null, "workspace": null})
	outcomes(planned(service, mentions, source), entry_for(["prod-consumer-a"]), inspection) == {"violated"}
	tags := {"tags": {"constant_value": {"ManagedBy": "cdktf-privatelink", "Stack": "prod-consumer-a"}}}
	provider := {"configuration": {"provider_config": {"aws": {"name": "aws", "expressions": {"default_tags": [tags]}}}}}
	testing.is_clean(judged(object.union(planned(service, mentions, source), provider), entry_for(["prod-consumer-a"])))
}

test_the_finding_has_the_entry_that_allows_what_another_state_says if {
	relative := reading(said(`${OUTPUT}`), from(at_relative_path))
	named := object.union(relative, {"//": {"metadata": {"stackName": "prod-consumer-a"}}})
	entry := `{"output":"service_name","remote_state":{"path":"terraform.tfstate"},"stacks":["prod-consumer-a"]}`
	words := $"add {entry} to `allowed_appliance_services` of the policy data (key `config`)"
	about(named, {}).cut == $"remove {inspection}, or {words}"
	startswith(about(named, entry_for(["prod-consumer-b"])).settle, $"{words}; or give service_name of {inspection} a plain value")
	contains(about(reading(said(`${OUTPUT}`), from(state)), {}).cut, $"add {json.marshal(owner)} to ")
}

about(document, config) := finding if {
	some finding in judged(document, config).findings
	finding.address == inspection
	finding.rule == rule
}

test_an_entry_may_name_stacks_whatever_the_path if {
	document := object.union(reading(said(`${OUTPUT}`), from(state)), {"//": {"metadata": {"stackName": "prod-consumer-a"}}})
	testing.is_clean(judged(document, {"allowed_appliance_services": [object.union(owner, {"stacks": ["prod-consumer-a"]})]}))
	results(document, {"allowed_appliance_services": [object.union(owner, {"stacks": ["prod-consumer-b"]})]}) == {"UNPROVEN"}
}

# Whoever may write another name into the stack must not so keep what is allowed.
test_only_the_output_itself_is_of_its_owner if {
	every expression in [
		"${join(\"\", [\"x\"])}",
		said(`${true ? "SERVICE" : OUTPUT}`),
		said(`${try(OUTPUT, "SERVICE")}`),
		said(`${try(OUTPUT, "PLACEHOLDER", "x")}`),
		said(`${try(data.terraform_remote_state.state-firewall.outputs.none, "PLACEHOLDER")}`),
		said(`${try("SERVICE", OUTPUT, "PLACEHOLDER")}`),
		said(`x${OUTPUT}`),
		said(`${OUTPUT}x`),
		said(`${OUTPUT}${OUTPUT}`),
		"${data.terraform_remote_state.state-firewall.outputs[\"service_name\"]}",
		"${data.terraform_remote_state.state-firewall[0].outputs.service_name}",
		"${data.terraform_remote_state.state-firewall.outputs.names.a}",
		"${data.terraform_remote_state.state-firewall.defaults.service_name}",
		"${data.terraform_remote_state.other.outputs.service_name}",
		"${terraform_data.evil.output}",
		"${data.aws_vpc_endpoint_service.evil.service_name}",
		"${each.value}", "${local.s}", "${var.s}", "${path.module}", "${terraform.workspace}",
	] {
		document := reading(expression, from(state))
		results(document, owners) == {"UNPROVEN"}
		judged(document, owners).names.used.allowed_appliance_services == []
	}
	kept := object.union(reading(said(`${OUTPUT}`), from(state)), {"resource": {"aws_vpc_endpoint": {"inspection": {"lifecycle": {"ignore_changes": ["service_name"]}}}}})
	outcomes(kept, owners, inspection) == {"unproven"}
	every name in [service, owner] {
		outcomes(reading(name, from(state)), owners, inspection) == {"violated"}
	}
}

# The endpoint as a plan has it, with what its name comes from, and the state as the plan read it.
planned(name, references, source) := testing.change_plan(
	"consumer",
	[
		testing.change("aws_vpc_endpoint", "inspection", ["create"], object.union(gateway, {"service_name": name}), {}),
		object.union(testing.change("terraform_remote_state", "state-firewall", ["read"], source, {}), {"mode": "data", "address": read}),
	],
	{"resources": [testing.configured("aws_vpc_endpoint", "inspection", {"service_name": testing.refers(references)})]},
) if {
	read := "data.terraform_remote_state.state-firewall"
}

mentions := [output, "data.terraform_remote_state.state-firewall.outputs", "data.terraform_remote_state.state-firewall"]

test_a_plan_shows_whether_the_name_is_that_of_the_output if {
	source := object.union(from(state), {"outputs": {"service_name": service, "other": service}, "defaults": null, "workspace": null})
	testing.is_clean(judged(planned(service, mentions, source), owners))
	judged(planned(service, mentions, source), owners).names.used.allowed_appliance_services == [0]
	testing.is_clean(judged(planned(service, mentions, source), appliances))
	another := concat("", [service, "0"])
	other := "data.terraform_remote_state.state-firewall.outputs.other"
	every document in [
		planned(another, mentions, source),
		planned(service, [], source),
		planned(service, array.concat(mentions, ["local.s"]), source),
		planned(service, array.concat(mentions, [other]), source),
		planned(service, [other], source),
		planned(service, ["data.terraform_remote_state.state-firewall"], source),
		planned(service, mentions, object.remove(source, ["outputs"])),
		planned(service, mentions, object.union(source, {"workspace": "rogue"})),
		planned(service, mentions, object.union(source, {"defaults": {"service_name": service}})),
		planned(service, mentions, object.union(source, {"config": {"path": "rogue"}})),
	] {
		outcomes(document, owners, inspection) == {"violated"}
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

test_a_route_to_appliances_that_are_not_named_refers_to_their_endpoint if {
	every document in [inline(within), alone(object.union(through, {"destination_cidr_block": "10.20.1.0/24"}))] {
		[cut] := cuts_of_routes(document)
		startswith(cut, $"name the appliances in `allowed_appliance_services`, as the finding of {inspection} says; or remove ")
	}
	[beyond] := cuts_of_routes(inline(object.union(through, {"cidr_block": "0.0.0.0/0"})))
	startswith(beyond, "remove ")
}

cuts_of_routes(document) := [finding.cut |
	some finding in judged(document, {}).findings
	some step in finding.witness
	step.step == "target"
]

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

# A VPC has no larger range: one that says so would make a route to everywhere one within it.
test_a_vpc_of_a_range_that_none_has_contains_nothing if {
	every range in ["0.0.0.0/0", "10.0.0.0/8", "10.20.0.0/15"] {
		document := object.union(inline(object.union(through, {"cidr_block": range})), {"resource": {"aws_vpc": {"v": {"cidr_block": range}}}})
		outcomes(document, appliances, "aws_route_table.clients") == {"violated"}
	}
	every range in ["::/0", "2600::/43"] {
		vpc := {"resource": {"aws_vpc": {"v": {"ipv6_cidr_block": range}}}}
		document := object.union(inline(object.union(through, {"ipv6_cidr_block": range})), vpc)
		outcomes(document, appliances, "aws_route_table.clients") == {"violated"}
	}
	largest := object.union(inline(within), {"resource": {"aws_vpc": {"v": {"cidr_block": "10.20.0.0/16"}}}})
	testing.is_clean(judged(largest, appliances))
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

# The twin of Cloud Control says its destination by arguments of the same names.
cloud_control(destination) := inspected({"awscc_ec2_route": {"x": {
	"route_table_id": "${aws_route_table.clients.id}",
	"vpc_endpoint_id": "${aws_vpc_endpoint.inspection.id}",
	"destination_cidr_block": destination,
}}})

test_a_route_of_cloud_control_within_the_vpc_is_allowed if {
	testing.is_clean(judged(cloud_control("10.20.1.0/24"), appliances))
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
	outcomes(service_network("${var.n}"), {"allowed_service_networks": [address]}, address) == {"unproven"}
	entry := {"remote_state": state, "output": "arn"}
	document := object.union(
		service_network("${data.terraform_remote_state.n.outputs.arn}"),
		{"data": {"terraform_remote_state": {"n": from(state)}}},
	)
	testing.is_clean(judged(document, {"allowed_service_networks": [entry]}))
}

# What leads to a service network is no endpoint of another type, whatever it says.
test_an_endpoint_that_leads_elsewhere_than_its_type_is_of_no_known_type if {
	arn := "arn:aws:vpc-lattice:us-east-1:111111111111:resourceconfiguration/rcfg-1"
	every said in [
		{"vpc_endpoint_type": "Interface", "service_name": service, "service_network_arn": network},
		{"vpc_endpoint_type": "Interface", "service_name": service, "resource_configuration_arn": arn},
		{"vpc_endpoint_type": "GatewayLoadBalancer", "service_name": service, "service_network_arn": network},
		{"vpc_endpoint_type": "Resource", "resource_configuration_arn": arn, "service_network_arn": network},
		{"vpc_endpoint_type": "Resource", "service_network_arn": network},
		{"vpc_endpoint_type": "Resource", "service_name": service},
		{"vpc_endpoint_type": "Resource"},
		{"vpc_endpoint_type": "ServiceNetwork", "service_network_arn": network, "resource_configuration_arn": arn},
		{"service_network_arn": network},
	] {
		document := testing.stack("consumer", {
			"aws_vpc": {"v": {}},
			"aws_vpc_endpoint": {"n": object.union({"vpc_id": "${aws_vpc.v.id}"}, said)},
		})
		outcomes(document, object.union(networks, appliances), "aws_vpc_endpoint.n") == {"unproven"}
	}
}

test_names_stand_for_one_thing if {
	every list in ["allowed_appliance_services", "allowed_service_networks"] {
		every entry in ["*", "com.amazonaws.*", "aws_vpc_endpoint.x[\"*\"]"] {
			verdict := judged(inline(within), {list: [entry]})
			some why in verdict.why
			contains(why, $"`{list}` of the policy data must name each service or network in full")
		}
		every entries in [
			"x", [1], [null], [{}], [{"remote_state": state}], [object.union(owner, {"output": ""})], [object.union(owner, {"more": 1})],
			[{"remote_state": {}, "output": "x"}], [{"remote_state": "x", "output": "x"}],
			[{"remote_state": {"bucket": "b", "key": "k"}, "output": "x"}], [object.union(owner, {"remote_state": {"path": 1}})],
			[object.union(owner, {"remote_state": at_relative_path})], [object.union(owner, {"remote_state": at_relative_path, "stacks": []})],
			[object.union(owner, {"stacks": "a"})], [object.union(owner, {"stacks": [1]})],
		] {
			verdict := judged(inline(within), {list: entries})
			some why in verdict.why
			startswith(why, $"`{list}` of the policy data must be a list of names, and of outputs")
		}
		not judged(inline(within), {list: [service, owner]}).why
	}
}

test_a_name_that_matches_nothing_is_told if {
	used := judged(inline(within), {"allowed_appliance_services": [service, "com.amazonaws.vpce.us-east-1.vpce-svc-9"]}).names.used
	used.allowed_appliance_services == [0]
	judged(service_network(network), {"allowed_service_networks": ["x", network]}).names.used.allowed_service_networks == [1]
}
