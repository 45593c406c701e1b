# METADATA
# title: DNS leads nowhere else
# description: >-
#   No resolver endpoint, rule or option makes the names that a consumer VPC asks for known elsewhere.
# related_resources:
# - ref: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-outbound-queries.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route53_resolver_endpoint
# custom:
#   id: no-dns-way-out
#   severity: medium
#   subject: consumer-vpc
#   remediation: >-
#     Remove it, or make sure that the name servers are meant to see this VPC's queries.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(10)
#     reason: Names that the VPC asks for are not forwarded to name servers elsewhere, which could carry data out.
#   - framework: pci-dss
#     control: "1.3.2"
#     reason: DNS is no further way out of the VPC for data.
package privatelink.rules.no_dns_way_out

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
