package privatelink.rules.unseen_change_calls_test

import data.privatelink.testing

rule := "unseen-change"

plan_with(configuration) := testing.change_plan("consumer", [testing.change("aws_vpc", "a", ["create"], {}, {})], configuration)

# A provider of AWS whose calls may not go to AWS.
addresses_elsewhere := [
	"http://ec2.fake.example:4566", "http://localhost:4566", "http://ec2.us-east-1.amazonaws.com", "${var.endpoint}",
	"https://ec2.us-east-1.amazonaws.com.fake.example", "https://fake.example/ec2.us-east-1.amazonaws.com",
	"https://ec2.us-east-1.amazonaws.com@fake.example", "https://fakeamazonaws.com",
	"https://a1b2c3.execute-api.us-east-1.amazonaws.com", "https://a.us-east-1.elb.amazonaws.com",
	"https://bucket.s3.us-east-1.amazonaws.com", "https://s3.us-east-1.amazonaws.com/bucket",
	"https://vpce-1-a.vpce-svc-1.us-east-1.vpce.amazonaws.com", "https://vpce-1-a.execute-api.us-east-1.vpce.amazonaws.com",
]

addresses_of_aws := [
	null, "", "https://ec2.us-east-1.amazonaws.com", "https://ec2.us-east-1.amazonaws.com/", "https://iam.amazonaws.com",
	"https://ec2-fips.us-gov-west-1.amazonaws.com", "https://s3.dualstack.eu-west-1.amazonaws.com:443",
	"https://ec2.cn-north-1.amazonaws.com.cn", "https://ec2.us-east-1.api.aws", "https://ec2.us-iso-east-1.c2s.ic.gov",
	"https://ec2.eusc-de-east-1.amazonaws.eu", "https://api.ecr.us-east-1.amazonaws.com",
	"https://vpce-1-a.ec2.us-east-1.vpce.amazonaws.com",
]

provider_of_aws(body) := object.union(testing.stack("consumer", {}), {"provider": {"aws": [{"region": "us-east-1"}, object.union({"alias": "b"}, body)]}})

calls_elsewhere(body) if testing.outcomes(rule, "provider.aws.b") == {"unproven"} with input as provider_of_aws(body)

test_finds_providers_that_call_something_else_than_aws if {
	every address in addresses_elsewhere {
		calls_elsewhere({"endpoints": [{"ec2": address}]})
	}
	every endpoints in [{"ec2": "${local.e}"}, "${local.all}", {"//": "x", "sts": 1}] {
		calls_elsewhere({"endpoints": endpoints})
	}
	calls_elsewhere({"dynamic": {"endpoints": {"for_each": [1], "content": {"ec2": "http://localhost:4566"}}}})
	every address in addresses_of_aws {
		testing.clean with input as provider_of_aws({"endpoints": {"ec2": address, "//": "x"}})
	}
	testing.found(rule, "provider.aws") with input as object.union(testing.stack("consumer", {}), {"provider": {"aws": {"endpoints": {"ec2": "x"}}}})
}

test_finds_providers_whose_proxy_or_region_may_lead_elsewhere if {
	every body in [
		{"insecure": true, "http_proxy": "http://proxy.example"}, {"insecure": "${var.i}", "https_proxy": "${var.p}"},
		{"region": "fake.example/#"}, {"region": "us-east-1.fake.example"},
	] {
		calls_elsewhere(body)
	}
	every body in [{"insecure": true}, {"insecure": false, "https_proxy": "http://proxy.example"}, {"region": "${var.r}"}, {"region": ""}] {
		testing.clean with input as provider_of_aws(body)
	}
}

# The name of a provider is free; what another provider calls is no matter of AWS.
named_provider(name, source) := object.union(testing.stack("consumer", {}), {
	"terraform": {"required_providers": {name: {"source": source}}},
	"provider": {name: {"endpoints": {"ec2": "http://localhost:4566"}}},
})

test_finds_providers_of_aws_by_their_source if {
	testing.outcomes(rule, "provider.cloud") == {"unproven"} with input as named_provider("cloud", "hashicorp/aws")
	testing.outcomes(rule, "provider.cloud") == {"unproven"} with input as named_provider("cloud", "registry.terraform.io/hashicorp/awscc")
	testing.clean with input as named_provider("cloud", "acme/cloud")
}

planned_provider(expressions) := object.union(plan_with({}), {"configuration": object.union(plan_with({}).configuration, {"provider_config": {
	"aws": {"name": "aws", "expressions": {"region": {"constant_value": "us-east-1"}}},
	"m:cloud": {"full_name": "registry.terraform.io/hashicorp/aws", "expressions": expressions},
	"other": {"full_name": "registry.terraform.io/acme/other", "expressions": {"endpoints": [{"ec2": {"constant_value": "http://localhost:4566"}}]}},
}})})

test_finds_providers_of_plans_that_call_something_else_than_aws if {
	every endpoints in [
		[{"ec2": {"constant_value": "http://localhost:4566"}}], {"ec2": {"references": ["var.e"]}}, [{"ec2": {}}],
		{"constant_value": {"ec2": "http://localhost:4566"}}, {"constant_value": [{"ec2": "http://localhost:4566"}]},
		{"references": ["var.e"]}, {"constant_value": {"ec2": "${var.e}"}},
	] {
		testing.outcomes(rule, "provider.m:cloud") == {"unproven"} with input as planned_provider({"endpoints": endpoints})
	}
	testing.outcomes(rule, "provider.m:cloud") == {"unproven"} with input as planned_provider({"insecure": {"constant_value": true}, "https_proxy": {"references": ["var.p"]}})
	every address in addresses_of_aws {
		testing.clean with input as planned_provider({"endpoints": [{"ec2": {"constant_value": address}}]})
		testing.clean with input as planned_provider({"endpoints": {"constant_value": {"ec2": address}}})
	}
	testing.clean with input as planned_provider({"region": {"references": ["var.region"]}, "insecure": {"constant_value": true}})
}
