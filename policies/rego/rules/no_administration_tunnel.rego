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
#   subject: consumer-vpc
#   remediation: >-
#     Remove the endpoint, or waive it for the time that it is needed.
#   controls:
#   - framework: nist-800-53
#     control: AC-17(3)
#     reason: No tunnel into the VPC goes around the access points for remote access that the organization manages.
#   - framework: nist-800-53
#     control: SC-7(11)
#     reason: No EC2 Instance Connect endpoint lets communication in from outside the VPC.
#   - framework: pci-dss
#     control: "1.3.1"
#     reason: Administrators have no way from outside into the VPC through an EC2 Instance Connect endpoint.
#   - framework: iso-27001
#     control: A.8.20
#     reason: The VPC has no entrance for administration that goes around its boundary.
package privatelink.rules.no_administration_tunnel

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
