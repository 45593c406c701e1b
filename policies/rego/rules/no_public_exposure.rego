# METADATA
# title: Nothing is exposed to the internet
# description: >-
#   No service in a consumer VPC is reachable from, or reaches, the internet by a way that its provider manages.
# related_resources:
# - ref: https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
# - ref: https://docs.aws.amazon.com/global-accelerator/latest/dg/what-is-global-accelerator.html
# custom:
#   id: no-public-exposure
#   severity: critical
#   subject: consumer-vpc
#   remediation: >-
#     Set the argument so that the service is private, or remove it.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(28)
#     reason: No managed service in the VPC is connected to the internet by its provider.
#   - framework: nist-800-53
#     control: SC-7(11)
#     reason: No managed service in the VPC lets communication in from the internet.
#   - framework: pci-dss
#     control: "1.3.1"
#     reason: No managed service in the VPC takes traffic from the internet.
#   - framework: pci-dss
#     control: "1.3.2"
#     reason: No managed service in the VPC sends traffic to the internet by a way of its own.
#   - framework: pci-dss
#     control: "1.4.2"
#     reason: No managed service in the VPC takes traffic from the internet.
#   - framework: pci-dss
#     control: "1.4.4"
#     reason: No managed service in the VPC is reachable from the internet.
#   - framework: iso-27001
#     control: A.8.20
#     reason: Managed services in the VPC have no public access.
package privatelink.rules.no_public_exposure

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
