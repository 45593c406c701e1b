package privatelink.lib.found_test

import data.privatelink.testing

# A plan of a consumer VPC and another one with a subnet each, all known, and of a data source with what it found.
plan(type, values, unknown) := testing.change_plan("service", array.concat(vpcs, [data_source(type, values, unknown)]), {})

data_source(type, values, unknown) := object.union(
	testing.change(type, "x", ["read"], object.union({"id": "x-1"}, values), unknown),
	{"mode": "data", "address": $"data.{type}.x"},
)

vpcs := [
	testing.change("aws_vpc", "a", ["no-op"], {"id": "vpc-1", "tags": {"privatelink:vpc-role": "consumer"}}, {}),
	testing.change("aws_vpc", "b", ["no-op"], {"id": "vpc-2", "tags": {"privatelink:vpc-role": "service"}}, {}),
	testing.change("aws_subnet", "a", ["no-op"], {"id": "subnet-1", "vpc_id": "vpc-1"}, {}),
	testing.change("aws_subnet", "b", ["no-op"], {"id": "subnet-2", "vpc_id": "vpc-2"}, {}),
]

outcomes(rule, type, values) := testing.outcomes_in(plan(type, values, {}), rule, $"data.{type}.x")

is_clean(type, values) if testing.is_clean(testing.verdict_on(plan(type, values, {})))

test_judges_a_thing_that_was_found if {
	outcomes("no-internet-gateway", "aws_internet_gateway", {"attachments": [{"vpc_id": "vpc-1"}]}) == {"violated"}
	is_clean("aws_internet_gateway", {"attachments": [{"vpc_id": "vpc-2"}], "filter": [{"name": "attachment.vpc-id", "values": ["vpc-2"]}]})
	is_clean("aws_internet_gateway", {"attachments": []})
	is_clean("aws_internet_gateway", {"attachments": [{"vpc_id": "vpc-9"}]})
}

by_filter(id, ids) := {"ids": ids, "filter": [{"name": "requester-vpc-info.vpc-id", "values": [id]}]}

test_judges_what_a_filter_found if {
	outcomes("no-peering", "aws_vpc_peering_connections", by_filter("vpc-1", ["pcx-1"])) == {"violated"}
	every values in [by_filter("vpc-2", ["pcx-1"]), by_filter("vpc-1", []), by_filter("x", ["pcx-1"])] {
		is_clean("aws_vpc_peering_connections", values)
	}
}

test_judges_arguments_as_those_of_the_resource if {
	outcomes("internal-load-balancer", "aws_lb", {"internal": false, "subnets": ["subnet-1"]}) == {"violated"}
	outcomes("internal-load-balancer", "aws_lb", {"internal": false, "vpc_id": "vpc-1"}) == {"violated"}
	is_clean("aws_lb", {"internal": true, "subnets": ["subnet-1"]})
	is_clean("aws_lb", {"subnets": ["subnet-1"]})
	is_clean("aws_lb", {"internal": false, "subnets": ["subnet-2"]})
	outcomes("no-public-address", "aws_network_interface", {"subnet_id": "subnet-1", "association": [{"public_ip": "203.0.113.1"}]}) == {"violated"}
	is_clean("aws_network_interface", {"subnet_id": "subnet-1", "association": [{"public_ip": ""}]})
}

table(vpc_id, route) := {"vpc_id": vpc_id, "routes": [{"gateway_id": "local"}, route]}

test_judges_routes if {
	outcomes("no-internet-gateway", "aws_route_table", table("vpc-1", {"gateway_id": "igw-1"})) == {"violated"}
	outcomes("no-peering", "aws_route_table", table("vpc-1", {"vpc_peering_connection_id": "pcx-1"})) == {"violated"}
	every values in [table("vpc-2", {"gateway_id": "igw-1"}), table("vpc-1", {"gateway_id": ""})] {
		is_clean("aws_route_table", values)
	}
	outcomes("no-internet-gateway", "aws_route", {"route_table_id": "rtb-9", "gateway_id": "igw-1"}) == {"unproven"}
}

endpoint(type) := {"vpc_id": "vpc-1", "vpc_endpoint_type": type}

test_judges_endpoints_by_their_type if {
	outcomes("allowed-endpoints", "aws_vpc_endpoint", endpoint("GatewayLoadBalancer")) == {"violated"}
	outcomes("allowed-endpoints", "aws_vpc_endpoint", endpoint("Gateway")) == {"unproven"}
	is_clean("aws_vpc_endpoint", endpoint("Interface"))
}

test_does_not_know_where_an_unknown_subnet_is if {
	outcomes("internal-load-balancer", "aws_lb", {"internal": false, "subnets": ["subnet-9"]}) == {"unproven"}
	is_clean("aws_lb", {"internal": false, "vpc_id": "vpc-9", "subnets": ["subnet-9"]})
	is_clean("aws_lb", {"internal": false})
}

test_takes_an_unknown_vpc_for_the_adopted_one if {
	found := data_source("aws_internet_gateway", {"attachments": [{"vpc_id": "vpc-9"}]}, {})
	testing.outcomes("no-internet-gateway", "data.aws_internet_gateway.x") == {"violated"} with input as testing.change_plan("consumer", [found], {})
}

gateway_of(id) := data_source("aws_internet_gateway", {"attachments": [{"vpc_id": id}]}, {})

peerings_of(id) := data_source("aws_vpc_peering_connections", by_filter(id, ["pcx-1"]), {})

under(config, found) := verdict if {
	verdict := testing.under(config) with input as testing.change_plan("service", array.concat(vpcs, [found]), {})
}

# By policy data, what was found in a VPC whose id nothing else has.
test_takes_the_id_of_a_vpc_from_what_was_found_in_it if {
	every config in [{"consumer_vpcs": ["vpc-9"]}, {"strict": true, "other_vpcs": ["aws_vpc.b"]}] {
		testing.is_found(under(config, gateway_of("vpc-9")), "no-internet-gateway", "data.aws_internet_gateway.x")
		testing.is_found(under(config, peerings_of("vpc-9")), "no-peering", "data.aws_vpc_peering_connections.x")
	}
	named := under({"consumer_vpcs": ["vpc-9"]}, gateway_of("vpc-9"))
	{vpc.address: vpc.result | some vpc in named.consumer_vpcs} == {"aws_vpc.a": "PROVEN", "vpc-9": "VIOLATED"}
	named.names.used.consumer_vpcs == [0]
}

test_takes_no_other_id_for_a_vpc if {
	strict := {"strict": true, "other_vpcs": ["aws_vpc.b"]}
	every found in [gateway_of("vpc-2"), peerings_of("vpc-main"), gateway_of(null)] {
		verdict := under(strict, found)
		testing.is_clean(verdict)
		{vpc.address | some vpc in verdict.consumer_vpcs} == {"aws_vpc.a"}
	}
	{vpc.address | some vpc in under(strict, peerings_of("subnet-9")).consumer_vpcs} == {"aws_vpc.a"}
	other := under({"strict": true, "other_vpcs": ["aws_vpc.b", "vpc-9"]}, gateway_of("vpc-9"))
	testing.is_clean(other)
	other.names.used.other_vpcs == [0, 1]
	testing.is_clean(under({}, gateway_of("vpc-9")))
	not_yet := data_source("aws_internet_gateway", {"attachments": [{"vpc_id": "vpc-9"}]}, {"id": true})
	testing.is_clean(under({"consumer_vpcs": ["vpc-9"]}, not_yet))
}

test_judges_nothing_that_was_not_found_yet if {
	asked := {"attached_vpc_id": "vpc-1"}
	testing.outcomes("no-vpn", "data.aws_vpn_gateway.x") == {"violated"} with input as plan("aws_vpn_gateway", asked, {})
	testing.clean with input as plan("aws_vpn_gateway", asked, {"id": true})
	stack := object.union(testing.stack("service", testing.vpcs), {"data": {"aws_vpn_gateway": {"x": {"attached_vpc_id": "${aws_vpc.a.id}"}}}})
	testing.clean with input as stack
}

test_tells_once_what_its_arguments_place if {
	values := {"vpc_id": "vpc-1", "subnet_id": "subnet-1"}
	findings := [finding | some finding in testing.verdict_on(plan("aws_nat_gateway", values, {})).findings; finding.rule == "no-nat-gateway"]
	count(findings) == 1
}

# What such endpoints lead to decides, and not their type.
test_judges_endpoints_that_lead_to_several_things_by_their_names if {
	service := "com.amazonaws.vpce.us-east-1.vpce-svc-1"
	network := "arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-1"
	every kind, said in {
		"GatewayLoadBalancer": {"argument": "service_name", "name": service, "list": "allowed_appliance_services"},
		"ServiceNetwork": {"argument": "service_network_arn", "name": network, "list": "allowed_service_networks"},
	} {
		document := plan("aws_vpc_endpoint", {"vpc_id": "vpc-1", "vpc_endpoint_type": kind, said.argument: said.name}, {})
		every config in [{}, {"allowed_endpoint_types": [kind]}, {said.list: ["other"]}] {
			verdict := testing.under(config) with input as document
			testing.is_found(verdict, "allowed-endpoints", "data.aws_vpc_endpoint.x")
		}
		named := testing.under({said.list: [said.name]}) with input as document
		testing.is_clean(named)
	}
}

# What is not a list of types has its say too.
of_endpoint(values, config) := {finding.outcome |
	verdict := testing.under(config) with input as plan("aws_vpc_endpoint", values, {})
	some finding in verdict.findings
	finding.rule == "allowed-endpoints"
}

reading(name) := testing.change_plan("service", array.concat(vpcs, [data_source("aws_vpc_endpoint", appliances, {}), state_with(name)]), {})

test_judges_endpoints_by_their_service_and_region if {
	service := "com.amazonaws.vpce.us-east-1.vpce-svc-1"
	interface := object.union(endpoint("Interface"), {"service_name": service, "region": "us-east-1"})
	of_endpoint(interface, {"allowed_services": [service]}) == set()
	of_endpoint(interface, {"allowed_services": [concat("", [service, "0"])]}) == {"violated"}
	of_endpoint(object.union(interface, {"region": "eu-west-1"}), {}) == {"violated"}
	of_endpoint(object.union(interface, {"region": "eu-west-1"}), {"allowed_service_regions": ["us-east-1"]}) == set()

	# The data source has no ARN of these.
	of_endpoint(endpoint("Resource"), {"allowed_services": ["arn:*"]}) == {"unproven"}
	of_endpoint(endpoint("Resource"), {}) == set()
	of_endpoint(endpoint("ServiceNetwork"), {"allowed_service_networks": ["arn:x"]}) == {"unproven"}
	of_endpoint(endpoint("ServiceNetwork"), {}) == {"violated"}
}

appliances := object.union(endpoint("GatewayLoadBalancer"), {"id": "vpce-1", "service_name": "com.amazonaws.vpce.us-east-1.vpce-svc-1"})

by_output := {"allowed_appliance_services": [{"remote_state": {"path": "/f.tfstate"}, "output": "name"}]}

state_with(name) := object.union(
	testing.change("terraform_remote_state", "f", ["read"], {"backend": "local", "config": {"path": "/f.tfstate"}, "outputs": {"name": name}}, {}),
	{"mode": "data", "address": "data.terraform_remote_state.f"},
)

test_a_name_that_was_found_may_be_that_of_an_output if {
	verdict := testing.under(by_output) with input as reading(appliances.service_name)
	testing.is_clean(verdict)
	verdict.names.used.allowed_appliance_services == [0]
	other := testing.under(by_output) with input as reading("com.amazonaws.vpce.us-east-1.vpce-svc-2")
	testing.is_found(other, "allowed-endpoints", "data.aws_vpc_endpoint.x")
}

# An endpoint of the document is judged as that, by what its argument comes from.
test_does_not_judge_an_endpoint_of_the_document_twice if {
	managed := testing.change("aws_vpc_endpoint", "m", ["no-op"], appliances, {})
	document := testing.change_plan("service", array.concat(vpcs, [data_source("aws_vpc_endpoint", appliances, {}), managed]), {})
	verdict := testing.verdict_on(document)
	{finding.address | some finding in verdict.findings} == {"aws_vpc_endpoint.m"}
}
