import { z } from "zod";
import { anyRegion } from "../shared-schema";

/** Regions that a service is offered to besides its own. */
export const supportedRegions = z
  .array(anyRegion)
  .describe(
    "Regions that the service is offered to besides its own, which it always is. The account must have opted in to those that need it, and the role be allowed vpce:AllowMultiRegion. To take all back, leave an empty list. Default: none.",
  );
