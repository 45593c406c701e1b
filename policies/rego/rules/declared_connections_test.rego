package privatelink.rules.declared_connections_test

import data.privatelink.testing

rule := "declared-connections"

address := "aws_vpc_endpoint_service.s"

stack(service, more) := testing.stack("service", object.union({"aws_vpc_endpoint_service": {"s": service}}, more))

notification(events) := {"aws_vpc_endpoint_connection_notification": {"n": {"vpc_endpoint_service_id": "${aws_vpc_endpoint_service.s.id}", "connection_events": events}}}

test_tells_of_services_that_tell_nobody if {
	every more in [{}, notification(["Accept", "Delete"])] {
		testing.warned(rule, address) with input as stack({"acceptance_required": true}, more)
	}
	testing.outcomes(rule, address) == set() with input as stack({"acceptance_required": true}, notification(["Accept", "Connect"]))
}

test_refuses_them_where_notifications_are_asked_for if {
	config := {"require_notifications": true}
	testing.is_found(testing.under(config), rule, address) with input as stack({"acceptance_required": true}, {})
	testing.is_clean(testing.under(config)) with input as stack({"acceptance_required": true}, notification(["Connect"]))
}

notification_by(enabled) := object.union(notification(["Connect"]), {"aws_vpc_endpoint_connection_notification": {"n": {"lifecycle": {"enabled": enabled}}}})

test_a_notification_that_may_be_disabled_tells_nobody if {
	testing.outcomes(rule, address) == set() with input as stack({"acceptance_required": true}, notification_by(true))
	every enabled in [false, "${var.e}"] {
		testing.warned(rule, address) with input as stack({"acceptance_required": true}, notification_by(enabled))
	}
}

test_tells_of_automatic_acceptance if {
	testing.warned(rule, address) with input as stack({"acceptance_required": false}, notification(["Connect"]))
}

# A plan of what is deployed has ids in the place of references.
deployed(id) := testing.plan("service", [
	testing.resource("aws_vpc_endpoint_service", "s", {"id": "vpce-svc-1", "acceptance_required": true}),
	testing.resource("aws_vpc_endpoint_connection_notification", "n", {"vpc_endpoint_service_id": id, "connection_events": ["Connect"]}),
])

test_knows_a_deployed_service_by_its_id if {
	testing.outcomes(rule, address) == set() with input as deployed("vpce-svc-1")
	testing.warned(rule, address) with input as deployed("vpce-svc-2")
	testing.is_clean(testing.under({"require_notifications": true})) with input as deployed("vpce-svc-1")
}

# A service that accepts nobody by itself is not advised to.
test_advises_what_is_not_yet_so if {
	every acceptance, part in {true: "aws_vpc_endpoint_connection_notification", false: "acceptance_required"} {
		document := stack({"acceptance_required": acceptance}, [{}, notification(["Connect"])][{true: 0, false: 1}[acceptance]])
		[finding] := [one | some one in testing.verdict_on(document).findings; one.rule == rule]
		contains(finding.cut, part)
		not contains(finding.remediation, "acceptance_required to true")
	}
}
