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
#   remediation: >-
#     Set the argument so that the service is private, or remove it.
package privatelink.rules.no_public_exposure

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
