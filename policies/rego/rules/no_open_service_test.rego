package privatelink.rules.no_open_service_test

import data.privatelink.testing

rule := "no-open-service"

stack(resources) := testing.stack("service", resources)

service(body) := {"aws_vpc_endpoint_service": {"s": body}}

permission(service_id, principal) := {"aws_vpc_endpoint_service_allowed_principal": {"p": {"vpc_endpoint_service_id": service_id, "principal_arn": principal}}}

test_refuses_everyone_with_automatic_acceptance if {
	every value in [false, "false"] {
		testing.found(rule, "aws_vpc_endpoint_service.s") with input as stack(service({"acceptance_required": value, "allowed_principals": ["arn:aws:iam::111111111111:root", "*"]}))
	}
	document := stack(object.union(service({"acceptance_required": false}), permission("${aws_vpc_endpoint_service.s.id}", "*")))
	testing.found(rule, "aws_vpc_endpoint_service_allowed_principal.p") with input as document
	twin := stack({
		"awscc_ec2_vpc_endpoint_service": {"s": {"acceptance_required": false}},
		"awscc_ec2_vpc_endpoint_service_permissions": {"p": {"service_id": "${awscc_ec2_vpc_endpoint_service.s.id}", "allowed_principals": ["*"]}},
	})
	testing.found(rule, "awscc_ec2_vpc_endpoint_service_permissions.p") with input as twin
}

test_passes_everyone_where_somebody_accepts if {
	every acceptance in [{"acceptance_required": true}, {}] {
		testing.clean with input as stack(service(object.union(acceptance, {"allowed_principals": ["*"]})))
	}
}

test_passes_principals_by_name if {
	testing.clean with input as stack(service({"acceptance_required": false, "allowed_principals": ["arn:aws:iam::111111111111:root"]}))
}

test_a_service_of_aws_connects_for_whom_is_not_proven if {
	every principal in ["appflow.amazonaws.com", "AppFlow.amazonaws.com.cn", "logs.us-east-1.amazonaws.com"] {
		allowed := ["arn:aws:iam::111111111111:root", principal]
		every acceptance in [false, "${var.x}"] {
			testing.outcomes(rule, "aws_vpc_endpoint_service.s") == {"unproven"} with input as stack(service({"acceptance_required": acceptance, "allowed_principals": allowed}))
		}
		testing.clean with input as stack(service({"acceptance_required": true, "allowed_principals": allowed}))
		of_resource := stack(object.union(service({"acceptance_required": false}), permission("${aws_vpc_endpoint_service.s.id}", principal)))
		testing.outcomes(rule, "aws_vpc_endpoint_service_allowed_principal.p") == {"unproven"} with input as of_resource
	}
	testing.outcomes(rule, "aws_vpc_endpoint_service.s") == {"violated"} with input as stack(service({"acceptance_required": false, "allowed_principals": ["*", "appflow.amazonaws.com"]}))
}

# Whatever a service of AWS is called in its partition.
test_what_is_of_no_account_is_not_clean if {
	every principal, outcome in {
		"appflow.amazonaws.com.": "unproven",
		"appflow.amazonaws.eu": "unproven",
		"appflow.c2s.ic.gov": "unproven",
		"arn:aws:iam::aws:root": "unproven",
		"arn:aws:s3:::bucket": "unproven",
		"111111111111": "unproven",
		111111111111: "unproven",
		" *": "violated",
		"*.amazonaws.com": "violated",
		"arn:*": "violated",
		"arn:aws:iam::*:root": "violated",
		"arn:aws:iam::????????????:role/app": "violated",
	} {
		of_service := stack(service({"acceptance_required": false, "allowed_principals": ["arn:aws:iam::111111111111:root", principal]}))
		testing.outcomes(rule, "aws_vpc_endpoint_service.s") == {outcome} with input as of_service
		of_resource := stack(object.union(service({"acceptance_required": false}), permission("${aws_vpc_endpoint_service.s.id}", principal)))
		testing.outcomes(rule, "aws_vpc_endpoint_service_allowed_principal.p") == {outcome} with input as of_resource
		planned := testing.plan("service", [testing.resource("aws_vpc_endpoint_service", "s", {"acceptance_required": false, "allowed_principals": [principal]})])
		testing.outcomes(rule, "aws_vpc_endpoint_service.s") == {outcome} with input as planned
		testing.clean with input as stack(service({"acceptance_required": true, "allowed_principals": [principal]}))
	}
	every principal in ["arn:aws-us-gov:iam::111111111111:user/app", "arn:aws:iam::111111111111:role/team/app", "arn:aws:iam::111111111111:role/*"] {
		testing.clean with input as stack(service({"acceptance_required": false, "allowed_principals": [principal]}))
	}
}

test_the_name_of_a_service_by_its_data_source_is_not_clean if {
	data_source := {"data": {"aws_service_principal": {"a": {"service_name": "appflow"}}}, "locals": {"n": "${data.aws_service_principal.a.name}"}}
	every principal in [
		"${data.aws_service_principal.a.name}", "${data.aws_service_principal.a.id}", "${local.n}",
		"appflow.${data.aws_partition.p.dns_suffix}", "arn:aws:iam::*:role/${var.r}",
	] {
		of_service := stack(service({"acceptance_required": false, "allowed_principals": [principal]}))
		testing.outcomes(rule, "aws_vpc_endpoint_service.s") == {"unproven"} with input as object.union(of_service, data_source)
		of_resource := stack(object.union(service({"acceptance_required": false}), permission("${aws_vpc_endpoint_service.s.id}", principal)))
		testing.outcomes(rule, "aws_vpc_endpoint_service_allowed_principal.p") == {"unproven"} with input as object.union(of_resource, data_source)
	}
}

# A text behind more locals than are put in its place.
test_a_text_that_is_found_by_its_name_is_judged_as_one if {
	every text, outcomes in {
		"arn:aws:iam::111111111111:root": set(),
		"appflow.amazonaws.com": {"unproven"},
		"arn:aws:iam::*:root": {"unproven"},
	} {
		locals := {"locals": {"a": text, "b": "${local.a}", "c": "${local.b}", "d": "${local.c}"}}
		document := object.union(stack(service({"acceptance_required": false, "allowed_principals": ["${local.d}"]})), locals)
		testing.outcomes(rule, "aws_vpc_endpoint_service.s") == outcomes with input as document
	}
}

test_what_is_not_known_is_not_proven if {
	document := stack(service({"acceptance_required": "${var.x}", "allowed_principals": ["*"]}))
	testing.outcomes(rule, "aws_vpc_endpoint_service.s") == {"unproven"} with input as document
	elsewhere := stack(permission("vpce-svc-1", "*"))
	testing.outcomes(rule, "aws_vpc_endpoint_service_allowed_principal.p") == {"unproven"} with input as elsewhere
}

unknown_principals := ["${var.p}", "${each.value}", "${terraform_data.t.output}", "${local.deep}", "%{if true}*%{endif}"]

with_unknown(acceptance, service_id, principal) := object.union(
	stack(object.union_n([service({"acceptance_required": acceptance}), permission(service_id, principal), {"terraform_data": {"t": {"input": "*"}}, "aws_iam_role": {"r": {}}}])),
	{"locals": {"a": "${var.p}", "b": "${local.a}", "deep": "${local.b}"}},
)

test_principals_that_are_not_known_may_be_everyone if {
	every principal in unknown_principals {
		every acceptance in [false, "${var.a}"] {
			testing.outcomes(rule, "aws_vpc_endpoint_service_allowed_principal.p") == {"unproven"} with input as with_unknown(acceptance, "${aws_vpc_endpoint_service.s.id}", principal)
			testing.outcomes(rule, "aws_vpc_endpoint_service_allowed_principal.p") == {"unproven"} with input as with_unknown(acceptance, "${var.s}", principal)
		}
		testing.outcomes(rule, "aws_vpc_endpoint_service_allowed_principal.p") == set() with input as with_unknown(true, "${aws_vpc_endpoint_service.s.id}", principal)
		testing.clean with input as stack(permission("${var.s}", principal))
		testing.outcomes(rule, "aws_vpc_endpoint_service.s") == {"unproven"} with input as stack(service({"acceptance_required": false, "allowed_principals": [principal]}))
	}
	testing.outcomes(rule, "aws_vpc_endpoint_service.s") == {"unproven"} with input as stack(service({"acceptance_required": false, "allowed_principals": "${var.p}"}))
}

test_a_principal_by_its_reference_is_not_everyone if {
	every principal in ["${aws_iam_role.r.arn}", "arn:aws:iam::${var.account}:root", "arn:${data.aws_partition.p.partition}:iam::111111111111:root"] {
		testing.outcomes(rule, "aws_vpc_endpoint_service_allowed_principal.p") == set() with input as with_unknown(false, "${aws_vpc_endpoint_service.s.id}", principal)
	}
	changes := [
		testing.change("aws_iam_role", "r", ["create"], {}, {"arn": true}),
		testing.change("aws_vpc_endpoint_service", "s", ["create"], {"acceptance_required": false}, {"allowed_principals": true}),
	]
	every reference, outcomes in {"aws_iam_role.r.arn": set(), "var.p": {"unproven"}} {
		configured := testing.configured("aws_vpc_endpoint_service", "s", {"allowed_principals": testing.refers([reference])})
		testing.outcomes(rule, "aws_vpc_endpoint_service.s") == outcomes with input as testing.change_plan("service", changes, {"resources": [testing.configured("aws_iam_role", "r", {}), configured]})
	}
}

# A plan of what is deployed has ids in the place of references.
deployed(acceptance) := testing.plan("service", [
	testing.resource("aws_vpc_endpoint_service", "s", {"id": "vpce-svc-1", "acceptance_required": acceptance}),
	testing.resource("aws_vpc_endpoint_service_allowed_principal", "p", {"vpc_endpoint_service_id": "vpce-svc-1", "principal_arn": "*"}),
])

test_knows_a_deployed_service_by_its_id if {
	testing.outcomes("no-open-service", "aws_vpc_endpoint_service_allowed_principal.p") == set() with input as deployed(true)
	testing.outcomes("no-open-service", "aws_vpc_endpoint_service_allowed_principal.p") == {"violated"} with input as deployed(false)
}

test_says_what_would_settle_it if {
	every part, document in {
		"acceptance_required of aws_vpc_endpoint_service.s": stack(service({"acceptance_required": "${var.x}", "allowed_principals": ["*"]})),
		"a service of this configuration": stack(permission("vpce-svc-1", "*")),
	} {
		[finding] := [one | some one in testing.verdict_on(document).findings; one.rule == rule]
		contains(finding.settle, part)
	}
}
