package privatelink.lib.status_test

import data.privatelink.testing

service := testing.change_plan("service", [testing.transition("aws_vpc_endpoint_service", "x", ["no-op"], {"id": testing.service_id}, {"id": testing.service_id}, {})], {})

of_aws := testing.report("aws", [testing.connection("web", "available", "allowed")])

judged(data_of_user) := verdict if {
	verdict := data.privatelink.verdict with input as service with data.privatelink_policy as object.union(testing.policy, data_of_user)
}

refuses(data_of_user, part) if {
	verdict := judged(data_of_user)
	verdict.verdict == "unjudgeable"
	some why in verdict.why
	contains(why, part)
}

since := "2026-11-24T10:00:00Z"

test_takes_reports if {
	verdict := judged({"status": [of_aws], "status_since": since})
	verdict.verdict == "clean"
	verdict.names.used.status == [0]
}

test_fails_what_is_no_list if refuses({"status": of_aws, "status_since": since}, "must be a list of reports")

test_fails_what_is_no_report if {
	connections := of_aws.services[0].connections
	every change in [
		{"format": "privatelink-status/2"},
		{"generated_at": "yesterday"},
		{"source": "memory"},
		{"services": {}},
		{"services": [object.union(of_aws.services[0], {"is_known": "yes"})]},
		{"services": [object.union(of_aws.services[0], {"connections": null})]},
		{"services": [object.union(of_aws.services[0], {"connections": [object.remove(connections[0], ["state"])]})]},
	] {
		refuses({"status": [of_aws, object.union(of_aws, change)], "status_since": since}, "status 1 of the policy data must be a report")
	}
}

test_fails_an_old_report if {
	refuses({"status": [of_aws], "status_since": "2026-11-25T10:00:01Z"}, "run `privatelink status --format json --output FILE` again")
}

test_fails_without_a_time if {
	refuses({"status": [of_aws]}, "`status_since` of the policy data must be a time")
	refuses({"status": [of_aws], "status_since": "2026-11-25"}, "`status_since` of the policy data must be a time")
}

# A report that knows nothing of what a plan is about is not used by it.
test_tells_which_reports_are_used if {
	other := object.union(of_aws, {"services": [object.union(of_aws.services[0], {"service_id": "vpce-svc-0ffffffffffffffff", "connections": []})]})
	used([other, of_aws], service) == [1]
	used([other], service) == []
	record := testing.change_plan("dns", [testing.transition("aws_route53_record", "x", ["delete"], {"records": [$"{testing.endpoint_id}-abc.{testing.service_id}.us-east-1.vpce.amazonaws.com"]}, null, {})], {})
	used([of_aws], record) == [0]
	lookup := testing.plan("consumer", [object.union(testing.resource("aws_vpc_endpoint_service", "x", {"service_id": testing.service_id}), {"mode": "data", "address": "data.aws_vpc_endpoint_service.x"})])
	used([of_aws], lookup) == [0]
}

used(reports, document) := indexes if {
	verdict := testing.knowing(reports) with input as document
	indexes := verdict.names.used.status
}

# A stack destroys nothing, so that no report is about it.
test_judges_a_stack_without_reports if {
	document := testing.stack("consumer", {"aws_vpc": {"v": {}}})
	with_reports := testing.knowing([of_aws]) with input as document
	without := testing.verdict with input as document
	with_reports == without
}
