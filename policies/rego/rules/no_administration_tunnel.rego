# METADATA
# title: No administration tunnel
# description: >-
#   A consumer VPC has no EC2 Instance Connect endpoint, by which administrators come in from outside.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-with-ec2-instance-connect-endpoint.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_instance_connect_endpoint
# custom:
#   id: no-administration-tunnel
#   severity: high
#   remediation: >-
#     Remove the endpoint, or waive it for the time that it is needed.
package privatelink.rules.no_administration_tunnel

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
