/**
 * Service cards: what a provider tells those who connect.
 *
 * @module
 */
export type { PortSpec } from "../aws/port";
export { type ServiceCardFields, serviceCard, soundCard } from "./card";
export { ServiceCardParameter, type ServiceCardParameterProps } from "./card-parameter";
export { cardBytes, cardSizeProblem } from "./card-parameter-problems";
export { CARD_FORMAT, CARD_VERSION } from "./format";
export { type DeployedServiceCard, endpointPorts, endpointServiceOf, readServiceCard } from "./read-card";
export { renderCard } from "./render-card";
export type { CardListener, ServiceCard } from "./service-card";
