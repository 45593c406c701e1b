import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import type { Construct } from "constructs";

/**
 * Expression of the names of the account's zones by zone id: which name belongs to which id differs from account to account.
 * A plan fails where AWS names no zones, since nothing could be placed then.
 */
export function zoneNamesById(scope: Construct, id: string): string {
  const { fqn } = new DataAwsAvailabilityZones(scope, id, {
    lifecycle: {
      postcondition: [
        {
          condition: "${try(length(self.zone_ids) > 0 && length(self.zone_ids) == length(self.names), false)}",
          errorMessage:
            "AWS names no availability zones of this account and region. See whether the region is switched on in the account: aws ec2 describe-availability-zones",
        },
      ],
    },
  });
  // Without braces: cdktf takes them for the end of an expression that this stands in.
  return `try(zipmap(${fqn}.zone_ids, ${fqn}.names), zipmap([], []))`;
}
