import { z } from "zod";
import { HEALTH_CHECK_PROTOCOLS, matcherProblem } from "../../modules/provider/load-balancer/health-check";
import { HEALTH_CHECK_LIMITS } from "../../modules/provider/load-balancer/limits";
import { checked, within } from "../fields";
import { httpPath, port } from "../shared-schema";

const { intervalSeconds, timeoutSeconds, healthyThreshold, unhealthyThreshold } = HEALTH_CHECK_LIMITS;

/** How the load balancer finds out whether a target is well. */
export const healthCheck = z
  .strictObject({
    protocol: z
      .enum(HEALTH_CHECK_PROTOCOLS)
      .default("TCP")
      .describe(
        "TCP opens a connection; HTTP and HTTPS want an answer at the path. Targets of UDP are asked over these too. Default: TCP.",
      ),
    port: port.optional().describe("Port to ask at. Default: the port of the targets."),
    path: httpPath.optional().describe("Default: /."),
    matcher: checked(matcherProblem)
      .optional()
      .describe("Status codes from 200 to 599 that mean well: 200; 200,204; 200-399. Default: 200-399."),
    intervalSeconds: within(intervalSeconds)
      .default(10)
      .describe("Seconds from one check to the next, from 5 to 300. Default: 10."),
    timeoutSeconds: within(timeoutSeconds)
      .optional()
      .describe(
        "Seconds to wait for an answer, from 2 to 120, no more than the interval. Default: 5, or less than it.",
      ),
    healthyThreshold: within(healthyThreshold)
      .optional()
      .describe("Answers in a row after which a target counts as well, from 2 to 10. Default: 3."),
    unhealthyThreshold: within(unhealthyThreshold)
      .optional()
      .describe("Failures in a row after which a target counts as unwell, from 2 to 10. Default: 3."),
  })
  .describe("How the load balancer finds out whether a target is well.");
