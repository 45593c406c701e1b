/** An environment file with appliances, in which nothing is wrong. */
export const APPLIANCES = `backend:
  type: local
region: us-east-1
appliances:
  inspection:
    account: "111111111111"
    role: deploy
    vpc:
      cidr: 10.10.0.0/20
      zones: [use1-az1, use1-az2]
    targets:
      type: ip
      addresses: [10.10.0.10, 10.10.1.10]
    healthCheck:
      protocol: HTTP
      port: 8080
    targetFailover: rebalance
    loadBalancer:
      crossZone: false
    allowedPrincipals:
      - arn:aws:iam::777777777777:root
`;

/** The file of an external consumer of them, in which nothing is wrong. */
export const APPLIANCE_CONSUMER = `external: true
account: "888888888888"
connections:
  inspection:
    appliance: inspection
    endpointId: vpce-0123456789abcdef0
`;
