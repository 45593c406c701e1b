# A consumer is revoked, and another consumer of the same account stays: the report may name the wrong one of them.
package privatelink.lib.shared_accounts_test

import data.privatelink.testing

rule := "accepted-connections"

type := "aws_vpc_endpoint_connection_accepter"

web := "connections_web_orders_0123ABCD"

accepted(id) := {"vpc_endpoint_id": id, "vpc_endpoint_service_id": testing.service_id, "vpc_endpoint_state": "available"}

leaving(name, reason) := object.union(
	testing.transition(type, name, ["delete"], accepted(testing.endpoint_id), null, {}),
	{"action_reason": reason},
)

staying(name, id) := testing.transition(type, name, ["no-op"], accepted(id), accepted(id), {})

plan(revoked, changes) := object.union(
	testing.change_plan("acceptance", changes, {}),
	{"planned_values": {"outputs": {"privatelink_stack_role": {"value": "acceptance"}, "revoked_connections": {"value": revoked}}}},
)

record(customer, declared, managed) := {"customer": customer, "connection": "orders", "declared": declared, "managed": managed}

records := [record("web", "revoked", true), record("api", "allowed", true)]

# The report counts web's endpoint as api's.
report(customers) := object.union(testing.report("aws", []), {"services": [object.union(
	testing.report("aws", []).services[0],
	{
		"connections": [object.union(testing.connection("api", "available", "allowed"), {"connection": "orders"})],
		"customers": customers,
	},
)]})

judged(document, reports) := verdict if {
	verdict := testing.knowing(reports) with input as document
}

reasons := ["delete_because_no_resource_config", "delete_because_each_key", "delete_because_count_index"]

test_passes_the_revoked_consumer_of_a_shared_account if {
	every reason in reasons {
		document := plan(["web/orders"], [leaving(web, reason), staying("connections_api_orders_4567ABCD", "vpce-0fffffffffffffff0")])
		verdict := judged(document, [report(records)])
		verdict.verdict == "clean"
		testing.messages(verdict, rule, $"{type}.{web}") == set()
	}
}

test_a_warning_names_the_owner_of_the_endpoint if {
	messages := testing.messages(judged(plan(["web/orders"], [leaving(web, reasons[0])]), [report(records)]), "no-narrowing", $"{type}.{web}")
	count(messages) == 1
	some message in messages
	contains(message, "1 endpoint is in use: web (vpce-0123456789abcdef0, account 222222222222)")
}

test_passes_who_has_ended_and_who_drains if {
	customers := [record("web", "ended", true), record("api", "draining", true)]
	judged(plan(["web/orders"], [leaving(web, reasons[0])]), [report(customers)]).verdict == "clean"
}

refuses(document, reports) if testing.is_found(judged(document, reports), rule, $"{type}.{web}")

test_refuses_who_is_not_revoked_by_the_plan if {
	every revoked in [[], ["api/orders"], ["web/other"]] {
		refuses(plan(revoked, [leaving(web, reasons[0])]), [report(records)])
	}
}

test_refuses_who_is_not_revoked_by_the_report if {
	every declared in ["allowed", "draining", "invited"] {
		refuses(plan(["web/orders"], [leaving(web, reasons[0])]), [report([record("web", declared, true), record("api", "allowed", true)])])
	}
}

test_refuses_where_a_record_is_missing_or_external if {
	every customers in [
		[],
		"none",
		[records[0]],
		[records[1]],
		[record("web", "revoked", false), records[1]],
		[records[0], record("api", "allowed", false)],
		[records[0], record("api", "unknown", true)],
	] {
		refuses(plan(["web/orders"], [leaving(web, reasons[0])]), [report(customers)])
	}
}

test_refuses_where_a_report_has_no_records if {
	refuses(plan(["web/orders"], [leaving(web, reasons[0])]), [testing.report("aws", [testing.connection("api", "available", "allowed")])])
}

test_refuses_where_another_acceptance_has_the_endpoint if {
	refuses(plan(["web/orders"], [leaving(web, reasons[0]), staying("connections_api_orders_4567ABCD", testing.endpoint_id)]), [report(records)])
}

test_refuses_an_address_that_names_nobody if {
	refusing := judged(plan(["web/orders"], [leaving("web", reasons[0])]), [report(records)])
	testing.is_found(refusing, rule, $"{type}.web")
}

test_refuses_where_the_records_are_of_another_service if {
	other := object.union(report(records).services[0], {"service_id": "vpce-svc-0fffffffffffffff0"})
	refuses(plan(["web/orders"], [leaving(web, reasons[0])]), [object.union(report(records), {"services": [other]})])
}

# Each report has to say it: an older one does not.
test_refuses_where_one_of_two_reports_does_not_say_it if {
	refuses(plan(["web/orders"], [leaving(web, reasons[0])]), [report(records), report([records[1]])])
}
