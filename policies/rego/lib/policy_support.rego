# METADATA
# title: Services that take no endpoint policy
# description: >-
#   AWS allows full access through an endpoint of such a service, whatever its policy says. The list has services
#   whose own documentation says so, and those that are spoken to in SMTP, MQTT or SFTP, where no action of IAM could
#   be allowed. For any other service a data source `aws_vpc_endpoint_service` in the plan tells
#   (`vpc_endpoint_policy_supported`).
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
# - ref: https://github.com/awslabs/landing-zone-accelerator-on-aws
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/vpc_endpoint_service
package privatelink.lib.policy_support

import data.privatelink.lib.document
import data.privatelink.lib.values

# Whether the service of a name takes a policy. The services of customers are named after their ids.
takes(name) := false if {
	contains(name, ".vpce-svc-")
} else := false if {
	takes_none(name)
} else := true

takes_none(name) if without_policy[short(name)]

takes_none(name) if told_by_aws[name]

# What a name has behind the Region: `com.amazonaws.us-east-1.email-smtp`.
short(name) := concat(".", array.slice(parts, 3, count(parts))) if {
	parts := split(trim_prefix(name, "cn."), ".")
	array.slice(parts, 0, 2) == ["com", "amazonaws"]
}

without_policy := {name: true | some name in [
	"cleanrooms",
	"cleanrooms-ml",
	"codeguru-reviewer",
	"email-smtp",
	"grafana-workspace",
	"inspector-scan",
	"inspector2",
	"iot.data",
	"iotsitewise.data",
	"neptune-graph",
	"refactor-spaces",
	"transfer.server",
]}

told_by_aws[name] := true if {
	some i in document.by_type.aws_vpc_endpoint_service
	found := document.resources[i]
	found.mode == "data"
	values.known(found, "vpc_endpoint_policy_supported") == [false]
	[name] := values.known(found, "service_name")
}
