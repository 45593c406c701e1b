package privatelink.lib.restrictions_test

import data.privatelink.testing

rule := "allowed-endpoints"

address := "aws_vpc_endpoint.x"

policy_for(resource) := json.marshal({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": resource}})

narrow := policy_for("arn:aws:s3:::bucket/*")

open := policy_for("*")

# A gateway endpoint, a policy that is a resource of its own, and more endpoints.
stack(endpoint, policy, others) := testing.stack("service", object.union(testing.vpcs, {
	"aws_vpc_endpoint": object.union({"x": object.union({"vpc_id": "${aws_vpc.a.id}"}, endpoint)}, others),
	"aws_vpc_endpoint_policy": {"p": object.union({"vpc_endpoint_id": "${aws_vpc_endpoint.x.id}", "policy": narrow}, policy)},
}))

outcomes(endpoint, policy) := found if {
	found := testing.outcomes(rule, address) with input as stack(endpoint, policy, {})
}

test_a_policy_that_is_there_for_certain_narrows if {
	every meta in [{}, {"count": 1}, {"count": "2"}, {"for_each": {"a": "b"}}] {
		outcomes({}, meta) == {"warning"}
	}
	outcomes({"count": 1}, {"vpc_endpoint_id": "${aws_vpc_endpoint.x[0].id}"}) == {"warning"}
	outcomes({"count": 2}, {"count": 2, "vpc_endpoint_id": "${aws_vpc_endpoint.x[count.index].id}"}) == {"warning"}
	outcomes({"for_each": "${var.e}"}, {"for_each": "${var.e}", "vpc_endpoint_id": "${aws_vpc_endpoint.x[each.key].id}"}) == {"warning"}
}

test_a_policy_that_may_not_be_there_does_not_narrow if {
	every meta in [{"count": null}, {"count": "${var.n}"}, {"for_each": {"//": "x"}}, {"for_each": "${toset([])}"}] {
		outcomes({}, meta) == {"unproven"}
	}
	every meta in [{"count": 0}, {"for_each": {}}] {
		outcomes({}, meta) == {"violated"}
	}
}

test_a_policy_of_one_instance_does_not_narrow_all if {
	every meta in [{"count": 2}, {"count": "${var.n}"}, {"for_each": {"a": "b"}}] {
		outcomes(meta, {"vpc_endpoint_id": "${aws_vpc_endpoint.x[0].id}"}) == {"unproven"}
	}
	outcomes({"for_each": "${var.e}"}, {"for_each": "${var.f}", "vpc_endpoint_id": "${aws_vpc_endpoint.x[each.key].id}"}) == {"unproven"}
	outcomes({"count": 2}, {"count": 2, "vpc_endpoint_id": "${aws_vpc_endpoint.x[0].id}"}) == {"unproven"}
}

of_several := ["${[aws_vpc_endpoint.x.id, aws_vpc_endpoint.y.id][0]}", "${var.b ? aws_vpc_endpoint.x.id : aws_vpc_endpoint.y.id}", "${var.e}"]

test_a_policy_of_one_of_several_does_not_narrow if {
	others := {"y": {"vpc_id": "${aws_vpc.a.id}"}}
	every id in of_several {
		testing.outcomes(rule, address) == {"unproven"} with input as stack({}, {"vpc_endpoint_id": id}, others)
		testing.outcomes(rule, "aws_vpc_endpoint.y") == {"unproven"} with input as stack({}, {"vpc_endpoint_id": id}, others)
		testing.outcomes(rule, address) == {"violated"} with input as stack({}, {"vpc_endpoint_id": id, "policy": open}, others)
	}
}

test_a_policy_of_any_endpoint_may_undo_what_is_narrow if {
	every id in array.concat(of_several, ["${aws_vpc_endpoint.x[\"id\"]}", "${aws_ssm_parameter.p.value}", "vpce-1"]) {
		outcomes({"policy": narrow}, {"vpc_endpoint_id": id, "policy": open}) == {"unproven"}
		outcomes({"policy": narrow}, {"vpc_endpoint_id": id, "policy": "${var.p}"}) == {"unproven"}
		outcomes({"policy": narrow}, {"vpc_endpoint_id": id}) == {"warning"}
	}
	others := {"y": {"vpc_id": "${aws_vpc.a.id}", "policy": narrow}}
	testing.outcomes(rule, "aws_vpc_endpoint.y") == {"warning"} with input as stack({}, {"policy": open}, others)
}

test_a_policy_resource_without_a_policy_allows_everything if {
	outcomes({"policy": narrow}, {"policy": null}) == {"violated"}
	outcomes({"policy": narrow}, {"policy": open}) == {"violated"}
	outcomes({"policy": "${var.p}"}, {}) == {"unproven"}
}

# In a plan the instances are known, and a reference without an index is one of them.
plan(keys, id) := testing.change_plan(
	"consumer",
	array.concat(
		[object.union(testing.change("aws_vpc_endpoint", "x", ["create"], {"vpc_endpoint_type": "Gateway"}, {"id": true}), {"address": $"aws_vpc_endpoint.x[{key}]", "index": key}) | some key in keys],
		[testing.change("aws_vpc_endpoint_policy", "p", ["create"], object.union({"policy": narrow}, id.known), id.unknown)],
	),
	{"resources": [testing.configured("aws_vpc_endpoint", "x", {}), testing.configured("aws_vpc_endpoint_policy", "p", id.expressions)]},
)

by_reference(texts) := {"known": {}, "unknown": {"vpc_endpoint_id": true}, "expressions": {"vpc_endpoint_id": testing.refers(texts)}}

test_a_plan_has_all_instances if {
	first := by_reference(["aws_vpc_endpoint.x[0].id", "aws_vpc_endpoint.x[0]", "aws_vpc_endpoint.x"])
	testing.outcomes(rule, "aws_vpc_endpoint.x[0]") == {"warning"} with input as plan([0], first)
	testing.outcomes(rule, "aws_vpc_endpoint.x[0]") == {"warning"} with input as plan([0, 1], first)
	testing.outcomes(rule, "aws_vpc_endpoint.x[1]") == {"violated"} with input as plan([0, 1], first)
	some_of_them := by_reference(["aws_vpc_endpoint.x.id", "aws_vpc_endpoint.x"])
	testing.outcomes(rule, "aws_vpc_endpoint.x[0]") == {"warning"} with input as plan([0], some_of_them)
	testing.outcomes(rule, "aws_vpc_endpoint.x[1]") == {"unproven"} with input as plan([0, 1], some_of_them)
	elsewhere := {"known": {"vpc_endpoint_id": "vpce-1"}, "unknown": {}, "expressions": {}}
	testing.outcomes(rule, "aws_vpc_endpoint.x[0]") == {"violated"} with input as plan([0], elsewhere)
}

# What is deployed: a gateway endpoint, whose policy is read from AWS, and what a plan does to policies.
deployed(policy, changes) := testing.change_plan(
	"consumer",
	array.concat([testing.transition("aws_vpc_endpoint", "x", ["no-op"], at(policy), at(policy), {})], changes),
	{},
)

at(policy) := {"id": "vpce-1", "vpc_endpoint_type": "Gateway", "policy": policy}

of_x(policy) := {"id": "vpce-1", "vpc_endpoint_id": "vpce-1", "policy": policy}

removal(name) := testing.transition("aws_vpc_endpoint_policy", name, ["delete"], of_x(narrow), null, {})

replacement(actions) := testing.transition("aws_vpc_endpoint_policy", "p", actions, of_x(narrow), of_x(narrow), {})

addition(name, policy) := testing.transition("aws_vpc_endpoint_policy", name, ["create"], null, {"vpc_endpoint_id": "vpce-1", "policy": policy}, {"id": true})

after(policy, changes) := found if {
	found := testing.outcomes(rule, address) with input as deployed(policy, changes)
}

test_a_policy_that_stays_counts if {
	after(narrow, [replacement(["no-op"])]) == {"warning"}
	after(narrow, [replacement(["delete", "create"])]) == {"warning"}
	after(open, [replacement(["delete", "create"])]) == {"warning"}
}

# The provider resets the policy of the endpoint to one that allows everything.
test_the_removal_of_a_policy_opens_the_endpoint if {
	after(narrow, [removal("p")]) == {"violated"}
	after(narrow, [replacement(["create", "delete"])]) == {"violated"}
	after(narrow, [object.union(removal("p"), {"deposed": "0123abcd"}), replacement(["no-op"])]) == {"violated"}
	moved := testing.transition("aws_vpc_endpoint_policy", "p", ["delete", "create"], of_x(narrow), {"id": "vpce-2", "vpc_endpoint_id": "vpce-2", "policy": narrow}, {})
	after(narrow, [moved]) == {"violated"}
	verdict := testing.verdict_on(deployed(narrow, [removal("p")]))
	[finding] := [finding | some finding in verdict.findings; finding.address == address]
	contains(finding.message, "which no policy narrows (policy) after Terraform destroys aws_vpc_endpoint_policy.p")
}

# Nothing says which of the two comes last.
test_a_removal_beside_another_policy_is_not_known if {
	after(narrow, [removal("p"), addition("q", narrow)]) == {"unproven"}
	set_inline := testing.transition("aws_vpc_endpoint", "x", ["update"], at(open), at(narrow), {})
	testing.outcomes(rule, address) == {"unproven"} with input as testing.change_plan("consumer", [set_inline, removal("p")], {})
	verdict := testing.verdict_on(deployed(narrow, [removal("p"), addition("q", narrow)]))
	[finding] := [finding | some finding in verdict.findings; finding.address == address]
	startswith(finding.settle, "keep aws_vpc_endpoint_policy.p: a `moved` block")
	unread := testing.transition("aws_vpc_endpoint_policy", "p", ["delete"], {"policy": narrow}, null, {})
	after(narrow, [unread]) == {"unproven"}
}

# A block `removed` says that a policy goes, and not of which endpoint it was.
test_a_stack_that_removes_a_policy_is_not_known if {
	removing(true, "aws_vpc_endpoint_policy.q") == {"unproven"}
	removing(true, "module.a.aws_vpc_endpoint_policy.q") == {"unproven"}
	removing(false, "aws_vpc_endpoint_policy.q") == {"warning"}
	removing(true, "aws_vpc_endpoint.q") == {"warning"}
	removing("false", "aws_vpc_endpoint_policy.q") == {"warning"}
	every said in ["true", "${var.d}", null] {
		removing(said, "aws_vpc_endpoint_policy.q") == {"unproven"}
	}
}

test_a_removed_module_or_an_address_that_cannot_be_read_may_be_a_policy if {
	every gone in [
		"module.a", "module.a.module.b", " module.a", " aws_vpc_endpoint_policy.q", "${ aws_vpc_endpoint_policy.q }",
		"aws_vpc_endpoint_policy . q", "/* a */ aws_vpc_endpoint_policy.q", "module.a[\"b\"]",
	] {
		removing(true, gone) == {"unproven"}
		removing(false, gone) - {"unproven"} == {"warning"}
	}
	removing(true, "module.a.aws_vpc_endpoint.q") == {"warning"}
}

removing(destroy, address_of_removed) := found if {
	block := {"removed": [{"from": address_of_removed, "lifecycle": {"destroy": destroy}}]}
	found := testing.outcomes(rule, address) with input as object.union(stack({"policy": narrow}, {}, {}), block)
}

test_the_policy_of_an_endpoint_that_goes_too_opens_nothing if {
	gone := testing.transition("aws_vpc_endpoint", "x", ["delete"], at(narrow), null, {})
	kept := testing.change("aws_vpc", "v", ["no-op"], {"id": "vpc-1"}, {})
	testing.is_clean(testing.verdict_on(testing.change_plan("consumer", [kept, gone, removal("p")], {})))
}

test_what_is_read_from_aws_gives_way_to_the_policy_that_the_plan_sets if {
	after(open, [addition("p", narrow)]) == {"warning"}
	after(open, [addition("p", open)]) == {"violated"}
	configured := testing.change_plan(
		"consumer",
		[testing.transition("aws_vpc_endpoint", "x", ["no-op"], at(open), at(open), {}), addition("p", narrow)],
		{"resources": [testing.configured("aws_vpc_endpoint", "x", {"policy": {"constant_value": open}})]},
	)
	testing.outcomes(rule, address) == {"violated"} with input as configured
	verdict := testing.verdict_on(deployed(open, [addition("p", policy_for("arn:aws:s3:::bucket"))]))
	[finding] := [finding | some finding in verdict.findings; finding.address == address]
	not contains(finding.message, "own principals")
}

# A subnet or route table of an endpoint is no endpoint, whatever it says of one.
by_association(policy) := object.union(
	stack({"policy": narrow}, {"policy": policy, "vpc_endpoint_id": "${aws_vpc_endpoint_route_table_association.r.vpc_endpoint_id}"}, {}),
	{"resource": {"aws_vpc_endpoint_route_table_association": {"r": {"route_table_id": "rtb-1", "vpc_endpoint_id": "${aws_vpc_endpoint.x.id}"}}}},
)

test_a_policy_behind_an_association_may_be_of_any_endpoint if {
	testing.outcomes(rule, address) == {"unproven"} with input as by_association(open)
	testing.outcomes(rule, address) == {"warning"} with input as by_association(narrow)
}

foreign := ["vpce-0123456789abcdef0", "${data.aws_vpc_endpoint.s3.id}", "${data.terraform_remote_state.n.outputs.s3}", "${var.e}"]

of_foreign(id, policy, config) := {finding.outcome |
	document := testing.stack("consumer", {"aws_vpc": {"v": {}}, "aws_vpc_endpoint_policy": {"p": {"vpc_endpoint_id": id, "policy": policy}}})
	verdict := testing.under(config) with input as object.union(document, {"data": {"aws_vpc_endpoint": {"s3": {"vpc_id": "${aws_vpc.v.id}"}}}})
	some finding in verdict.findings
	finding.rule == rule
	finding.address == "aws_vpc_endpoint_policy.p"
}

test_a_policy_that_opens_an_endpoint_of_another_document_is_unproven if {
	every id in foreign {
		of_foreign(id, open, {}) == {"unproven"}
		of_foreign(id, "${var.p}", {}) == {"unproven"}
		of_foreign(id, narrow, {}) == set()
		of_foreign(id, open, {"allowed_endpoint_types": ["Gateway"]}) == set()
		of_foreign(id, open, {"allowed_endpoint_types": ["Gateway"], "require_endpoint_policies": true}) == {"unproven"}
		of_foreign(id, policy_for("arn:aws:s3:::bucket-*"), {"require_resource_perimeter": true}) == {"unproven"}
		of_foreign(id, narrow, {"require_resource_perimeter": true}) == set()
	}
}

# Of a VPC that is no consumer's, an endpoint may allow everything.
of_found(vpc) := object.union(
	testing.stack("service", object.union(testing.vpcs, {"aws_vpc_endpoint_policy": {"p": {"vpc_endpoint_id": "${data.aws_vpc_endpoint.s3.id}", "policy": open}}})),
	{"data": {"aws_vpc_endpoint": {"s3": {"vpc_id": vpc}}}},
)

test_a_policy_of_an_endpoint_that_another_vpc_has_opens_nothing if {
	testing.outcomes(rule, "aws_vpc_endpoint_policy.p") == {"unproven"} with input as of_found("${aws_vpc.a.id}")
	testing.outcomes(rule, "aws_vpc_endpoint_policy.p") == set() with input as of_found("${aws_vpc.b.id}")
}

test_the_removal_of_a_policy_of_an_endpoint_of_another_document_is_unproven if {
	vpc := testing.change("aws_vpc", "v", ["no-op"], {"id": "vpc-1"}, {})
	testing.outcomes(rule, "aws_vpc_endpoint_policy.p") == {"unproven"} with input as testing.change_plan("consumer", [vpc, removal("p")], {})
	verdict := testing.under({"allowed_endpoint_types": ["Gateway"]}) with input as testing.change_plan("consumer", [vpc, removal("p")], {})
	testing.is_clean(verdict)
}

# A data source says where the endpoint is.
removed_from_found(vpc) := found if {
	data_source := object.union(testing.change("aws_vpc_endpoint", "x", ["read"], {"id": "vpce-1", "vpc_id": vpc}, {}), {"mode": "data", "address": "data.aws_vpc_endpoint.x"})
	vpcs := [
		testing.change("aws_vpc", "a", ["no-op"], {"id": "vpc-1", "tags": {"privatelink:vpc-role": "consumer"}}, {}),
		testing.change("aws_vpc", "b", ["no-op"], {"id": "vpc-2", "tags": {"privatelink:vpc-role": "service"}}, {}),
	]
	document := testing.change_plan("service", array.concat(vpcs, [data_source, removal("p")]), {})
	found := testing.outcomes(rule, "aws_vpc_endpoint_policy.p") with input as document
}

test_the_removal_of_a_policy_is_of_the_vpc_that_a_data_source_says if {
	removed_from_found("vpc-1") == {"unproven"}
	removed_from_found("vpc-2") == set()
}

# The endpoint of the same key: a configuration in JSON shows the text, one in HCL only what it mentions.
of_each(expression) := testing.change_plan(
	"consumer",
	array.concat(
		[object.union(testing.change("aws_vpc_endpoint", "x", ["create"], {"vpc_endpoint_type": "Gateway"}, {"id": true}), {"address": $"aws_vpc_endpoint.x[\"{key}\"]", "index": key}) | some key in ["a", "b"]],
		[object.union(testing.change("aws_vpc_endpoint_policy", "p", ["create"], {"policy": narrow}, {"vpc_endpoint_id": true}), {"address": `aws_vpc_endpoint_policy.p["a"]`, "index": "a"})],
	),
	{"resources": [
		testing.configured("aws_vpc_endpoint", "x", {}),
		testing.configured("aws_vpc_endpoint_policy", "p", {"vpc_endpoint_id": object.union(expression, testing.refers(["aws_vpc_endpoint.x", "each.key"]))}),
	]},
)

test_a_plan_of_json_shows_which_endpoint_has_the_same_key if {
	same := of_each({"constant_value": "${aws_vpc_endpoint.x[each.key].id}"})
	testing.outcomes(rule, `aws_vpc_endpoint.x["a"]`) == {"warning"} with input as same
	testing.outcomes(rule, `aws_vpc_endpoint.x["b"]`) == {"violated"} with input as same
	every other in [{}, {"constant_value": "${aws_vpc_endpoint.x[each.key == \"a\" ? \"b\" : \"a\"].id}"}] {
		testing.outcomes(rule, `aws_vpc_endpoint.x["a"]`) == {"unproven"} with input as of_each(other)
	}
}

# What is moved to an address that the stack does not have is destroyed.
moving(policies, moves) := found if {
	document := object.union(stack({"policy": narrow}, {}, {}), {"resource": {"aws_vpc_endpoint_policy": policies}, "moved": moves})
	found := testing.outcomes(rule, address) with input as document
}

to(old, new) := {"from": $"aws_vpc_endpoint_policy.{old}", "to": $"aws_vpc_endpoint_policy.{new}"}

repeated(meta) := {"r": object.union({"vpc_endpoint_id": "${aws_vpc_endpoint.x.id}", "policy": narrow}, meta)}

test_a_policy_that_is_moved_to_what_is_not_there_is_destroyed if {
	moving({}, [to("old", "gone")]) == {"unproven"}
	moving({}, {"from": " aws_vpc_endpoint_policy.old", "to": "aws_vpc_endpoint_policy.gone"}) == {"unproven"}
	moving({}, [to("old", "newer"), to("newer", "gone")]) == {"unproven"}
	moving({}, [{"from": "module.a", "to": "module.b"}]) == {"unproven"}
	moving({}, [{"from": "module.a.aws_vpc_endpoint_policy.q", "to": "module.b.aws_vpc_endpoint_policy.q"}]) == {"unproven"}
	moving(repeated({"count": 0}), [to("old", "r")]) == {"unproven"}
	moving(repeated({"count": 1}), [to("old", "r[1]")]) == {"unproven"}
	moving(repeated({"for_each": {"a": "b"}}), [to("old", "r[\"c\"]")]) == {"unproven"}
	moving(repeated({}), [to("old", "r[0]")]) == {"unproven"}
	moving(repeated({"for_each": "${var.e}"}), [to("old[0]", "r")]) == {"unproven"}
}

test_a_policy_that_is_moved_to_what_is_there_stays if {
	moving({}, [to("old", "p")]) == {"warning"}
	moving({}, [to("oldest", "old"), to("old", "p")]) == {"warning"}
	moving({}, [{"from": "module.a.aws_vpc_endpoint_policy.q", "to": "aws_vpc_endpoint_policy.p"}]) == {"warning"}
	moving({}, [{"from": "aws_vpc_endpoint.a", "to": "aws_vpc_endpoint.gone"}]) == {"warning"}
	moving(repeated({"count": 2}), [to("old", "r[1]")]) == {"warning"}
	moving(repeated({"for_each": {"a": "b"}}), [to("old", "r[\"a\"]")]) == {"warning"}
	moving(repeated({"count": "2"}), [to("old", "r")]) == {"warning"}
}

# Terraform does not read a policy again that it only forgets.
forgotten(endpoint, policy, more) := after(endpoint, [object.union(testing.transition("aws_vpc_endpoint_policy", "p", ["forget"], of_x(policy), null, {}), more)])

test_a_policy_that_is_forgotten_gives_way_to_that_of_the_endpoint if {
	forgotten(open, narrow, {}) == {"violated"}
	forgotten(narrow, open, {}) == {"warning"}
	forgotten(narrow, narrow, {}) == {"warning"}
	forgotten(open, narrow, {"deposed": "0123abcd"}) == {"violated"}
	deposed := object.union(testing.transition("aws_vpc_endpoint_policy", "p", ["forget"], of_x(open), null, {}), {"deposed": "0123abcd"})
	after(open, [deposed, replacement(["no-op"])]) == {"warning"}
}

# What an endpoint of another VPC has is no policy of a consumer's endpoint.
beside(vpc) := found if {
	document := object.union(
		stack({"policy": narrow}, {"vpc_endpoint_id": "${data.aws_vpc_endpoint.d.id}", "policy": open}, {}),
		{"data": {"aws_vpc_endpoint": {"d": vpc}}},
	)
	found := testing.outcomes(rule, address) with input as document
}

test_a_policy_of_an_endpoint_in_another_vpc_undoes_nothing if {
	beside({"vpc_id": "${aws_vpc.b.id}"}) == {"warning"}
	every vpc in [{"vpc_id": "${aws_vpc.a.id}"}, {"vpc_id": "${var.v}"}, {"service_name": "s"}] {
		beside(vpc) == {"unproven"}
	}
}

settling(document, one) := finding.settle if {
	verdict := testing.verdict_on(document)
	[finding] := [finding | some finding in verdict.findings; finding.address == one; finding.outcome == "unproven"]
}

test_what_is_not_known_names_the_policy_that_it_is_of if {
	elsewhere := {"vpc_endpoint_id": "${var.e}", "policy": open}
	startswith(settling(stack({"policy": narrow}, elsewhere, {}), address), "give vpc_endpoint_id of aws_vpc_endpoint_policy.p a plain value")
	startswith(settling(stack({}, {"policy": "${var.p}"}, {}), address), "give policy of aws_vpc_endpoint_policy.p a plain value")
	startswith(settling(stack({"policy": "${var.p}"}, elsewhere, {}), address), "give policy of aws_vpc_endpoint.x a plain value")
	startswith(settling(of_each({}), `aws_vpc_endpoint.x["a"]`), "give vpc_endpoint_id of aws_vpc_endpoint_policy.p[\"a\"] a plain value")
}

test_blanks_in_ignore_changes_say_nothing if {
	every said in [[" policy"], ["policy "], [" all"], " all", ["policy [0]"], ["/* a */ policy"], [3]] {
		outcomes({"policy": narrow, "lifecycle": {"ignore_changes": said}}, {}) == {"unproven"}
	}
	outcomes({"policy": narrow, "lifecycle": {"ignore_changes": [" tags", "tags[\"policy\"]", "route_table_ids"]}}, {}) == {"warning"}
}
