export { renderCard, type ServiceCardFields, serviceCard, soundCard } from "./card";
export { ServiceCardParameter, type ServiceCardParameterProps } from "./card-parameter";
export { cardBytes, cardSizeProblem } from "./card-parameter-problems";
export { type DeployedServiceCard, endpointPorts, endpointServiceOf, readServiceCard } from "./read-card";
export { CARD_FORMAT, CARD_VERSION, type ServiceCard, serviceCardSchema } from "./schema";
