# METADATA
# title: Providers that may call something else than AWS
# description: >-
#   What answers a provider's calls decides which resources the provider takes to exist, and what a data source finds.
#   Only the addresses of AWS's own services count as AWS's. Customers' APIs, load balancers and instances have
#   addresses in the same domains. A proxy sees only encrypted traffic, unless the provider trusts any certificate. The provider
#   writes the Region into the address: a character that no Region's name has could change the host.
# related_resources:
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/custom-service-endpoints
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs#argument-reference
# - ref: https://docs.aws.amazon.com/general/latest/gr/rande.html
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
package privatelink.lib.provider_endpoints

import data.privatelink.lib.blocks
import data.privatelink.lib.configuration
import data.privatelink.lib.references
import data.privatelink.lib.written

# By which argument a provider of a stack or of a plan's configuration may call something else than AWS.
argument_of(provider) := "endpoints" if {
	some endpoint in endpoints(provider)
	not is_of_aws(endpoint)
} else := "insecure" if {
	is_insecure(provider)
	some proxy in ["http_proxy", "https_proxy"]
	count(values(provider, proxy)) > 0
} else := "region" if {
	some region in values(provider, "region")
	region != null
	not regex.match(`^[A-Za-z0-9-]+$`, $"{region}")
}

# Whether a source or name is of one of AWS's providers.
is_aws(source) if references.last(split(source, "/")) in {"aws", "awscc"}

# The addresses that a provider's blocks `endpoints` give, or null for one that cannot be read.
endpoints(provider) := [endpoint |
	some block in written.children(provider, "endpoints")
	some endpoint in endpoints_written(block)
] if {
	provider.form == "written"
} else := [endpoint |
	some block in blocks.objects(object.get(provider.expressions, "endpoints", null))
	some endpoint in endpoints_planned(block)
]

endpoints_written(block) := [null] if {
	block.opaque
} else := [value | some name, _ in block.body; name != "//"; some value in values(block, name)]

endpoints_planned(block) := [value |
	some addresses in blocks.objects(block.constant_value)
	some address in addresses
	some value in constant(address)
] if {
	configuration.is_constant(block)
} else := [null] if {
	block.references
} else := [value | some expression in block; some value in of_expression(expression)]

# The values of an argument, without those that are not given. One that cannot be read is null.
values(provider, name) := [object.get(result, "known", null) | some result in written.leaf(provider, name)] if {
	provider.form == "written"
} else := of_expression(object.get(provider.expressions, name, {"constant_value": null}))

of_expression(expression) := constant(expression.constant_value) if {
	configuration.is_constant(expression)
} else := [null]

constant(value) := [] if {
	value in {null, ""}
} else := [null] if {
	is_string(value)
	references.is_expression(value)
} else := [value]

is_insecure(provider) if {
	some value in values(provider, "insecure")
	not value in {false, "false"}
}

# The address of a service, or of an endpoint to one: never of what a customer has under the name of a service.
is_of_aws(address) if {
	is_string(address)
	regex.match(service_pattern, lower(address))
}

is_of_aws(address) if {
	is_string(address)
	regex.match(endpoint_pattern, lower(address))
	not contains(lower(address), "vpce-svc-")
	not contains(lower(address), ".execute-api.")
}

service_pattern := concat("", [
	`^https://(api\.)?[a-z0-9-]+(\.dualstack)?(\.`, region_pattern, `)?\.(`, domains, `)(:443)?/?$`,
])

endpoint_pattern := concat("", [
	`^https://vpce-[a-z0-9-]+\.(api\.)?[a-z0-9-]+\.`, region_pattern, `\.vpce\.(`, domains, `)(:443)?/?$`,
])

region_pattern := `[a-z]{2,4}(-[a-z]+)+-[0-9]+`

# Domains of AWS's partitions, as its SDKs have them: of IPv4, and of both.
domains := concat("|", [replace(domain, ".", `\.`) | some domain in [
	"amazonaws.com", "api.aws",
	"amazonaws.com.cn", "api.amazonwebservices.com.cn",
	"amazonaws.eu", "api.amazonwebservices.eu",
	"c2s.ic.gov", "api.aws.ic.gov",
	"sc2s.sgov.gov", "api.aws.scloud",
	"cloud.adc-e.uk", "api.cloud-aws.adc-e.uk",
	"csp.hci.ic.gov", "api.aws.hci.ic.gov",
]])
