package privatelink.lib.policy_refusals_test

import data.privatelink.testing

rule := "allowed-endpoints"

address := "aws_vpc_endpoint.x"

allowing(more) := {"Statement": [object.union({"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}, more)]}

own := {"Resource": "arn:aws:s3:::bucket/*"}

of_account := {"Principal": {"AWS": "111111111111"}}

by_condition := {"Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111111111111:role/*"}}}

everybody := [{}, {"Principal": {"AWS": "*"}}, {"Principal": {"AWS": ["*"]}}]

with_policy(policy, more) := testing.stack("service", object.union(testing.vpcs, {"aws_vpc_endpoint": {"x": object.union(more, {
	"vpc_id": "${aws_vpc.a.id}",
	"policy": json.marshal(policy),
})}}))

by_resource(policy) := testing.stack("service", object.union(testing.vpcs, {
	"aws_vpc_endpoint": {"x": {"vpc_id": "${aws_vpc.a.id}", "vpc_endpoint_type": "Gateway"}},
	"aws_vpc_endpoint_policy": {"p": {"vpc_endpoint_id": "${aws_vpc_endpoint.x.id}", "policy": json.marshal(policy)}},
}))

in_plan(policy) := testing.change_plan(
	"consumer",
	[testing.change("aws_vpc_endpoint", "x", ["create"], {"vpc_endpoint_type": "Gateway", "policy": json.marshal(policy)}, {})],
	{},
)

documents(policy) := [with_policy(policy, {}), with_policy(policy, {"vpc_endpoint_type": "Gateway"}), by_resource(policy), in_plan(policy)]

test_a_gateway_endpoint_takes_no_principal_but_everybody if {
	every more in [of_account, object.union(of_account, own), {"NotPrincipal": {"AWS": "111111111111"}, "Resource": own.Resource}] {
		every document in documents(allowing(more)) {
			testing.outcomes(rule, address) == {"unproven"} with input as document
		}
	}
}

test_a_gateway_endpoint_takes_everybody_under_a_condition if {
	every principal in everybody {
		every more in [own, by_condition] {
			every document in documents(allowing(object.union(principal, more))) {
				testing.outcomes(rule, address) == {"warning"} with input as document
			}
		}
	}
}

test_an_interface_endpoint_takes_principals if {
	config := {"require_endpoint_policies": true}
	interface := {"vpc_endpoint_type": "Interface", "service_name": "com.amazonaws.us-east-1.s3"}
	verdict := testing.under(config) with input as with_policy(allowing(of_account), interface)
	every finding in verdict.findings {
		finding.rule != "endpoint-policies"
	}
	opened := testing.under(config) with input as with_policy(allowing({}), interface)
	testing.is_found(opened, "endpoint-policies", address)
}

test_says_which_principal_a_gateway_endpoint_takes if {
	every document, holder in {by_resource(allowing(of_account)): "aws_vpc_endpoint_policy.p", with_policy(allowing(of_account), {}): address} {
		some finding in testing.verdict_on(document).findings
		finding.address == address
		startswith(finding.settle, $"write `\"Principal\": \"*\"` in the policy of {holder}")
	}
}
