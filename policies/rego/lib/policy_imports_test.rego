package privatelink.lib.policy_imports_test

import data.privatelink.testing

narrow := json.marshal({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "arn:aws:s3:::bucket/*"}})

# A gateway endpoint with a policy, and blocks `import`.
stack(meta, id, imports) := object.union({"import": imports}, testing.stack("service", object.union(testing.vpcs, {
	"aws_vpc_endpoint": {"x": object.union({"vpc_id": "${aws_vpc.a.id}"}, meta)},
	"aws_vpc_endpoint_policy": {"p": object.union({"vpc_endpoint_id": id, "policy": narrow}, meta)},
})))

outcomes(meta, id, imports) := found if {
	found := testing.outcomes("allowed-endpoints", "aws_vpc_endpoint.x") with input as stack(meta, id, imports)
}

own := "${aws_vpc_endpoint.x.id}"

of_key := "${aws_vpc_endpoint.x[each.key].id}"

policy(id) := {"to": "aws_vpc_endpoint_policy.p", "id": id}

endpoint(id) := {"to": "aws_vpc_endpoint.x", "id": id}

test_an_import_by_another_id_removes_the_policy_of_any_endpoint if {
	outcomes({}, own, [policy("vpce-2")]) == {"unproven"}
	outcomes({}, own, [policy("vpce-2"), endpoint("vpce-1")]) == {"unproven"}
	outcomes({}, own, [policy("${var.e}")]) == {"unproven"}
	outcomes({}, own, [{"to": "aws_vpc_endpoint_policy.p", "identity": {"id": "vpce-1"}}, {"to": "aws_vpc_endpoint.x", "identity": {"id": "vpce-2"}}]) == {"unproven"}
	outcomes({}, own, [{"to": "module.m.aws_vpc_endpoint_policy.q", "id": "vpce-1"}]) == {"unproven"}
	verdict := testing.verdict_on(stack({}, own, [policy("vpce-2")]))
	[finding] := [finding | some finding in verdict.findings; finding.address == "aws_vpc_endpoint.x"]
	startswith(finding.settle, "import aws_vpc_endpoint_policy.p by the id of the endpoint that it names")
}

test_an_import_by_the_id_of_the_own_endpoint_changes_nothing if {
	outcomes({}, own, [policy(own)]) == {"warning"}
	outcomes({}, own, [policy("vpce-1"), endpoint("vpce-1")]) == {"warning"}
	outcomes({}, own, [policy("${var.e}"), endpoint("${var.e}")]) == {"warning"}
	outcomes({}, own, [endpoint("vpce-1")]) == {"warning"}
}

# By key, `each` of an import is that of the import.
each(meta, to, id) := object.union(meta, {"to": to, "id": id})

test_imports_of_several_instances_go_together_by_key if {
	meta := {"for_each": "${var.e}"}
	both := [each(meta, "${aws_vpc_endpoint_policy.p[each.key]}", "${each.value}"), each(meta, "${aws_vpc_endpoint.x[each.key]}", "${each.value}")]
	outcomes(meta, of_key, both) == {"warning"}
	outcomes(meta, of_key, [both[0]]) == {"unproven"}
	outcomes(meta, of_key, [both[0], object.union(both[1], {"for_each": "${var.f}"})]) == {"unproven"}
	outcomes(meta, of_key, [each({}, `aws_vpc_endpoint_policy.p["a"]`, "vpce-1"), each({}, `aws_vpc_endpoint.x["a"]`, "vpce-1")]) == {"warning"}
	outcomes(meta, of_key, [each({}, `aws_vpc_endpoint_policy.p["a"]`, "vpce-1"), each({}, `aws_vpc_endpoint.x["b"]`, "vpce-1")]) == {"unproven"}
	outcomes(meta, of_key, [each(meta, "${aws_vpc_endpoint_policy.p[each.value]}", of_key)]) == {"unproven"}
}
