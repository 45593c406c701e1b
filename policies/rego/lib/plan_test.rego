package privatelink.lib.plan_test

import data.privatelink.testing

vpcs := [
	testing.resource("aws_vpc", "a", {"id": "vpc-1", "main_route_table_id": "rtb-1", "tags": {"privatelink:vpc-role": "consumer"}}),
	testing.resource("aws_vpc", "b", {"id": "vpc-2", "tags": {}}),
]

gateway(vpc_id) := testing.resource("aws_internet_gateway", "x", {"vpc_id": vpc_id})

rule := "no-internet-gateway"

address := "aws_internet_gateway.x"

test_resolves_ids_that_are_known if {
	testing.found(rule, address) with input as testing.plan("service", array.concat(vpcs, [gateway("vpc-1")]))
	testing.basis(address) == {"resolved"} with input as testing.plan("service", array.concat(vpcs, [gateway("vpc-1")]))
	testing.basis(address) == {"unresolved"} with input as testing.plan("service", array.concat(vpcs, [gateway("vpc-9")]))
	testing.clean with input as testing.plan("service", array.concat(vpcs, [gateway("vpc-2")]))
	testing.clean with input as testing.plan("service", array.concat(vpcs, [gateway(null)]))
	testing.found(rule, "aws_route.r") with input as testing.plan("service", array.concat(vpcs, [testing.resource("aws_route", "r", {"route_table_id": "rtb-1", "gateway_id": "igw-1"})]))
}

test_judges_the_final_state_whatever_the_action if {
	every actions in [["no-op"], ["create"], ["update"], ["delete", "create"], ["create", "delete"], ["read"]] {
		testing.found(rule, address) with input as testing.change_plan("consumer", [testing.change("aws_internet_gateway", "x", actions, {}, {})], {})
	}
	testing.clean with input as testing.change_plan("consumer", [testing.change("aws_internet_gateway", "x", ["delete"], null, {})], {})
}

test_counts_what_is_only_forgotten if {
	forgotten := object.union(testing.change("aws_internet_gateway", "x", ["forget"], null, {}), {"change": {"before": {"vpc_id": "vpc-1"}}})
	testing.found(rule, address) with input as object.union(testing.plan("service", vpcs), {"resource_changes": [forgotten]})
	nothing := testing.change("aws_internet_gateway", "x", ["forget"], null, {})
	testing.found(rule, address) with input as testing.change_plan("consumer", [nothing], {})
}

test_counts_what_only_the_prior_state_or_drift_shows if {
	prior := object.union(testing.plan("consumer", vpcs), {"prior_state": {"values": {"root_module": {"resources": [gateway("vpc-1")]}}}})
	testing.found(rule, address) with input as prior
	drifted := object.union(testing.plan("consumer", vpcs), {"resource_drift": [testing.change("aws_internet_gateway", "x", ["update"], {}, {})]})
	testing.found(rule, address) with input as drifted
	gone := object.union(prior, {"resource_changes": [testing.change("aws_internet_gateway", "x", ["delete"], null, {})]})
	testing.clean with input as gone
	moved := object.union(prior, {"resource_changes": [object.union(testing.change("aws_eip", "y", ["no-op"], {}, {}), {"previous_address": address})]})
	testing.clean with input as moved
	deposed := object.union(prior, {"resource_changes": [object.union(testing.change("aws_internet_gateway", "x", ["delete"], null, {}), {"deposed": "00000001"})]})
	testing.found(rule, address) with input as deposed
}

unknown_vpc(references) := testing.change_plan(
	"service",
	[
		testing.change("aws_vpc", "a", ["create"], {"tags": {"privatelink:vpc-role": "consumer"}}, {"id": true, "tags_all": true}),
		testing.change("aws_vpc", "b", ["create"], {"tags": null}, {"id": true}),
		testing.change("aws_internet_gateway", "x", ["create"], {}, {"vpc_id": true}),
	],
	{
		"resources": [object.union(testing.configured("aws_internet_gateway", "x", {"vpc_id": testing.refers(references)}), {"for_each_expression": testing.refers(["aws_vpc.b"])})],
		"variables": {"vpc": {}},
	},
)

test_follows_the_references_of_what_is_unknown if {
	testing.basis(address) == {"resolved"} with input as unknown_vpc(["aws_vpc.a.id", "aws_vpc.a"])
	testing.basis(address) == {"resolved"} with input as unknown_vpc(["aws_vpc.a", "each.key"])
	testing.basis(address) == {"resolved"} with input as unknown_vpc(["aws_vpc.b.id", "aws_vpc.b", "aws_vpc.a.id", "aws_vpc.a"])
	testing.clean with input as unknown_vpc([`aws_vpc.b["k"].id`, `aws_vpc.b["k"]`, "aws_vpc.b"])
	testing.clean with input as unknown_vpc(["each.value.id", "each.value"])
	every references in [[], ["local.vpc"], ["aws_vpc.b.id", "aws_vpc.b", "var.vpc"], ["aws_vpc.b.tags", "aws_vpc.b"], ["count.index"], ["module.m"]] {
		testing.basis(address) == {"unresolved"} with input as unknown_vpc(references)
	}
}

test_does_not_trust_an_unknown_value_without_configuration if {
	testing.basis(address) == {"unresolved"} with input as object.union(unknown_vpc([]), {"configuration": {}})
	testing.basis(address) == {"unresolved"} with input as testing.plan("service", array.concat(vpcs, [testing.resource("aws_internet_gateway", "x", {})]))
}

test_takes_what_is_not_configured_for_computed if {
	testing.clean with input as object.union(unknown_vpc([]), {"configuration": {"root_module": {"resources": [testing.configured("aws_internet_gateway", "x", {})]}}})
}

nested_gateway := {
	"address": "module.net[0].module.inner.aws_internet_gateway.x",
	"mode": "managed",
	"type": "aws_internet_gateway",
	"name": "x",
	"values": {},
}

in_modules(vpc_of_call) := {
	"format_version": "1.2",
	"variables": {"known": {"value": "vpc-1"}, "other": {"value": "vpc-2"}},
	"planned_values": {"root_module": {
		"resources": vpcs,
		"child_modules": [{"address": "module.net[0]", "child_modules": [{"address": "module.net[0].module.inner", "resources": [nested_gateway]}]}],
	}},
	"configuration": {"root_module": {"module_calls": {
		"net": {
			"expressions": {"vpc": vpc_of_call},
			"module": {
				"module_calls": {"inner": {
					"expressions": {"vpc": testing.refers(["var.vpc"])},
					"module": {
						"resources": [testing.configured("aws_internet_gateway", "x", {"vpc_id": testing.refers(["var.vpc"])})],
						"outputs": {"vpc": {"expression": testing.refers(["var.vpc"])}},
					},
				}},
				"outputs": {"vpc": {"expression": testing.refers(["module.inner.vpc", "module.inner"])}},
			},
		},
		"other": {
			"expressions": {"vpc": testing.refers(["module.net[0].vpc", "module.net[0]"])},
			"module": {},
		},
	}}},
}

test_follows_variables_and_outputs_of_nested_modules if {
	every call in [testing.refers(["aws_vpc.a.id", "aws_vpc.a"]), {"constant_value": "vpc-1"}, testing.refers(["var.known"])] {
		testing.basis(nested_gateway.address) == {"resolved"} with input as in_modules(call)
	}
	every call in [testing.refers(["aws_vpc.b.id", "aws_vpc.b"]), {"constant_value": "vpc-2"}, testing.refers(["var.other"])] {
		testing.clean with input as in_modules(call)
	}
	testing.basis(nested_gateway.address) == {"unresolved"} with input as in_modules(testing.refers(["local.x"]))
}

test_judges_changes_in_modules if {
	change := object.union(testing.change("aws_internet_gateway", "x", ["create"], {}, {"vpc_id": true}), {
		"address": nested_gateway.address,
		"module_address": "module.net[0].module.inner",
	})
	testing.basis(nested_gateway.address) == {"resolved"} with input as object.union(in_modules(testing.refers(["aws_vpc.a.id", "aws_vpc.a"])), {"resource_changes": [change]})
}

table(values, unknown, expressions) := testing.change_plan("consumer", [testing.change("aws_route_table", "t", ["create"], values, unknown)], {"resources": [testing.configured("aws_route_table", "t", expressions)]})

test_judges_inline_routes if {
	testing.found(rule, "aws_route_table.t") with input as table({"route": [{"gateway_id": "igw-1"}]}, {}, {})
	testing.found(rule, "aws_route_table.t") with input as table({"route": [{}]}, {"route": [{"gateway_id": true}]}, {"route": testing.refers(["aws_internet_gateway.g.id", "aws_internet_gateway.g"])})
	testing.found("not-visible", "aws_route_table.t") with input as table({"route": [{}]}, {"route": [{"gateway_id": true}]}, {})
	testing.found("not-visible", "aws_route_table.t") with input as table({"route": [{}]}, {"route": [true]}, {})
	testing.found("not-visible", "aws_route_table.t") with input as table({}, {"route": true}, {"route": testing.refers(["var.routes"])})
	testing.found("no-internet-gateway", "aws_route_table.t") with input as table({"route": [{"gateway_id": ["igw-1"]}]}, {}, {})
	testing.clean with input as table({}, {"route": true}, {})
	testing.clean with input as table({"route": []}, {}, {})
	testing.clean with input as table({"route": [{"gateway_id": "local", "nat_gateway_id": ""}]}, {}, {})
	testing.clean with input as table({"route": null}, {}, {})
}

test_does_not_trust_a_value_that_is_wholly_unknown if {
	testing.found("not-visible", "aws_route.r") with input as testing.change_plan("consumer", [testing.change("aws_route", "r", ["create"], {}, true)], {})
}

marked(values, unknown) if {
	testing.found(rule, address) with input as testing.change_plan(
		"service",
		[
			testing.change("aws_vpc", "a", ["create"], object.union({"id": "vpc-1"}, values), unknown),
			testing.change("aws_internet_gateway", "x", ["create"], {"vpc_id": "vpc-1"}, {}),
		],
		{},
	)
}

test_reads_the_mark if {
	marked({"tags": {"privatelink:vpc-role": "consumer"}}, {})
	marked({"tags": [{"key": "privatelink:vpc-role", "value": "consumer"}]}, {})
	marked({"tags_all": {"privatelink:vpc-role": "consumer"}}, {})
	marked({}, {"tags": true})
	marked({}, {"tags": {"privatelink:vpc-role": true}})
	marked({}, {"tags_all": {"privatelink:vpc-role": true}})
	marked({"tags": [{}]}, {"tags": [{"value": true}]})
	not marked({"tags": {"privatelink:vpc-role": "service"}}, {"tags": {"Name": true}, "tags_all": true})
	not marked({"tags": null}, {})
}

test_knows_the_vpc_of_a_data_source_by_its_tags if {
	data_vpc := object.union(testing.resource("aws_vpc", "d", {"id": "vpc-3", "tags": {"privatelink:vpc-role": "consumer"}}), {"mode": "data", "address": "data.aws_vpc.d"})
	plan := object.union(testing.plan("service", [gateway("vpc-3")]), {"prior_state": {"values": {"root_module": {"resources": [data_vpc]}}}})
	testing.found(rule, address) with input as plan
}
