# METADATA
# title: Services stand behind internal load balancers, with TLS where promised
# description: >-
#   A load balancer of an endpoint service is internal, in whichever VPC: an internet-facing one is a way in beside
#   PrivateLink. Every listener in front of a service that the policy data lists (`tls_services`) speaks TLS.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html
# - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-tls-listener.html
# custom:
#   id: service-load-balancers
#   severity: high
#   subject: service
#   remediation: >-
#     Set internal to true, which makes another load balancer. Give the listeners the protocol TLS and a certificate; where
#     the targets speak TLS themselves, waive this for the listener.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(11)
#     reason: The load balancer of a service takes no traffic from the internet beside PrivateLink.
#   - framework: pci-dss
#     control: "1.3.1"
#     reason: A service has no internet-facing load balancer as a second way in.
#   - framework: iso-27001
#     control: A.8.21
#     reason: The service is offered only through its endpoint service, with TLS where the policy data asks for it.
package privatelink.rules.service_load_balancers

import data.privatelink.lib.document
import data.privatelink.lib.findings as found
import data.privatelink.lib.patterns
import data.privatelink.lib.services
import data.privatelink.lib.settings
import data.privatelink.lib.values

annotations := rego.metadata.chain()[1].annotations

findings := array.flatten([facing, plain, unseen])

behind := [{"service": service, "load_balancer": load_balancer} |
	some service in services.all
	some load_balancer in services.load_balancers(service)
]

facing := [finding |
	some one in behind
	not is_internal(one.load_balancer)
	finding := found.of_document(one.load_balancer, object.union(
		{
			"message": $"the load balancer of {one.service.address} is not internal (internal)",
			"cut": $"set internal of {one.load_balancer.address} to true",
		},
		uncertain(one.load_balancer, "internal"),
	))
]

is_internal(load_balancer) if values.same(values.known(load_balancer, "internal")[0], true)

# The twin of CloudFormation calls it a scheme.
is_internal(load_balancer) if values.known(load_balancer, "scheme") == ["internal"]

promised := [one |
	some one in behind
	some name in array.concat([one.service.address], values.known(one.service, "service_name"))
	patterns.matches_any(settings.config.tls_services, name)
]

plain := [finding |
	some one in promised
	some i in services.listeners[one.load_balancer.address]
	listener := document.resources[i]
	not values.known(listener, "protocol") == ["TLS"]
	finding := found.of_document(listener, object.union(
		{
			"message": $"a listener of {one.service.address}, which promises TLS, does not speak it (protocol)",
			"cut": $"set protocol of {listener.address} to TLS",
		},
		uncertain(listener, "protocol"),
	))
]

unseen := [finding |
	some one in promised
	not services.listeners[one.load_balancer.address]
	finding := found.of_document(one.load_balancer, {
		"message": $"{one.service.address} promises TLS, and this document shows no listener of its load balancer",
		"outcome": "unproven",
		"settle": "judge a document that has the listeners, or name the load balancer by a plain reference",
	})
]

uncertain(resource, argument) := {
	"outcome": "unproven",
	"settle": found.plainly(argument, resource),
} if {
	values.is_unknown(resource, argument)
} else := {}
