import { together } from "../support/together";

together("stacks");
