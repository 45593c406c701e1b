package privatelink.lib.plan_identities_test

import data.privatelink.testing

hub := testing.change("aws_vpc", "hub", ["no-op"], {"id": "vpc-2", "tags": {}}, {})

accepter(id) := testing.change("aws_vpc_peering_connection_accepter", "x", ["no-op"], object.union({"vpc_peering_connection_id": "pcx-1"}, id), {})

strict(changes, others) := verdict if {
	config := {"strict": true, "other_vpcs": array.concat(["aws_vpc.hub"], others)}
	verdict := testing.under(config) with input as testing.change_plan_of_others(array.concat([hub], changes))
}

results(verdict) := {vpc.address: vpc.result | some vpc in verdict.consumer_vpcs}

not_shown := "(VPC that is not shown)"

# What an accepter accepts is not seen, whether it has been applied or not.
test_an_id_that_places_a_resource_is_not_its_own if {
	every id in [{}, {"id": "pcx-1"}, {"id": "pcx-1", "arn": "arn:aws:ec2:us-east-1:111111111111:vpc-peering-connection/pcx-1"}] {
		verdict := strict([accepter(id)], [])
		results(verdict) == {not_shown: "UNPROVEN"}
		testing.is_found(verdict, "not-visible", not_shown)
		testing.is_clean(strict([accepter(id)], ["pcx-1"]))
	}
}

# What another resource has as its id leads to that resource as before.
test_an_id_leads_to_the_resource_that_has_it if {
	peering := testing.change("aws_vpc_peering_connection", "p", ["no-op"], {"id": "pcx-1", "vpc_id": "vpc-2", "peer_vpc_id": "vpc-2"}, {})
	testing.is_clean(strict([accepter({"id": "pcx-1"}), peering], []))
	subnet := testing.change("aws_subnet", "s", ["no-op"], {"id": "subnet-2", "vpc_id": "vpc-2"}, {})
	gateway := testing.change("aws_nat_gateway", "n", ["no-op"], {"id": "nat-1", "subnet_id": "subnet-2"}, {})
	testing.is_clean(strict([subnet, gateway], []))
}

# Each has the id that the other one is placed by.
test_a_circle_is_a_vpc_that_is_not_shown if {
	tables := [
		testing.change("aws_nat_gateway", "x", ["no-op"], {"id": "subnet-1", "subnet_id": "subnet-2"}, {}),
		testing.change("aws_nat_gateway", "y", ["no-op"], {"id": "subnet-2", "subnet_id": "subnet-1"}, {}),
	]
	results(strict(tables, [])) == {not_shown: "UNPROVEN"}
}

# Once it is applied, an accepter shows both VPCs.
applied := accepter({"id": "pcx-1", "vpc_id": "vpc-2", "peer_vpc_id": "vpc-9"})

test_an_accepter_is_between_the_vpcs_that_it_shows if {
	plan := testing.change_plan_of_others([hub, applied])
	verdict := testing.under({"consumer_vpcs": ["vpc-9"]}) with input as plan
	results(verdict) == {"vpc-9": "VIOLATED"}
	testing.is_found(verdict, "no-peering", "aws_vpc_peering_connection_accepter.x")
	testing.is_clean(strict([applied], ["pcx-1", "vpc-9"]))
	results(strict([applied], ["pcx-1"])) == {"(adopted VPC)": "VIOLATED"}
}
