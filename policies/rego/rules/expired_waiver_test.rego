package privatelink.rules.expired_waiver_test

import data.privatelink.testing

document := object.union(testing.stack("consumer", {"aws_nat_gateway": {"x": {}}}), {"//": {"metadata": {"stackName": "web"}}})

waiver := {"rule": "no-nat-gateway", "address": "aws_nat_gateway.x", "reason": "moving", "owner": "team", "expires": "2026-12-31"}

judged(more) := verdict if {
	verdict := testing.waiving([object.union(waiver, more)]) with input as document
}

test_a_waiver_holds_until_its_date if {
	every expires in ["2026-11-25", "2026-12-31"] {
		verdict := judged({"expires": expires})
		verdict.verdict == "clean"
		{finding.waiver | some finding in verdict.findings} == {{"reason": "moving", "owner": "team", "expires": expires}}
		verdict.waivers == {"used": [0], "unused": [], "expired": []}
		{vpc.result | some vpc in verdict.consumer_vpcs} == {"PROVEN"}
	}
}

test_an_expired_waiver_fails if {
	verdict := judged({"expires": "2026-11-24"})
	testing.is_found(verdict, "expired-waiver", "aws_nat_gateway.x")
	testing.is_found(verdict, "no-nat-gateway", "aws_nat_gateway.x")
	verdict.waivers == {"used": [], "unused": [], "expired": [0]}
}

test_a_waiver_for_something_else_is_unused if {
	every more in [{"rule": "no-peering"}, {"address": "aws_nat_gateway.y"}, {"stack": "other"}] {
		verdict := judged(more)
		testing.is_found(verdict, "no-nat-gateway", "aws_nat_gateway.x")
		verdict.waivers == {"used": [], "unused": [0], "expired": []}
	}
	judged({"stack": "web"}).verdict == "clean"
}

test_a_waiver_without_an_index_is_for_all_instances if {
	gateway := object.union(testing.resource("aws_nat_gateway", "x", {}), {"address": "aws_nat_gateway.x[0]"})
	verdict := testing.waiving([waiver]) with input as testing.plan("consumer", [gateway])
	verdict.verdict == "clean"
}

test_judges_nothing_by_waivers_that_are_not_whole if {
	every more in [{"reason": " "}, {"owner": 1}, {"expires": "soon"}, {"expires": "2026-13-01"}, {"stack": 1}] {
		verdict := judged(more)
		verdict.verdict == "unjudgeable"
	}
	listless := testing.waiving({}) with input as document
	listless.verdict == "unjudgeable"
	undated := data.privatelink.verdict with input as document with data.privatelink_policy as object.remove(object.union(testing.policy, {"waivers": [waiver]}), ["now"])
	undated.verdict == "unjudgeable"
}
