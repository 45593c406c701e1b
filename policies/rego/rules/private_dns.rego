# METADATA
# title: Names lead to endpoints
# description: >-
#   Private DNS of endpoints in consumer VPCs works: the VPC resolves names (DNS support and hostnames), no two endpoints
#   of a VPC give the same service's names, and an endpoint to a service of AWS has them. Without them, clients resolve
#   public addresses, which they cannot reach: this is a warning.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
# custom:
#   id: private-dns
#   severity: low
#   subject: consumer-vpc
#   remediation: >-
#     Switch enable_dns_support and enable_dns_hostnames of the VPC on, keep private DNS on one endpoint for each service,
#     or give clients the endpoint's own names.
#   controls: []
#   no_controls: It keeps names working. A name that leads to the wrong place makes a connection fail, and opens none.
package privatelink.rules.private_dns

import data.privatelink.lib.document
import data.privatelink.lib.endpoints
import data.privatelink.lib.findings as found
import data.privatelink.lib.links
import data.privatelink.lib.placement
import data.privatelink.lib.values

annotations := rego.metadata.chain()[1].annotations

findings := array.flatten([not_resolved, twice, without])

# Endpoints of consumer VPCs whether they have private DNS, by themselves or by a resource of its own.
judged := [{"resource": resource, "place": place, "is_named": is_named(resource)} |
	some endpoint in endpoints.all
	endpoint.kind == "Interface"
	resource := document.resources[endpoint.index]
	place := placement.places[endpoint.index]
]

is_named(resource) if {
	values.same(values.known(resource, "private_dns_enabled")[0], true)
} else if {
	switched_on[resource.address]
} else := false

switched_on contains address if {
	some switch in document.of_type("aws_vpc_endpoint_private_dns")
	values.same(values.known(switch, "private_dns_enabled")[0], true)
	some address in links.named(values.nodes(switch, "vpc_endpoint_id"))
}

# AWS's defaults of a VPC: support is on, hostnames are not.
not_resolved := [finding |
	some endpoint in judged
	endpoint.is_named
	some vpc in vpcs_of(endpoint.resource)
	some argument, otherwise in {"enable_dns_hostnames": false, "enable_dns_support": true}
	not is_on(vpc, argument, otherwise)
	finding := found.of_no_path(endpoint.resource, endpoint.place, {
		"what": $"an endpoint with private DNS whose VPC does not resolve it ({argument} of {vpc.address})",
		"cut": $"set {argument} of {vpc.address} to true",
	})
]

# None where it is not known which one it is.
vpcs_of(resource) := [vpc |
	[node] := [one | some one in links.named(values.nodes(resource, "vpc_id"))]
	vpc := links.by_address[node]
	vpc.type in {"aws_default_vpc", "aws_vpc", "awscc_ec2_vpc"}
	vpc.mode == "managed"
]

is_on(vpc, argument, _) if values.is_unknown(vpc, argument)

is_on(vpc, argument, _) if values.same(values.known(vpc, argument)[0], true)

is_on(vpc, argument, true) if values.is_absent(vpc, argument)

# Endpoints of one VPC that give the names of one service.
twice := [finding |
	some endpoint in judged
	endpoint.is_named
	count(same_names[key_of(endpoint.resource)]) > 1
	finding := found.of_no_path(endpoint.resource, endpoint.place, {
		"what": "one of several endpoints with private DNS for the same service (private_dns_enabled)",
		"cut": $"set private_dns_enabled of {endpoint.resource.address} to false",
	})
]

same_names[key_of(endpoint.resource)] contains endpoint.resource.address if {
	some endpoint in judged
	endpoint.is_named
}

key_of(resource) := $"{name} {sort([node | some node in ends])}" if {
	[name] := values.known(resource, "service_name")
	ends := links.ends(values.nodes(resource, "vpc_id"))
	count(ends) < 2
}

without := [finding |
	some endpoint in judged
	not endpoint.is_named
	not values.is_unknown(endpoint.resource, "private_dns_enabled")
	endpoints.is_of_aws(endpoint.resource)
	finding := found.of_no_path(endpoint.resource, endpoint.place, {
		"what": "an endpoint to a service of AWS without the service's own names (private_dns_enabled)",
		"rating": "warn",
		"cut": $"set private_dns_enabled of {endpoint.resource.address} to true",
	})
]
