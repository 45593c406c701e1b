export { type ServiceCardFields, serviceCard, soundCard } from "./card";
export { ServiceCardParameter, type ServiceCardParameterProps } from "./card-parameter";
export { cardBytes, cardSizeProblem } from "./card-parameter-problems";
export { CARD_FORMAT, CARD_VERSION } from "./format";
export { type DeployedServiceCard, endpointPorts, endpointServiceOf, readServiceCard } from "./read-card";
export { renderCard } from "./render-card";
export { type ServiceCard, serviceCardSchema } from "./schema";
