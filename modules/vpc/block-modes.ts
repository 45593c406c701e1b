/** What VPC Block Public Access can block: traffic of internet gateways either way, or what comes in by them. */
export const BLOCK_MODES = ["block-bidirectional", "block-ingress"] as const;
