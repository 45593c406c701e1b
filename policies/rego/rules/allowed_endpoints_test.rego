package privatelink.rules.allowed_endpoints_test

import data.privatelink.testing

rule := "allowed-endpoints"

address := "aws_vpc_endpoint.x"

endpoint(body) := testing.stack("service", object.union(testing.vpcs, {"aws_vpc_endpoint": {"x": object.union({"vpc_id": "${aws_vpc.a.id}"}, body)}}))

interface(more) := endpoint(object.union({"vpc_endpoint_type": "Interface"}, more))

judged(document, config) := verdict if {
	verdict := testing.under(config) with input as document
}

test_allows_any_interface_endpoint_and_shows_it if {
	document := interface({"service_name": "com.amazonaws.vpce.eu-west-1.vpce-svc-1"})
	testing.clean with input as document
	[vpc] := testing.verdict_on(document).consumer_vpcs
	vpc.endpoints == [{"address": address, "kind": "Interface", "service": "com.amazonaws.vpce.eu-west-1.vpce-svc-1", "allowed": true, "refused_by": null}]
}

# What these lead to decides, and not their type: see allowed_endpoints_named_test.rego.
test_refuses_types_that_lead_to_several_things if {
	every kind in ["GatewayLoadBalancer", "ServiceNetwork"] {
		document := endpoint({"vpc_endpoint_type": kind})
		testing.outcomes(rule, address) == {"violated"} with input as document
		testing.is_found(judged(document, {"allowed_endpoint_types": ["Interface", kind]}), rule, address)
	}
}

# A resource endpoint leads to one resource, which its owner shared.
test_allows_resource_endpoints_as_it_does_services if {
	arn := "arn:aws:vpc-lattice:us-east-1:111111111111:resourceconfiguration/rcfg-1"
	document := endpoint({"vpc_endpoint_type": "Resource", "resource_configuration_arn": arn})
	testing.clean with input as document
	[vpc] := testing.verdict_on(document).consumer_vpcs
	vpc.endpoints == [{"address": address, "kind": "Resource", "service": arn, "allowed": true, "refused_by": null}]
	testing.is_clean(judged(document, {"allowed_services": ["arn:aws:vpc-lattice:*:111111111111:*"]}))
	testing.is_found(judged(document, {"allowed_services": ["com.amazonaws.*"]}), rule, address)
	testing.is_found(judged(document, {"allowed_endpoint_types": ["Interface"]}), rule, address)
}

test_is_not_sure_of_a_type_that_is_not_known if {
	every kind in ["${var.type}", "Unheard"] {
		testing.outcomes(rule, address) == {"unproven"} with input as endpoint({"vpc_endpoint_type": kind})
	}
}

# A verdict has texts as the names of services.
test_shows_no_service_that_is_not_a_text if {
	every argument in ["service_name", "resource_configuration_arn", "service_network_arn"] {
		every value in [3, true] {
			[vpc] := testing.verdict_on(endpoint({"vpc_endpoint_type": "Interface", argument: value})).consumer_vpcs
			[shown.service | some shown in vpc.endpoints] == [null]
		}
	}
}

test_allows_only_services_that_are_listed if {
	config := {"allowed_services": ["com.amazonaws.*.sqs", "com.amazonaws.vpce.eu-west-1.vpce-svc-1"]}
	every name in ["com.amazonaws.eu-west-1.sqs", "com.amazonaws.vpce.eu-west-1.vpce-svc-1"] {
		testing.is_clean(judged(interface({"service_name": name}), config))
	}
	every name in ["com.amazonaws.eu-west-1.sqs.evil", "com.amazonaws.vpce.eu-west-1.vpce-svc-2"] {
		testing.is_found(judged(interface({"service_name": name}), config), rule, address)
	}
	unknown := judged(interface({"service_name": "${var.service}"}), config)
	{finding.outcome | some finding in unknown.findings} == {"unproven"}
}

test_allows_another_region_only_if_it_is_listed if {
	document := interface({"service_name": "com.amazonaws.vpce.eu-west-1.vpce-svc-1", "service_region": "eu-west-1"})
	testing.found(rule, address) with input as document
	testing.is_clean(judged(document, {"allowed_service_regions": ["eu-*"]}))
	testing.is_clean(judged(document, {"allowed_services": ["com.amazonaws.vpce.eu-west-1.*"]}))
}

deployed(service_region) := testing.change_plan("consumer", [testing.change("aws_vpc_endpoint", "x", ["no-op"], body, {})], {}) if {
	body := {"vpc_endpoint_type": "Interface", "service_name": "com.amazonaws.eu-west-1.sqs", "region": "eu-west-1", "service_region": service_region}
}

test_allows_the_own_region_that_the_provider_tells if {
	testing.clean with input as deployed("eu-west-1")
	testing.found(rule, address) with input as deployed("us-east-1")
}

# An endpoint of a plan in us-east-1: a first plan does not know the Region that its provider writes.
planned(name, service_region, variables) := object.union(
	testing.change_plan(
		"consumer",
		[testing.change("aws_vpc_endpoint", "x", ["create"], {"vpc_endpoint_type": "Interface", "service_name": name, "region": "us-east-1"}, {"service_region": true})],
		{"resources": [testing.configured("aws_vpc_endpoint", "x", service_region)]},
	),
	{"variables": variables},
)

test_a_service_region_without_a_value_is_the_own if {
	every name in ["com.amazonaws.us-east-1.ssm", "com.amazonaws.vpce.us-east-1.vpce-svc-1", "com.amazonaws.s3-global.accesspoint"] {
		testing.clean with input as planned(name, {}, {})
		testing.clean with input as planned(name, {"service_region": testing.refers(["var.r"])}, {"r": {"value": null}})
	}
}

test_a_name_of_the_own_region_says_more_than_an_unknown_region if {
	others := {"service_region": testing.refers(["each.value.service_region", "each.value"])}
	testing.clean with input as planned("com.amazonaws.us-east-1.ssm", others, {})
	testing.outcomes(rule, address) == {"unproven"} with input as planned("com.amazonaws.s3-global.accesspoint", others, {})
	testing.outcomes(rule, address) == {"unproven"} with input as planned(null, {"service_region": testing.refers(["aws_x.y.region", "aws_x.y"])}, {})
	testing.outcomes(rule, address) == {"unproven"} with input as endpoint({"vpc_endpoint_type": "Interface", "service_name": "com.amazonaws.s3-global.accesspoint", "service_region": "${var.r}"})
}

test_a_name_of_another_region_is_another_region if {
	every name in ["com.amazonaws.eu-west-1.ssm", "com.amazonaws.vpce.us-gov-west-1.vpce-svc-1"] {
		document := planned(name, {}, {})
		testing.outcomes(rule, address) == {"violated"} with input as document
		testing.is_clean(judged(document, {"allowed_service_regions": ["eu-*", "us-gov-*"]}))
	}
}

# Without an argument `region`, the provider tells it.
of_provider(region) := object.union(interface({"service_name": "com.amazonaws.eu-west-1.ssm"}), {"provider": {"aws": region}})

test_the_provider_tells_the_own_region if {
	testing.clean with input as of_provider([{"region": "eu-west-1"}, {"region": "us-east-1", "alias": "b"}])
	testing.found(rule, address) with input as of_provider({"region": "us-east-1"})
	testing.found(rule, address) with input as of_provider([{"region": "us-east-1"}, {"alias": "b", "region": "eu-west-1"}])
	every provider in [{}, {"region": "${var.region}"}] {
		testing.clean with input as of_provider(provider)
	}
}

# An endpoint that is to lead to eu-west-1, of a provider of the document.
in_eu(body, providers) := testing.outcomes_in(document, rule, address) if {
	document := object.union(
		interface(object.union({"service_name": "com.amazonaws.vpce.eu-west-1.vpce-svc-1", "service_region": "eu-west-1"}, body)),
		{"provider": providers, "locals": {"region": "eu-west-1"}},
	)
}

# A provider's local name is free.
test_only_the_provider_of_the_endpoint_tells_the_own_region if {
	in_eu({"provider": "foo"}, {"aws": {"region": "eu-west-1"}, "foo": {"region": "us-east-1"}}) == {"violated"}
	in_eu({"provider": "${foo.b}"}, {"foo": [{"region": "eu-west-1"}, {"alias": "b", "region": "us-east-1"}]}) == {"violated"}
	in_eu({"provider": "foo"}, {"aws": {"region": "us-east-1"}, "foo": {"region": "${local.region}"}}) == set()
	in_eu({"provider": "aws.b"}, {"aws": [{"region": "us-east-1"}, {"alias": "b", "region": "eu-west-1"}]}) == set()
}

test_a_region_that_no_document_tells_may_be_the_own if {
	every providers in [{}, {"aws": {}}, {"aws": {"region": "${var.region}"}}, {"foo": {"region": "us-east-1"}}] {
		in_eu({}, providers) == {"unproven"}
	}
	in_eu({"provider": "foo[each.key]"}, {"aws": {"region": "us-east-1"}}) == {"unproven"}
}

of_plan(body, providers, key) := testing.outcomes_in(object.union(plan, {"configuration": {"provider_config": providers}}), rule, address) if {
	change := testing.change("aws_vpc_endpoint", "x", ["no-op"], object.union({"vpc_endpoint_type": "Interface", "service_name": "com.amazonaws.vpce.eu-west-1.vpce-svc-1", "service_region": "eu-west-1"}, body), {})
	configured := object.union(testing.configured("aws_vpc_endpoint", "x", {}), {"provider_config_key": key})
	plan := testing.change_plan("consumer", [change], {"resources": [configured]})
}

test_the_arn_of_what_is_there_tells_the_own_region if {
	arn := "arn:aws:ec2:eu-west-1:111111111111:vpc-endpoint/vpce-1"
	of_plan({"arn": arn}, {}, "aws") == set()
	of_plan({"arn": arn}, {"aws": {"name": "aws", "expressions": {"region": testing.refers(["local.region"])}}}, "aws") == set()
	of_plan({"arn": "arn:aws:ec2:us-east-1:111111111111:vpc-endpoint/vpce-1"}, {}, "aws") == {"violated"}
	of_plan({}, {}, "aws") == {"unproven"}
	of_plan({"arn": arn}, {"aws": {"name": "aws", "expressions": {"region": {"constant_value": "us-east-1"}}}}, "aws") == set()
}

regional(expression) := {"aws": {"name": "aws", "expressions": {"region": expression}}}

# A plan with the variables that the Region of its provider comes from.
with_variables(expression) := testing.outcomes_in(document, rule, address) if {
	change := testing.change("aws_vpc_endpoint", "x", ["create"], {"vpc_endpoint_type": "Interface", "service_name": "com.amazonaws.vpce.eu-west-1.vpce-svc-1", "service_region": "eu-west-1"}, {})
	plan := testing.change_plan("consumer", [change], {})
	document := object.union(plan, {
		"configuration": {"provider_config": regional(expression)},
		"variables": {
			"env": {"value": "prod"}, "here": {"value": "eu-west-1"}, "there": {"value": "us-east-1"}, "is_there": {"value": true},
			"regions": {"value": {"prod": "eu-west-1", "dr": "us-east-1"}},
		},
	})
}

# HCL gives the same for `var.here` and for `replace(var.here, "eu", "us")`: it may be another Region than that of the
# service.
test_what_an_expression_mentions_is_no_region_for_certain if {
	every references in [["var.here"], ["var.is_there", "var.here"], ["var.regions", "var.env"], ["var.env"], ["var.regions.prod", "var.regions"]] {
		with_variables(testing.refers(references)) == {"unproven"}
	}
	with_variables(testing.refers(["var.there"])) == {"violated"}
	with_variables(testing.refers(["var.is_there", "var.there"])) == {"unproven"}
}

test_a_configuration_of_json_gives_the_text_of_an_expression if {
	with_variables({"constant_value": "${var.here}", "references": ["var.here"]}) == set()
	with_variables({"constant_value": "${var.there}", "references": ["var.there"]}) == {"violated"}
	every text in ["${replace(var.here, \"eu\", \"us\")}", "${var.env}", "${var.here}-1", "${var.regions.prod}"] {
		with_variables({"constant_value": text, "references": ["var.here"]}) == {"unproven"}
	}
}

# What is there already has its Region in its ARN, whatever the provider's expression mentions.
test_a_region_that_a_provider_looks_up_is_not_that_of_its_key if {
	arn := "arn:aws:ec2:eu-west-1:111111111111:vpc-endpoint/vpce-1"
	of_plan({"arn": arn}, regional(testing.refers(["var.regions", "var.env"])), "aws") == set()
	of_plan({"arn": arn}, regional(testing.refers(["var.env"])), "aws") == set()
}

test_only_the_provider_of_a_planned_endpoint_tells_the_own_region if {
	providers := {
		"aws": {"name": "aws", "expressions": {"region": {"constant_value": "eu-west-1"}}},
		"aws.b": {"name": "aws", "alias": "b", "expressions": {"region": {"constant_value": "us-east-1"}}},
		"foo": {"name": "foo", "full_name": "registry.terraform.io/hashicorp/aws", "expressions": {"region": {"constant_value": "us-east-1"}}},
	}
	of_plan({}, providers, "aws") == set()
	of_plan({}, providers, "aws.b") == {"violated"}
	of_plan({}, providers, "foo") == {"violated"}
}

test_the_provider_of_a_plan_tells_the_own_region if {
	change := testing.change("aws_vpc_endpoint", "x", ["create"], {"vpc_endpoint_type": "Interface", "service_name": "com.amazonaws.eu-west-1.ssm"}, {})
	plan := testing.change_plan("consumer", [change], {})
	every expression in [{"constant_value": "us-east-1"}, testing.refers(["var.region"])] {
		provider := {"provider_config": {"aws": {"name": "aws", "expressions": {"region": expression}}}}
		testing.found(rule, address) with input as object.union(plan, {"configuration": provider, "variables": {"region": {"value": "us-east-1"}}})
	}
	testing.clean with input as plan
}

statement(more) := json.marshal({"Statement": [object.union({"Effect": "Allow", "Principal": "*", "Action": "*"}, more)]})

test_refuses_a_gateway_endpoint_that_leads_to_all if {
	every body in [{}, {"vpc_endpoint_type": "Gateway"}, {"policy": statement({"Resource": "*"})}, {"policy": statement({"Resource": ["arn:aws:s3:::a/*", "*"]})}, {"policy": "{"}, {"policy": "{}"}] {
		testing.found(rule, address) with input as endpoint(body)
	}
}

test_warns_of_a_gateway_endpoint_with_a_policy if {
	every policy in [statement({"Resource": "arn:aws:s3:::a/*"}), statement({"Resource": "*", "Condition": {"StringEquals": {"aws:ResourceAccount": "111111111111"}}}), {"Statement": {"Effect": "Deny"}}] {
		testing.outcomes(rule, address) == {"warning"} with input as testing.change_plan("consumer", [testing.change("aws_vpc_endpoint", "x", ["create"], {"vpc_endpoint_type": "Gateway", "service_name": "com.amazonaws.eu-west-1.s3", "policy": policy}, {})], {})
	}
	testing.outcomes(rule, address) == {"unproven"} with input as endpoint({"policy": {"Statement": {"Effect": "Allow", "Resource": "${aws_s3_bucket.b.arn}"}}})
	testing.outcomes(rule, address) == {"unproven"} with input as endpoint({"policy": "${data.aws_iam_policy_document.p.json}"})
	testing.is_clean(judged(endpoint({}), {"allowed_endpoint_types": ["Gateway", "Interface"]}))
}

test_refuses_routes_to_an_endpoint_that_is_not_shown if {
	document := testing.stack("consumer", {"aws_route": {"x": {"vpc_endpoint_id": "vpce-1"}}})
	testing.found(rule, "aws_route.x") with input as document
	testing.is_found(judged(document, {"allowed_endpoint_types": ["GatewayLoadBalancer"]}), rule, "aws_route.x")
}

test_does_not_show_a_service_that_is_sensitive if {
	change := testing.change("aws_vpc_endpoint", "x", ["create"], {"vpc_endpoint_type": "Interface", "service_name": "secret"}, {})
	plan := testing.change_plan("consumer", [object.union(change, {"change": {"after_sensitive": {"service_name": true}}})], {})
	not contains(json.marshal(testing.verdict_on(plan)), "secret")
}

# A stack whose provider is in the Region of the service's name, with more of the endpoint and of the data source it
# may name.
in_region(more, asked) := object.union(
	object.union(of_provider({"region": "eu-west-1"}), {"data": {"aws_region": {"r": asked}}, "locals": {"r": "${data.aws_region.r.region}"}}),
	{"resource": {"aws_vpc_endpoint": {"x": more}}},
)

test_a_service_region_that_a_stack_does_not_know_may_be_another if {
	every region in ["${var.r}", "${aws_vpc.b.region}", "${terraform_data.t.output}", "${data.aws_region.other.region}", "${data.aws_region.r.description}"] {
		testing.outcomes(rule, address) == {"unproven"} with input as in_region({"service_region": region}, {})
	}
	every asked in [{"region": "us-east-1"}, {"name": "${var.r}"}, {"provider": "aws.b"}, {"provider": "aws[each.key]"}] {
		testing.outcomes(rule, address) == {"unproven"} with input as in_region({"service_region": "${data.aws_region.r.region}"}, asked)
	}
	testing.outcomes(rule, address) == {"violated"} with input as in_region({"service_region": "${var.r}", "service_name": "com.amazonaws.us-east-1.ssm"}, {})
}

test_the_region_of_the_provider_is_the_own if {
	every region in ["${data.aws_region.r.region}", "${data.aws_region.r.name}", "${data.aws_region.r.id}", "${local.r}"] {
		testing.clean with input as in_region({"service_region": region}, {})
		testing.clean with input as in_region({"service_region": region, "provider": "aws"}, {})
	}
}

# In OpenTofu, one text may name several instances of a provider.
test_a_provider_that_depends_on_a_key_may_be_another if {
	asked := {"for_each": {"us": 1, "eu": 1}, "provider": "aws.by[each.key]"}
	body := {"service_region": `${data.aws_region.r["us"].region}`, "for_each": {"eu": 1}, "provider": "aws.by[each.key]"}
	testing.outcomes(rule, address) == {"unproven"} with input as in_region(body, asked)
}

test_the_lists_of_services_are_for_gateway_endpoints_too if {
	document := endpoint({"service_name": "com.amazonaws.eu-west-1.s3", "policy": statement({"Resource": "arn:aws:s3:::a/*"})})
	elsewhere := object.union(document, {"provider": {"aws": {"region": "us-east-1"}}})
	outcomes(document, {"allowed_services": ["com.amazonaws.*.dynamodb"]}) == {"violated"}
	outcomes(document, {"allowed_services": ["com.amazonaws.*.s3"]}) == {"warning"}
	outcomes(elsewhere, {}) == {"violated"}
	outcomes(elsewhere, {"allowed_service_regions": ["eu-west-1"]}) == {"warning"}
}

outcomes(document, config) := {finding.outcome | some finding in judged(document, config).findings}

gateway(policy) := endpoint({"service_name": "com.amazonaws.eu-west-1.s3", "policy": json.marshal({"Statement": object.union({"Effect": "Allow", "Principal": "*", "Action": "*"}, policy)})})

bucket := "arn:aws:s3:::bucket/*"

test_sees_through_policies_that_only_seem_to_restrict if {
	every policy in [
		{"Resource": "arn:aws:s3:::*"},
		{"Resource": ["arn:aws:s3:::*/*"]},
		{"Resource": [bucket, "**"]},
		{"Resource": "arn:aws:dynamodb:*:*:table/*"},
		{"Resource": "arn:*"},
		{"NotResource": bucket},
		{"Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}},
		{"Resource": "*", "Condition": {"StringLike": {"aws:PrincipalArn": "*"}}},
		{"Resource": "*", "Condition": {"StringNotEquals": {"aws:ResourceAccount": "111111111111"}}},
	] {
		testing.outcomes(rule, address) == {"violated"} with input as gateway(policy)
	}
	every policy in [
		{"Resource": bucket},
		{"Resource": "arn:aws:dynamodb:eu-west-1:111111111111:table/*"},
		{"Resource": "*", "Condition": {"StringEquals": {"aws:ResourceOrgID": ["o-1"]}}},
	] {
		testing.outcomes(rule, address) == {"warning"} with input as gateway(policy)
	}
}

message(document) := finding.message if {
	some finding in testing.verdict_on(document).findings
	finding.rule == rule
}

test_names_what_a_gateway_endpoint_leads_to if {
	contains(message(gateway({"Resource": bucket})), $"to what its policy names: {bucket}")
	own := {"StringEquals": {"aws:PrincipalAccount": "111111111111"}}
	contains(message(gateway({"Resource": "*", "Condition": own})), "to what its policy names: aws:PrincipalAccount 111111111111")
	contains(message(with_policy(endpoint({"service_name": "com.amazonaws.eu-west-1.s3"}), bucket)), bucket)
	many := [$"arn:aws:s3:::bucket-{number}" | some number in numbers.range(1, 9)]
	contains(message(gateway({"Resource": many})), "bucket-1, arn:aws:s3:::bucket-2, arn:aws:s3:::bucket-3, arn:aws:s3:::bucket-4, arn:aws:s3:::bucket-5, arn:aws:s3:::bucket-6 and 3 more")
	contains(message(endpoint({"policy": {"Statement": {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}}})), "to the resources that its policy names")
}

test_warns_of_wildcards_in_names_of_buckets if {
	words := "a bucket of anybody may have a name that fits a wildcard"
	contains(message(gateway({"Resource": [bucket, "arn:aws:s3:::reports-*/*"]})), words)
	every resource in [bucket, "arn:aws:dynamodb:eu-west-1:111111111111:table/*"] {
		not contains(message(gateway({"Resource": resource})), words)
	}
}

test_says_that_own_principals_can_send_data_to_others if {
	words := "own principals can send data to"
	principals := {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
	own := {"StringEquals": {"aws:ResourceOrgID": "o-a1b2c3d4e5"}}
	every policy in [{"Resource": "*", "Condition": principals}, {"Resource": "arn:aws:s3:::reports-*/*"}] {
		testing.outcomes(rule, address) == {"warning"} with input as gateway(policy)
		contains(message(gateway(policy)), words)
	}
	every policy in [{"Resource": bucket, "Condition": principals}, {"Resource": "arn:aws:s3:::reports-*/*", "Condition": own}, {"Resource": "*", "Condition": own}] {
		not contains(message(gateway(policy)), words)
	}
	secret := testing.change("aws_vpc_endpoint", "x", ["create"], {"vpc_endpoint_type": "Gateway", "policy": statement({"Resource": "*", "Condition": principals})}, {})
	plan := testing.change_plan("consumer", [object.union(secret, {"change": {"after_sensitive": {"policy": true}}})], {})
	contains(message(plan), " in a stack whose role is consumer, to what its policy allows; it binds only who asks: own principals can send data to resources of anybody")
}

test_lists_only_texts if {
	own := {"StringEquals": {"aws:ResourceAccount": "111111111111"}}
	said := message(gateway({"Resource": ["*", {"a": 1}], "Condition": own}))
	contains(said, "to what its policy names: aws:ResourceAccount 111111111111")
	not regex.match("undefined| more", said)
}

test_a_policy_with_keys_that_may_be_read_otherwise_is_unproven if {
	texts := [
		`{"Statement": [{"Effect": "Deny", "effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}`,
		`{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Resource": "arn:aws:s3:::bucket/*"}]}`,
	]
	encoded := `${jsonencode({"Statement"=[{"Effect"="Allow","Principal"="*","Action"="*","Resource"="*","Resource"="arn:aws:s3:::bucket/*"}]})}`
	every text in array.concat(texts, [encoded]) {
		testing.outcomes(rule, address) == {"unproven"} with input as endpoint({"policy": text})
	}
	every text in texts {
		plan := testing.change_plan("consumer", [testing.change("aws_vpc_endpoint", "x", ["create"], {"vpc_endpoint_type": "Gateway", "policy": text}, {})], {})
		testing.outcomes(rule, address) == {"unproven"} with input as plan
		[finding] := [one | some one in testing.verdict_on(plan).findings; one.rule == rule]
		contains(finding.settle, "a policy has each key once, as IAM spells it")
	}
}

test_refuses_an_open_policy_of_a_plan if {
	change := testing.change("aws_vpc_endpoint", "x", ["create"], {"vpc_endpoint_type": "Gateway", "policy": statement({"Resource": "*"})}, {})
	testing.outcomes(rule, address) == {"violated"} with input as testing.change_plan("consumer", [change], {})
}

test_does_not_name_what_is_sensitive if {
	secret := json.marshal({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "arn:aws:s3:::secret/*"}})
	change := testing.change("aws_vpc_endpoint", "x", ["create"], {"vpc_endpoint_type": "Gateway", "service_name": "com.amazonaws.eu-west-1.s3", "policy": secret}, {})
	plan := testing.change_plan("consumer", [object.union(change, {"change": {"after_sensitive": {"policy": true}}})], {})
	not contains(json.marshal(testing.verdict_on(plan)), "secret")
}

# Two statements of which one is open, and what only seems to narrow a gateway endpoint.
test_one_open_statement_is_a_way_out if {
	narrow := {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": bucket}
	every open in [
		object.union(narrow, {"Resource": "*"}),
		{"Effect": "Allow", "Principal": "*", "Action": "*", "NotResource": bucket},
		{"Effect": "Allow", "NotPrincipal": {"AWS": "111111111111"}, "Action": "*", "Resource": "*"},
		{"Effect": "Allow", "Principal": "*", "NotAction": "s3:DeleteBucket", "Resource": "*"},
		object.union(narrow, {"Resource": "*", "Condition": {"StringEqualsIfExists": {"aws:ResourceOrgID": "o-1"}}}),
	] {
		document := endpoint({"service_name": "com.amazonaws.eu-west-1.s3", "policy": json.marshal({"Statement": [narrow, open]})})
		testing.outcomes(rule, address) == {"violated"} with input as document
		some finding in testing.verdict_on(document).findings
		finding.rule == rule
		finding.witness[count(finding.witness) - 1].what == "buckets or tables of anybody"
	}
}

test_reads_policies_that_stand_alone if {
	testing.outcomes(rule, address) == {"violated"} with input as with_policy(gateway({"Resource": bucket}), "*")
	testing.outcomes(rule, address) == {"warning"} with input as with_policy(gateway({"Resource": bucket}), bucket)
	testing.outcomes(rule, address) == {"warning"} with input as with_policy(endpoint({"service_name": "com.amazonaws.eu-west-1.s3"}), bucket)
}

with_policy(document, resource) := object.union(document, {"resource": {"aws_vpc_endpoint_policy": {"p": {
	"vpc_endpoint_id": "${aws_vpc_endpoint.x.id}",
	"policy": json.marshal({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": resource}}),
}}}})

test_what_is_not_known_is_said_by_its_argument if {
	every key, judgement in {
		"vpc_endpoint_type": judged(endpoint({"vpc_endpoint_type": "${var.t}"}), {}),
		"policy": judged(endpoint({"policy": "${var.p}"}), {}),
		"service_region": judged(interface({"service_region": "${var.r}"}), {}),
		"service_name": judged(interface({"service_name": "${var.s}"}), {"allowed_services": ["other"]}),
		"service_network_arn": judged(
			endpoint({"vpc_endpoint_type": "ServiceNetwork", "service_network_arn": "${var.n}"}),
			{"allowed_service_networks": ["other"]},
		),
	} {
		[finding] := [one | some one in judgement.findings; one.rule == rule]
		finding.outcome == "unproven"
		contains(finding.message, $"({key})")
		contains(finding.settle, key)
	}
}

# What is plain already is not asked for.
test_the_region_of_the_provider_is_asked_for_where_that_is_not_known if {
	verdict := testing.verdict_on(interface({"service_name": "com.amazonaws.vpce.eu-west-1.vpce-svc-1", "service_region": "eu-west-1"}))
	[finding] := [one | some one in verdict.findings; one.rule == rule]
	finding.outcome == "unproven"
	contains(finding.message, "its own region is not known (region)")
	startswith(finding.settle, "write the region of the provider of aws_vpc_endpoint.x as a plain value")
}

# A plan is not told to be checked as a plan.
test_a_plan_is_not_advised_to_check_a_plan if {
	verdict := testing.verdict_on(planned(null, {"service_region": testing.refers(["aws_x.y.region", "aws_x.y"])}, {}))
	[finding] := [one | some one in verdict.findings; one.rule == rule]
	not contains(finding.settle, "check a plan")
}

test_says_which_list_refuses if {
	region := interface({"service_name": "com.amazonaws.vpce.eu-west-1.vpce-svc-1", "service_region": "eu-west-1", "region": "us-east-1"})
	every key, judgement in {
		"allowed_service_regions": judged(region, {}),
		"allowed_appliance_services": judged(endpoint({"vpc_endpoint_type": "GatewayLoadBalancer"}), {}),
		"allowed_endpoint_types": judged(interface({}), {"allowed_endpoint_types": ["Resource"]}),
		"allowed_service_networks": judged(endpoint({"vpc_endpoint_type": "ServiceNetwork"}), {}),
		"allowed_services": judged(interface({"service_name": "com.amazonaws.eu-west-1.sqs"}), {"allowed_services": ["other"]}),
	} {
		[finding] := [one | some one in judgement.findings; one.rule == rule]
		contains(finding.message, key)
		contains(finding.cut, $"`{key}`")
	}
}

narrow_gateway(lifecycle) := endpoint({
	"service_name": "com.amazonaws.eu-west-1.s3",
	"policy": statement({"Resource": bucket}),
	"lifecycle": lifecycle,
})

# Terraform sets such a policy once. What the endpoint has since, a stack does not show.
test_a_policy_that_terraform_leaves_alone_is_unproven if {
	every ignored in [["policy"], ["tags", "policy"], "all", ["*"], ["policy[\"Statement\"]"], "${var.x}"] {
		document := narrow_gateway({"ignore_changes": ignored})
		testing.outcomes(rule, address) == {"unproven"} with input as document
		[finding] := [one | some one in testing.verdict_on(document).findings; one.rule == rule]
		contains(finding.settle, "ignore_changes")
	}
	testing.outcomes(rule, address) == {"unproven"} with input as narrow_gateway([{"ignore_changes": ["policy"]}])
	every ignored in [[], ["tags"], ["policy_x"]] {
		testing.outcomes(rule, address) == {"warning"} with input as narrow_gateway({"ignore_changes": ignored})
	}
	open := endpoint({"service_name": "com.amazonaws.eu-west-1.s3", "policy": statement({"Resource": "*"}), "lifecycle": {"ignore_changes": ["policy"]}})
	testing.outcomes(rule, address) == {"violated"} with input as open
}

test_a_policy_that_stands_alone_and_is_left_alone_is_unproven if {
	gateway_endpoint := endpoint({"service_name": "com.amazonaws.eu-west-1.s3"})
	every ignored in ["policy", "vpc_endpoint_id"] {
		document := object.union(with_policy(gateway_endpoint, bucket), {"resource": {"aws_vpc_endpoint_policy": {"p": {"lifecycle": {"ignore_changes": [ignored]}}}}})
		testing.outcomes(rule, address) == {"unproven"} with input as document
	}
}

plan_of(policy) := testing.change_plan("consumer", [testing.change("aws_vpc_endpoint", "x", ["no-op"], {"vpc_endpoint_type": "Gateway", "policy": policy}, {})], {})

test_a_plan_shows_the_policy_that_is_there if {
	testing.outcomes(rule, address) == {"violated"} with input as plan_of(statement({"Resource": "*"}))
	testing.outcomes(rule, address) == {"warning"} with input as plan_of(statement({"Resource": bucket}))
}

perimeter := {"require_resource_perimeter": true}

by_principals := {"Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}}

of_own_organization := {"Resource": "*", "Condition": {"StringEquals": {"aws:ResourceOrgID": "o-a1b2c3d4e5"}}}

test_a_perimeter_refuses_ways_to_resources_of_others if {
	every policy in [
		by_principals,
		{"Resource": "arn:aws:s3:::acme-reports-*"},
		{"Resource": "arn:aws:s3:us-east-1:111111111111:accesspoint/*"},
		{"Resource": "*", "Condition": {"StringEquals": {"s3:DataAccessPointAccount": "111111111111"}}},
	] {
		outcomes(gateway(policy), {}) == {"warning"}
		verdict := judged(gateway(policy), perimeter)
		[finding] := [one | some one in verdict.findings; one.rule == rule]
		finding.outcome == "violated"
		finding.vpcs == ["aws_vpc.a"]
		contains(finding.message, "require_resource_perimeter")
		regex.match(" in the consumer VPC aws_vpc.a; .*own principals can send data to", finding.message)
		finding.witness[count(finding.witness) - 1].what == "buckets or tables of anybody"
		[vpc] := verdict.consumer_vpcs
		vpc.result == "VIOLATED"
		vpc.endpoints[0].refused_by == "require_resource_perimeter"
	}
	every policy in [of_own_organization, {"Resource": bucket}, object.union(by_principals, {"Resource": bucket})] {
		outcomes(gateway(policy), perimeter) == {"warning"}
	}
}

test_a_perimeter_is_asked_of_listed_types_too if {
	listed := object.union(perimeter, {"allowed_endpoint_types": ["Gateway", "Interface"]})
	outcomes(gateway(by_principals), listed) == {"violated"}
	outcomes(endpoint({}), listed) == {"violated"}
	outcomes(endpoint({"policy": "${var.p}"}), listed) == {"unproven"}
	outcomes(gateway(of_own_organization), listed) == set()
	contains(messages(endpoint({}), listed), "whose policy does not bind whose the resources are (policy)")
}

messages(document, config) := concat("\n", [finding.message | some finding in judged(document, config).findings])

test_each_policy_of_an_endpoint_must_hold_the_perimeter if {
	narrow := gateway({"Resource": bucket})
	wide := with_policy(narrow, "arn:aws:s3:::acme-reports-*")
	outcomes_of_endpoint(with_policy(narrow, bucket), perimeter) == {"warning"}
	outcomes_of_endpoint(wide, perimeter) == {"violated"}
	perhaps := object.union(wide, {"resource": {"aws_vpc_endpoint_policy": {"p": {"vpc_endpoint_id": "${var.e}"}}}})
	outcomes_of_endpoint(perhaps, {}) == {"warning"}
	outcomes_of_endpoint(perhaps, perimeter) == {"unproven"}
}

outcomes_of_endpoint(document, config) := {finding.outcome | some finding in judged(document, config).findings; finding.address == address}

test_says_each_way_that_a_policy_leaves if {
	statements := [object.union({"Effect": "Allow", "Principal": "*", "Action": "*"}, more) | some more in [by_principals, {"Resource": "arn:aws:s3:::acme-reports-*"}]]
	said := message(endpoint({"policy": json.marshal({"Statement": statements})}))
	contains(said, "it binds only who asks")
	contains(said, "a bucket of anybody may have a name that fits a wildcard")
	contains(message(gateway({"Resource": "arn:aws:s3:us-east-1:111111111111:accesspoint/app/object/*"})), "an own access point may be of a bucket of anybody")
}
