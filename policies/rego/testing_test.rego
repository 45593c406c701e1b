# What the tests share: documents in both forms, and what to expect of the verdict.
package privatelink.testing

import data.privatelink

# One VPC that is marked, two that are not, and a subnet in one of each.
vpcs := {
	"aws_vpc": {
		"a": {"tags": {"privatelink:vpc-role": "consumer"}},
		"b": {"tags": {"privatelink:vpc-role": "service"}},
		"c": {},
	},
	"aws_subnet": {"s": {"vpc_id": "${aws_vpc.a.id}"}, "t": {"vpc_id": "${aws_vpc.b.id}"}},
}

stack(role, resources) := {
	"resource": object.union({"aws_iam_role": {"unrelated": {}}}, resources),
	"output": {"privatelink_stack_role": {"value": role}},
}

resource(type, name, values) := {
	"address": $"{type}.{name}",
	"mode": "managed",
	"type": type,
	"name": name,
	"values": values,
}

plan(role, resources) := {
	"format_version": "1.2",
	"planned_values": {
		"outputs": {"privatelink_stack_role": {"value": role}},
		"root_module": {"resources": resources},
	},
}

# A plan by its changes, with the configuration that they come from.
change_plan(role, changes, configuration) := {
	"format_version": "1.2",
	"planned_values": {"outputs": {"privatelink_stack_role": {"value": role}}, "root_module": {}},
	"resource_changes": changes,
	"configuration": {"root_module": configuration},
}

change(type, name, actions, values, unknown) := {
	"address": $"{type}.{name}",
	"mode": "managed",
	"type": type,
	"name": name,
	"change": {"actions": actions, "before": null, "after": values, "after_unknown": unknown},
}

configured(type, name, expressions) := {
	"address": $"{type}.{name}",
	"mode": "managed",
	"type": type,
	"name": name,
	"expressions": expressions,
}

refers(references) := {"references": references}

found(rule, address) if {
	privatelink.verdict.verdict == "violations"
	some violation in privatelink.verdict.violations
	violation.rule == rule
	violation.address == address
}

basis(address) := bases if {
	bases := {violation.basis | some violation in privatelink.verdict.violations; violation.address == address}
}

clean if {
	privatelink.verdict.verdict == "clean"
	privatelink.verdict.violations == []
	count(privatelink.verdict.examined.rules) == 5
}

unjudgeable(part) if {
	privatelink.verdict.verdict == "unjudgeable"
	some why in privatelink.verdict.why
	contains(why, part)
}
