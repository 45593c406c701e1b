/** Why a text is no ARN of a VPC Lattice resource configuration, as what was expected instead; undefined when it is one. */
export function resourceConfigurationArnProblem(text: string): string | undefined {
  return /^arn:aws[a-z-]*:vpc-lattice:[a-z0-9-]+:\d{12}:resourceconfiguration\/rcfg-[0-9a-z]{17}$/.test(text)
    ? undefined
    : "the ARN of a resource configuration: arn:<partition>:vpc-lattice:<region>:<account>:resourceconfiguration/rcfg-<17 hex digits>";
}

/** Why a text is no ARN of a VPC Lattice service network, as what was expected instead; undefined when it is one. */
export function serviceNetworkArnProblem(text: string): string | undefined {
  return /^arn:aws[a-z-]*:vpc-lattice:[a-z0-9-]+:\d{12}:servicenetwork\/sn-[0-9a-z]{17}$/.test(text)
    ? undefined
    : "the ARN of a service network: arn:<partition>:vpc-lattice:<region>:<account>:servicenetwork/sn-<17 hex digits>";
}

/** Why a text is no ARN of a RAM resource share, as what was expected instead; undefined when it is one. */
export function resourceShareArnProblem(text: string): string | undefined {
  return /^arn:aws[a-z-]*:ram:[a-z0-9-]+:\d{12}:resource-share\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
    ? undefined
    : "the ARN of a resource share: arn:<partition>:ram:<region>:<account>:resource-share/<UUID>";
}
