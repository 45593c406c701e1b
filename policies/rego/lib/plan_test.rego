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
	testing.basis("aws_nat_gateway.n") == {"unresolved"} with input as testing.plan("service", array.concat(vpcs, [testing.resource("aws_nat_gateway", "n", {"subnet_id": "subnet-9"})]))
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
	renamed := testing.change("aws_eip", "y", ["no-op"], {}, {})
	moved := object.union(prior, {
		"resource_changes": [object.union(renamed, {"previous_address": address})],
		"configuration": {"root_module": testing.configuration_of(array.concat(vpcs, [renamed]), {})},
	})
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
	testing.clean with input as unknown_vpc([`aws_vpc.b["k"].id`, `aws_vpc.b["k"]`, "aws_vpc.b"])
	testing.clean with input as unknown_vpc(["each.value.id", "each.value"])
	every references in [[], ["local.vpc"], ["aws_vpc.b.id", "aws_vpc.b", "aws_vpc.a.id", "aws_vpc.a"], ["aws_vpc.b.id", "aws_vpc.b", "var.vpc"], ["aws_vpc.b.tags", "aws_vpc.b"], ["count.index"], ["module.m"]] {
		testing.basis(address) == {"unresolved"} with input as unknown_vpc(references)
	}
}

test_does_not_trust_an_unknown_value_without_configuration if {
	testing.unjudgeable("no configuration") with input as json.remove(unknown_vpc([]), ["configuration"])
	found := testing.resource("aws_internet_gateway", "x", {})
	told := {"resources": [testing.configured("aws_internet_gateway", "x", {"vpc_id": testing.refers(["each.value"])})]}
	testing.basis(address) == {"unresolved"} with input as object.union(
		testing.plan("service", array.concat(vpcs, [found])),
		{"configuration": {"root_module": testing.configuration_of(vpcs, told)}},
	)
}

test_takes_what_is_not_configured_for_computed if {
	testing.clean with input as object.union(unknown_vpc([]), {"configuration": {"root_module": testing.configuration_of(vpcs, {"resources": [testing.configured("aws_internet_gateway", "x", {})]})}})
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
	"configuration": {"root_module": testing.configuration_of(vpcs, {"module_calls": {
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
	}})},
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
	testing.found("not-visible", "aws_route.r") with input as testing.change_plan("consumer", [testing.change("aws_route", "r", ["create"], {}, true)], {"resources": [testing.configured("aws_route", "r", {"gateway_id": testing.refers(["var.gateway"])})]})
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

instance(address, index, values) := object.union(testing.resource("aws_vpc", "v", values), {"address": $"{address}[{index}]", "index": index})

# Two instances of one block, of which one is a consumer's; what refers to one is not in the other.
test_tells_instances_apart_by_known_ids if {
	vpcs := [
		instance("aws_vpc.v", 0, {"id": "vpc-1", "tags": {"privatelink:vpc-role": "consumer"}}),
		instance("aws_vpc.v", 1, {"id": "vpc-2", "tags": {"privatelink:vpc-role": "service"}}),
	]
	testing.clean with input as testing.plan("service", array.concat(vpcs, [gateway("vpc-2")]))
	document := testing.plan("service", array.concat(vpcs, [gateway("vpc-1")]))
	testing.results == {"aws_vpc.v[0]": "VIOLATED"} with input as document
}

by_index(text) := {
	"format_version": "1.2",
	"planned_values": {"root_module": {"resources": [
		instance("aws_vpc.v", 0, {"tags": {"privatelink:vpc-role": "consumer"}}),
		instance("aws_vpc.v", 1, {"tags": {"privatelink:vpc-role": "service"}}),
	]}},
	"resource_changes": [testing.change("aws_internet_gateway", "x", ["create"], {}, {"vpc_id": true})],
	"configuration": {"root_module": {"resources": [
		testing.configured("aws_vpc", "v", {}),
		testing.configured("aws_internet_gateway", "x", {"vpc_id": testing.refers([$"{text}.id", text, "aws_vpc.v"])}),
	]}},
}

test_tells_instances_apart_by_written_indexes if {
	testing.basis(address) == {"resolved"} with input as by_index("aws_vpc.v[0]")
	testing.clean with input as by_index("aws_vpc.v[1]")
	testing.basis(address) == {"unresolved"} with input as by_index("aws_vpc.v")
}

in_instance(key, role) := {
	"address": $"module.net[\"{key}\"]",
	"resources": [
		object.union(testing.resource("aws_vpc", "v", {"tags": {"privatelink:vpc-role": role}}), {"address": $"module.net[\"{key}\"].aws_vpc.v"}),
		object.union(testing.resource("aws_subnet", "s", {}), {"address": $"module.net[\"{key}\"].aws_subnet.s"}),
	],
}

instances_of_a_module(text) := {
	"format_version": "1.2",
	"planned_values": {"root_module": {
		"resources": [testing.resource("aws_nat_gateway", "n", {})],
		"child_modules": [in_instance("a.b", "consumer"), in_instance("c", "service")],
	}},
	"configuration": {"root_module": {
		"resources": [testing.configured("aws_nat_gateway", "n", {"subnet_id": testing.refers([text])})],
		"module_calls": {"net": {"module": {
			"resources": [
				testing.configured("aws_vpc", "v", {}),
				testing.configured("aws_subnet", "s", {"vpc_id": testing.refers(["aws_vpc.v.id", "aws_vpc.v"])}),
			],
			"outputs": {"subnet_id": {"expression": testing.refers(["aws_subnet.s.id", "aws_subnet.s"])}},
		}}},
	}},
}

test_follows_references_within_an_instance_of_a_module if {
	vpc := `module.net["a.b"].aws_vpc.v`
	testing.results == {vpc: "VIOLATED"} with input as instances_of_a_module(`module.net["a.b"].subnet_id`)
	testing.results == {vpc: "PROVEN"} with input as instances_of_a_module(`module.net["c"].subnet_id`)
	testing.results == {vpc: "UNPROVEN"} with input as instances_of_a_module("module.net.subnet_id")
}

test_shows_a_deposed_object_beside_the_current_one if {
	current := testing.change("aws_internet_gateway", "x", ["no-op"], {}, {})
	deposed := object.union(testing.change("aws_internet_gateway", "x", ["forget"], null, {}), {"deposed": "00000001"})
	document := testing.change_plan("consumer", [current, deposed], {})
	testing.found(rule, "aws_internet_gateway.x") with input as document
	testing.found(rule, "aws_internet_gateway.x (deposed 00000001)") with input as document
}

test_leaves_out_changes_that_do_nothing if {
	changes := data.privatelink.lib.plan_changes.changes with input as testing.change_plan("service", [testing.change("aws_vpc", "a", ["no-op"], {}, {}), testing.change("aws_vpc", "b", ["update"], {}, {})], {})
	[change.address | some change in changes] == ["aws_vpc.b"]
}

test_knows_a_way_out_that_a_data_source_shows if {
	nat := object.union(testing.resource("aws_nat_gateway", "d", {"vpc_id": "vpc-1"}), {"mode": "data", "address": "data.aws_nat_gateway.d"})
	document := object.union(testing.plan("service", vpcs), {"prior_state": {"values": {"root_module": {"resources": [nat]}}}})
	testing.found("no-nat-gateway", "data.aws_nat_gateway.d") with input as document
	of_other := object.union(nat, {"values": {"vpc_id": "vpc-2"}})
	testing.clean with input as object.union(testing.plan("service", vpcs), {"prior_state": {"values": {"root_module": {"resources": [of_other]}}}})
}

test_takes_lists_of_variables_for_their_elements if {
	plan := object.union(unknown_vpc(["var.vpcs"]), {"variables": {"vpcs": {"value": ["vpc-8", 1, null]}}})
	testing.basis(address) == {"unresolved"} with input as plan
}

tagged(blocks) := object.union(testing.plan("consumer", vpcs), {"configuration": {"provider_config": {"aws": {"expressions": {"default_tags": blocks}}}}})

test_tells_the_stack_by_its_tag if {
	tags := {"ManagedBy": "cdktf-privatelink", "Stack": "dev-consumer-web"}
	block := {"tags": {"constant_value": tags}}
	data.privatelink.lib.plan.stack == "dev-consumer-web" with input as tagged([block])
	data.privatelink.lib.plan.stack == null with input as tagged([block, block])
	every others in [{}, {"ManagedBy": "others", "Stack": "x"}, {"ManagedBy": "cdktf-privatelink", "Stack": null}] {
		data.privatelink.lib.plan.stack == null with input as tagged([{"tags": {"constant_value": others}}])
	}
}
