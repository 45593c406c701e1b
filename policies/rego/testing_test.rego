# What the tests share: documents in both forms, and what to expect of the verdict.
package privatelink.testing

import data.privatelink
import data.privatelink.testing_classification as small

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
	"configuration": {"root_module": configuration_of(resources, {})},
}

# A configuration that has all resources: those that it says nothing of have no arguments but what is unknown, which nothing
# says more of.
configuration_of(resources, configuration) := object.union(configuration, {"resources": array.concat(said, added)}) if {
	said := object.get(configuration, "resources", [])
	addresses := {resource.address | some resource in said}
	added := [entry |
		some resource in resources
		not object.get(resource, "module_address", "") != ""
		entry := object.union(
			configured(resource.type, resource.name, {name: {"references": ["each.value"]} | some name, _ in unknown_of(resource)}),
			{"mode": resource.mode, "address": address_of(resource)},
		)
		not addresses[entry.address]
	]
} else := configuration

address_of(resource) := $"data.{resource.type}.{resource.name}" if {
	resource.mode == "data"
} else := $"{resource.type}.{resource.name}"

default unknown_of(_) := {}

unknown_of(resource) := resource.change.after_unknown if is_object(resource.change.after_unknown)

# A plan by its changes, with the configuration that they come from.
change_plan(role, changes, configuration) := {
	"format_version": "1.2",
	"planned_values": {"outputs": {"privatelink_stack_role": {"value": role}}, "root_module": {}},
	"resource_changes": changes,
	"configuration": {"root_module": configuration_of(changes, configuration)},
}

change(type, name, actions, values, unknown) := {
	"address": $"{type}.{name}",
	"mode": "managed",
	"type": type,
	"name": name,
	"change": {"actions": actions, "before": null, "after": values, "after_unknown": unknown},
}

# A plan of others, which says of no role.
change_plan_of_others(changes) := {
	"format_version": "1.2",
	"planned_values": {"root_module": {}},
	"resource_changes": changes,
	"configuration": {"root_module": configuration_of(changes, {})},
}

# What a plan does to a resource that was there.
transition(type, name, actions, before, after, unknown) := object.union(
	change(type, name, actions, after, unknown),
	{"change": {"actions": actions, "before": before, "after": after, "after_unknown": unknown}},
)

configured(type, name, expressions) := {
	"address": $"{type}.{name}",
	"mode": "managed",
	"type": type,
	"name": name,
	"expressions": expressions,
}

refers(references) := {"references": references}

# The verdict on the input under the tests' own classification, with more policy data where a test gives some.
policy := {"classification": small.classification, "now": "2026-11-25"}

verdict := judged if {
	judged := privatelink.verdict with data.privatelink_policy as policy
}

under(config) := judged if {
	judged := privatelink.verdict with data.privatelink_policy as object.union(policy, {"config": config})
}

waiving(waivers) := judged if {
	judged := privatelink.verdict with data.privatelink_policy as object.union(policy, {"waivers": waivers})
}

# The verdict where reports of `privatelink status` say who is connected.
knowing(reports) := judged if {
	judged := privatelink.verdict with data.privatelink_policy as object.union(policy, {"status": reports, "status_since": "2026-11-24T10:00:00Z"})
}

service_id := "vpce-svc-0123456789abcdef0"

endpoint_id := "vpce-0123456789abcdef0"

# A report about one service, as AWS or files say.
report(source, connections) := {
	"format": "privatelink-status/1",
	"generated_at": "2026-11-25T10:00:00Z",
	"source": source,
	"services": [{
		"environment": "prod",
		"service": "orders",
		"service_id": service_id,
		"is_known": true,
		"connections": connections,
	}],
}

# A connection of a customer to it.
connection(customer, state, declared) := {
	"endpoint_id": endpoint_id,
	"owner": "222222222222",
	"state": state,
	"customer": customer,
	"declared": declared,
}

# What would be a finding of a rule for an address, and why it is none.
relied_on(judged, rule, address) := {relied.because |
	some relied in judged.relied_on
	relied.rule == rule
	relied.address == address
}

messages(judged, rule, address) := {finding.message |
	some finding in judged.findings
	finding.rule == rule
	finding.address == address
}

# The outcomes of a rule for `x` of a type: in a stack of role consumer, in its plan, and beside marked VPCs.
outcomes_of(rule, type, bodies) := [outcomes_in(documents[name], rule, $"{type}.x") | some name in ["in a stack", "in a plan", "of a consumer", "of a service"]] if {
	documents := {
		"in a stack": stack("consumer", {type: {"x": bodies.known}}),
		"in a plan": plan("consumer", [resource(type, "x", bodies.known)]),
		"of a consumer": stack("service", object.union(vpcs, {type: {"x": bodies.consumer}})),
		"of a service": stack("service", object.union(vpcs, {type: {"x": bodies.service}})),
	}
}

outcomes_in(document, rule, address) := {finding.outcome |
	some finding in verdict_on(document).findings
	finding.rule == rule
	finding.address == address
}

verdict_on(document) := judged if {
	judged := privatelink.verdict with input as document with data.privatelink_policy as policy
}

denies := [{"violated"}, {"violated"}, {"violated"}, set()]

warns := [{"warning"}, {"warning"}, {"warning"}, set()]

found(rule, address) if is_found(verdict, rule, address)

is_found(verdict, rule, address) if {
	verdict.verdict == "violations"
	some finding in verdict.findings
	finding.rule == rule
	finding.address == address
	finding.outcome != "warning"
}

warned(rule, address) if {
	some finding in verdict.findings
	finding.rule == rule
	finding.address == address
	finding.outcome == "warning"
}

basis(address) := {finding.basis | some finding in verdict.findings; finding.address == address}

outcomes(rule, address) := {finding.outcome |
	some finding in verdict.findings
	finding.rule == rule
	finding.address == address
}

results := {vpc.address: vpc.result | some vpc in verdict.consumer_vpcs}

# Rules that tell of what the tests' documents leave out; their own tests look whether they do.
asides := {"declared-connections", "endpoint-policies", "private-dns"}

clean if is_clean(verdict)

is_clean(verdict) if {
	verdict.verdict == "clean"
	every finding in verdict.findings {
		finding.rule in asides
		finding.outcome == "warning"
	}
	count(verdict.examined.rules) > 20
}

unjudgeable(part) if {
	verdict.verdict == "unjudgeable"
	some why in verdict.why
	contains(why, part)
}
