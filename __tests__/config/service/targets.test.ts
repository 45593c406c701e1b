import type { z } from "zod";
import { targetsPropsOf } from "../../../config/service/targets";
import { targets } from "../../../config/service/targets-schema";
import { ALB, TARGET_GROUP } from "../../support/refused-forwarding";

test.each<[z.input<typeof targets>, object]>([
  [{ type: "sample" }, { targetType: "instance" }],
  [
    { type: "instance", ids: ["i-01234567"] },
    { targetType: "instance", targetIds: { "i-01234567": "i-01234567" } },
  ],
  [
    { type: "instance", tags: { Role: "orders" } },
    { targetType: "instance", targetTags: { Role: "orders" } },
  ],
  [
    { type: "ip", addresses: ["10.0.0.9"] },
    { targetType: "ip", targetIds: { "10.0.0.9": "10.0.0.9" } },
  ],
  [
    { type: "ip", outsideAddresses: ["192.168.0.9"] },
    { targetType: "ip", targetIds: {}, outsideTargetIds: { "192.168.0.9": "192.168.0.9" } },
  ],
  [
    { type: "ip", addresses: ["2600:1f18::9"] },
    { targetType: "ip", targetIpAddressType: "ipv6", targetIds: { "2600:1f18::9": "2600:1f18::9" } },
  ],
  [
    { type: "autoScalingGroup", names: ["batch"] },
    { targetType: "instance", autoScalingGroupNames: { batch: "batch" } },
  ],
  [
    { type: "alb", arn: ALB },
    { targetType: "alb", targetIds: { "load-balancer": ALB } },
  ],
  [{ type: "ecs" }, { targetType: "ip" }],
  [
    { type: "ecs", networkMode: "bridge" },
    { targetType: "instance", dynamicPorts: true },
  ],
  [
    { type: "ecs", networkMode: "host" },
    { targetType: "instance", dynamicPorts: false },
  ],
  [{ type: "external" }, { targetType: "ip" }],
  [{ type: "external", targetType: "instance" }, { targetType: "instance" }],
  [
    { type: "targetGroup", arn: TARGET_GROUP, targetType: "ip", healthCheckPort: 81 },
    { targetGroupArn: TARGET_GROUP, targetType: "ip", healthCheckPort: 81 },
  ],
])("%j are %j", (spec, props) => {
  expect(targetsPropsOf(targets.parse(spec))).toEqual(props);
});
